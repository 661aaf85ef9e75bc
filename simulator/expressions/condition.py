"""A condition ready to be evaluated, and the way from its text to it.

Compiled once into closures when the file is loaded, then evaluated many times per turn. Evaluation has no loop and
calls nothing but the environment.
"""

from __future__ import annotations

import operator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from simulator.diagnostics import Diagnostic, Position
from simulator.expressions.check import Checker
from simulator.expressions.nodes import And, Call, Comparison, Name, Node, Not, Number, Or, Sum, text_of, walk
from simulator.expressions.parser import parse
from simulator.expressions.tokens import ConditionSyntaxError
from simulator.yaml_source import LocatedStr

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.expressions.namespace import Environment, Namespace

    Truth = Callable[[Environment], bool]
    Quantity = Callable[[Environment], float]

_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "!=": operator.ne,
}


@dataclass(frozen=True)
class Condition:
    """A condition that was checked; two conditions with the same tree are equal, whatever their spaces."""

    tree: Node
    text: str = field(default="", compare=False)
    """As the author wrote it."""
    _holds: Truth = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Compile the tree."""
        object.__setattr__(self, "_holds", _truth(self.tree))

    def __str__(self) -> str:
        """The canonical text."""
        return text_of(self.tree)

    def holds(self, env: Environment) -> bool:
        """Whether the condition is true in this environment; always ``True`` or ``False``, never merely truthy."""
        return self._holds(env)

    def names(self) -> frozenset[str]:
        """The names it reads, ids given to functions left out."""
        return frozenset(node.name for node in walk(self.tree) if isinstance(node, Name))

    def calls(self) -> frozenset[tuple[str, tuple[str, ...]]]:
        """The functions it calls, each with the ids given to it."""
        return frozenset(
            (node.function, tuple(argument.id for argument in node.arguments))
            for node in walk(self.tree)
            if isinstance(node, Call)
        )


def compile_condition(text: str, position: Position, namespace: Namespace) -> tuple[Condition | None, list[Diagnostic]]:
    """Read, check and compile a condition.

    Args:
        text: the condition; as a ``LocatedStr`` its faults are told at their exact column.
        position: where it stands, for a plain string.
        namespace: the words it may use.

    Returns:
        The condition, or ``None`` when it has a fault; and all diagnostics.
    """

    def place(offset: int) -> Position:
        return text.at(offset) if isinstance(text, LocatedStr) and text.position.file else position

    try:
        tree = parse(text)
    except ConditionSyntaxError as error:
        return None, [Diagnostic.at(place(error.offset), error.code, error.message, hint=error.hint)]
    checker = Checker(namespace)
    checker.want(tree, "boolean")
    if checker.findings:
        return None, [
            Diagnostic.at(place(finding.offset), finding.code, finding.message, hint=finding.hint)
            for finding in checker.findings
        ]
    return Condition(tree, str(text)), []


def _truth(node: Node) -> Truth:
    """The closure that evaluates a node of type boolean."""
    match node:
        case Name(name):
            return lambda env: bool(env.boolean(name))
        case Call(function, arguments):
            ids = tuple(argument.id for argument in arguments)
            return lambda env: bool(env.call(function, ids))
        case Not(operand):
            inner = _truth(operand)
            return lambda env: not inner(env)
        case And(operands):
            every = tuple(_truth(operand) for operand in operands)
            return lambda env: all(truth(env) for truth in every)
        case Or(operands):
            some = tuple(_truth(operand) for operand in operands)
            return lambda env: any(truth(env) for truth in some)
        case Comparison(first, rest):
            return _chain(first, rest)
        case Number() | Sum():
            raise AssertionError("the checker lets no number stand as a condition")


def _chain(first: Node, rest: tuple[tuple[str, Node], ...]) -> Truth:
    operands = tuple(_quantity(node) for node in (first, *(operand for _, operand in rest)))
    compare = tuple(_COMPARE[sign] for sign, _ in rest)

    def chained(env: Environment) -> bool:
        values = [operand(env) for operand in operands]
        return all(link(left, right) for link, left, right in zip(compare, values, values[1:], strict=False))

    return chained


def _quantity(node: Node) -> Quantity:
    """The closure that evaluates a node of type number."""
    match node:
        case Number(value):
            return lambda _: value
        case Name(name):
            return lambda env: float(env.number(name))
        case Call(function, arguments):
            ids = tuple(argument.id for argument in arguments)
            return lambda env: float(env.call(function, ids))
        case Sum(terms):
            signed = tuple((-1.0 if sign == "-" else 1.0, _quantity(term)) for sign, term in terms)
            return lambda env: sum(factor * term(env) for factor, term in signed)
        case _:
            raise AssertionError("the checker lets no truth value stand as a number")
