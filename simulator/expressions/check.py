"""Checks the words and the types of a condition against a namespace.

All that is wrong is told at once. The checker does not evaluate anything.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from simulator.diagnostics import suggestion
from simulator.expressions.nodes import And, Call, Comparison, Name, Node, Not, Number, Or, Sum, text_of
from simulator.expressions.tokens import instead_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.expressions.namespace import Namespace, Type


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in a condition, at an offset of its text."""

    offset: int
    code: str
    message: str
    hint: str = ""


@dataclass
class Checker:
    """Types one condition; ``findings`` grows as it goes."""

    namespace: Namespace
    findings: list[Finding] = field(default_factory=list)

    def want(self, node: Node, wanted: Type) -> None:
        """Check a node and all under it, and that it is of the type wanted."""
        found = self._type(node)
        if found is None or found == wanted:
            return
        shown = text_of(node)
        if wanted == "boolean":
            hint = f"Comparez-le : « {shown} >= 1 », par exemple."
            self._tell(
                _start(node), "EX105", f"« {shown} » est un nombre ; il faut ici une condition vraie ou fausse.", hint
            )
        else:
            message = f"« {shown} » est vrai ou faux ; il faut ici un nombre."
            hint = "Une condition s’écrit sans comparaison : « empathie », « non empathie »."
            self._tell(_start(node), "EX105", message, hint)

    def _type(self, node: Node) -> Type | None:
        """The type of a node, or ``None`` when it cannot be known (an unknown word, already told)."""
        match node:
            case Number():
                return "number"
            case Name():
                return self._name(node)
            case Call():
                return self._call(node)
            case Sum(terms):
                self._all((term for _, term in terms), "number")
                return "number"
            case Comparison(first, rest):
                self._all((first, *(operand for _, operand in rest)), "number")
                return "boolean"
            case Not(operand):
                self.want(operand, "boolean")
                return "boolean"
            case And(operands) | Or(operands):
                self._all(operands, "boolean")
                return "boolean"

    def _all(self, nodes: Iterable[Node], wanted: Type) -> None:
        for node in nodes:
            self.want(node, wanted)

    def _name(self, node: Name) -> Type | None:
        if node.name in self.namespace.booleans:
            return "boolean"
        if node.name in self.namespace.numbers:
            return "number"
        if node.name in self.namespace.functions:
            kinds = ", ".join(self.namespace.functions[node.name].kinds)
            hint = f"Écrivez « {node.name}({kinds}) »."
            self._tell(node.offset, "EX102", f"« {node.name} » attend des parenthèses.", hint)
            return None
        hint = suggestion(node.name, sorted(self.namespace.names)) or instead_of(node.name)
        self._tell(node.offset, "EX102", f"Le nom « {node.name} » est inconnu.", hint)
        return None

    def _call(self, node: Call) -> Type | None:
        signature = self.namespace.functions.get(node.function)
        if signature is None:
            known = sorted(self.namespace.functions)
            if node.function in self.namespace.names:
                hint = f"« {node.function} » s’écrit sans parenthèses."
            else:
                hint = suggestion(node.function, known) or f"Fonctions possibles : {', '.join(known) or 'aucune'}."
            self._tell(node.offset, "EX103", f"La fonction « {node.function} » est inconnue.", hint)
            return None
        if len(node.arguments) != len(signature.kinds):
            kinds = ", ".join(signature.kinds)
            message = (
                f"« {node.function} » attend {len(signature.kinds)} identifiant(s), et en reçoit {len(node.arguments)}."
            )
            self._tell(node.offset, "EX104", message, f"Écrivez « {node.function}({kinds}) ».")
            return signature.result
        for argument, kind in zip(node.arguments, signature.kinds, strict=True):
            ids = self.namespace.kinds.get(kind, frozenset())
            if argument.id not in ids:
                message = f"« {argument.id} » n’est pas connu comme {kind}."
                self._tell(argument.offset, "EX104", message, suggestion(argument.id, sorted(ids)))
        return signature.result

    def _tell(self, offset: int, code: str, message: str, hint: str) -> None:
        self.findings.append(Finding(offset, code, message, hint))


def _start(node: Node) -> int:
    """Where the text of a node begins: the offset of a chain is that of its first operator."""
    match node:
        case Comparison(first, _):
            return _start(first)
        case And(operands) | Or(operands):
            return _start(operands[0])
        case Sum(terms) if len(terms) > 1:
            return _start(terms[0][1])
        case _:
            return node.offset
