"""The tree of a condition, and its canonical text.

Flat where the text is flat: a thousand terms joined by « et » make one node, so that depth is bounded by parentheses
alone. Offsets point into the condition's text and do not count when two trees are compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Number:
    """A number written in the condition."""

    value: float
    offset: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Name:
    """A marker, a gauge, a counter."""

    name: str
    offset: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Argument:
    """An id given to a function."""

    id: str
    offset: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A function and its arguments."""

    function: str
    arguments: tuple[Argument, ...]
    offset: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Sum:
    """Terms added or subtracted; each comes with its sign, ``+`` or ``-``."""

    terms: tuple[tuple[str, Node], ...]
    offset: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A chain such as ``20 <= tension < 60``: true when each link is."""

    first: Node
    rest: tuple[tuple[str, Node], ...]
    offset: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """The contrary of a condition."""

    operand: Node
    offset: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class And:
    """True when all its operands are."""

    operands: tuple[Node, ...]
    offset: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Or:
    """True when one of its operands is."""

    operands: tuple[Node, ...]
    offset: int = field(default=0, compare=False)


Node: TypeAlias = Number | Name | Call | Sum | Comparison | Not | And | Or


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly under a node."""
    match node:
        case Sum(terms):
            return tuple(term for _, term in terms)
        case Comparison(first, rest):
            return (first, *(operand for _, operand in rest))
        case Not(operand):
            return (operand,)
        case And(operands) | Or(operands):
            return operands
        case Number() | Name() | Call():
            return ()


def walk(node: Node) -> Iterator[Node]:
    """The node and all nodes under it, in the order of the text."""
    yield node
    for child in children(node):
        yield from walk(child)


_BINDING: dict[type[Node], int] = {Or: 1, And: 2, Not: 3, Comparison: 4, Sum: 5, Number: 6, Name: 6, Call: 6}
"""How tightly each node holds its parts; a part that holds less needs parentheses."""


def text_of(node: Node) -> str:
    """The canonical text of a condition: reading it again gives the same tree."""
    match node:
        case Number(value):
            return f"{Decimal(repr(value)):f}".removesuffix(".0")
        case Name(name):
            return name
        case Call(function, arguments):
            return f"{function}({', '.join(argument.id for argument in arguments)})"
        case Sum(terms):
            if len(terms) == 1:
                return terms[0][0] + _inside(terms[0][1], 6)
            return " ".join(f"{sign} {_inside(term, 6)}" for sign, term in terms).removeprefix("+ ")
        case Comparison(first, rest):
            links = "".join(f" {operator} {_inside(operand, 5)}" for operator, operand in rest)
            return f"{_inside(first, 5)}{links}"
        case Not(operand):
            return f"non {_inside(operand, 3)}"
        case And(operands):
            return " et ".join(_inside(operand, 3) for operand in operands)
        case Or(operands):
            return " ou ".join(_inside(operand, 2) for operand in operands)


def _inside(node: Node, binding: int) -> str:
    text = text_of(node)
    return text if _BINDING[type(node)] >= binding else f"({text})"
