"""Reads a condition into its tree, by operator precedence (Pratt).

From loosest to tightest: ``ou``, ``et``, ``non``, comparisons, ``+`` and ``-``, then names, numbers, calls and
parentheses. The parser does not know which names exist.
"""

from __future__ import annotations

from simulator.expressions.nodes import And, Argument, Call, Comparison, Name, Node, Not, Number, Or, Sum
from simulator.expressions.tokens import ConditionSyntaxError, Token, instead_of, tokenize

MAX_LENGTH = 2_000
"""The longest condition read, in characters."""
MAX_DEPTH = 50
"""The deepest nesting of parentheses, ``non`` and signs."""

COMPARISONS = frozenset({"<", "<=", ">", ">=", "=", "!="})

_BINDING = {"ou": 1, "et": 2, **dict.fromkeys(COMPARISONS, 4), "+": 5, "-": 5}
_NOT_BINDING = 3
_SIGN_BINDING = 6


def parse(text: str) -> Node:
    """The tree of a condition.

    Raises:
        ConditionSyntaxError: the condition cannot be read, is too long or nested too deep.
    """
    if len(text) > MAX_LENGTH:
        message = f"La condition est trop longue : {len(text)} caractères, pour {MAX_LENGTH} au plus."
        raise ConditionSyntaxError(0, message, "Découpez-la en plusieurs transitions.", code="EX106")
    parser = _Parser(tokenize(text))
    tree = parser.expression(0)
    parser.finish()
    return tree


class _Parser:
    """Walks along the tokens once, from left to right."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    @property
    def _current(self) -> Token:
        return self._tokens[self._at]

    def _next(self) -> Token:
        token = self._current
        self._at += 1
        return token

    def expression(self, binding: int) -> Node:
        """Read an operand, then every operator that binds at least as tightly as asked."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            message = f"La condition est trop emboîtée : {MAX_DEPTH} niveaux au plus."
            raise ConditionSyntaxError(self._current.offset, message, "Retirez des parenthèses.", code="EX106")
        left = self._operand()
        while (found := _BINDING.get(self._operator(), 0)) > binding:
            left = self._joined(left, found)
        self._depth -= 1
        return left

    def finish(self) -> None:
        """Check that nothing is left.

        Raises:
            ConditionSyntaxError: something is.
        """
        token = self._current
        if token.kind == "end":
            return
        if token.text == ")":
            raise ConditionSyntaxError(token.offset, "Cette parenthèse fermante n’a pas d’ouvrante.")
        decimals = "Les décimales s’écrivent avec un point." if token.text == "," else ""
        hint = instead_of(token.text) or decimals or "Reliez les deux parties par « et » ou « ou »."
        raise ConditionSyntaxError(token.offset, f"« {token.text} » n’est pas attendu ici.", hint)

    def _operator(self) -> str:
        return self._current.text if self._current.kind in {"operator", "keyword"} else ""

    def _joined(self, left: Node, binding: int) -> Node:
        """Read all operands joined at one level of precedence, as one flat node."""
        offset = self._current.offset
        rest: list[tuple[str, Node]] = []
        while _BINDING.get(self._operator(), 0) == binding:
            rest.append((self._next().text, self.expression(binding)))
        operands = (left, *(operand for _, operand in rest))
        if binding == _BINDING["ou"]:
            return Or(operands, offset)
        if binding == _BINDING["et"]:
            return And(operands, offset)
        if binding == _BINDING["+"]:
            return Sum((("+", left), *rest), offset)
        return Comparison(left, tuple(rest), offset)

    def _operand(self) -> Node:
        token = self._next()
        if token.kind == "number":
            return Number(float(token.text), token.offset)
        if token.kind == "name":
            return self._call(token) if self._operator() == "(" else Name(token.text, token.offset)
        if token.text == "non":
            return Not(self.expression(_NOT_BINDING - 1), token.offset)
        if token.text in {"+", "-"}:
            return Sum(((token.text, self.expression(_SIGN_BINDING - 1)),), token.offset)
        if token.text == "(":
            return self._group(token)
        self._at -= 1
        raise self._missing_operand(token)

    def _group(self, opening: Token) -> Node:
        inside = self.expression(0)
        if self._operator() != ")":
            self._unclosed(opening)
        self._next()
        return inside

    def _unclosed(self, opening: Token) -> None:
        if self._current.kind == "end":
            raise ConditionSyntaxError(opening.offset, "Cette parenthèse n’est pas fermée.", "Ajoutez « ) ».")
        token = self._current
        hint = "Les décimales s’écrivent avec un point." if token.text == "," else instead_of(token.text)
        raise ConditionSyntaxError(token.offset, f"« {token.text} » n’est pas attendu ici.", hint)

    def _call(self, name: Token) -> Node:
        opening = self._next()
        arguments: list[Argument] = []
        while self._operator() != ")":
            if arguments:
                self._expect_comma(opening)
            token = self._current
            if token.kind != "name":
                if token.kind == "end":
                    self._unclosed(opening)
                message = f"« {name.text} » attend un identifiant ici, et non « {token.text} »."
                raise ConditionSyntaxError(token.offset, message)
            arguments.append(Argument(self._next().text, token.offset))
        self._next()
        return Call(name.text, tuple(arguments), name.offset)

    def _expect_comma(self, opening: Token) -> None:
        if self._operator() != ",":
            self._unclosed(opening)
        self._next()

    def _missing_operand(self, token: Token) -> ConditionSyntaxError:
        previous = self._tokens[self._at - 1] if self._at else None
        if token.kind == "end" and previous is None:
            return ConditionSyntaxError(0, "La condition est vide.", "Supprimez-la si elle doit toujours tenir.")
        if token.kind == "end" and previous is not None:
            message = f"Il manque quelque chose après « {previous.text} »."
            return ConditionSyntaxError(previous.offset, message)
        hint = instead_of(token.text) if token.kind == "name" else ""
        return ConditionSyntaxError(token.offset, f"« {token.text} » n’est pas attendu ici.", hint)
