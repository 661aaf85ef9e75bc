"""The only door to jinja2: lines written by authors, rendered in a sandbox that stays small and without chance.

A line may print a value, choose with ``if`` and go through a short list; nothing else. The allow-list of node kinds
is checked when the script is loaded; the sandbox is a second wall, should the first have a hole. jinja2's own sandbox
bounds neither time nor memory, hence the caps and the intercepted operators. Learner's text never enters a template.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError, TemplateError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jinja2 import Template as JinjaTemplate

MAX_SOURCE: Final = 2_000
"""The longest line accepted, in characters: a person who says more than that is not conversing."""
MAX_OUTPUT: Final = 4_000
"""The longest line said, in characters; the rendering stops there."""
MAX_LOOP_DEPTH: Final = 1
"""Loops are not nested: one loop over a short list of the script is bounded by the script's own size."""
MAX_DEPTH: Final = 30
"""The deepest nesting of a line's expressions: far beyond what is written, far below what Python's own parser takes."""
MAX_DECIMALS: Final = 6
"""The most decimals that ``round`` keeps: jinja2's own raises ten to the power it is given, however large."""

_MARKS = ("{{", "{%", "{#")
_NODES: Final = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Const),
    *(nodes.Filter, nodes.Test, nodes.If, nodes.CondExpr, nodes.For, nodes.Compare, nodes.Operand),
    *(nodes.And, nodes.Or, nodes.Not, nodes.Neg, nodes.List, nodes.Tuple, nodes.Keyword),
)
_TESTS: Final = frozenset({"defined", "none", "even", "odd", "string", "number", "in", "equalto", "eq", "ne"})


def _capitalise(text: object) -> str:
    """Put only the first letter in capitals, so that names inside keep theirs (jinja2's own lowers the rest)."""
    words = str(text)
    return words[:1].upper() + words[1:]


def _join(items: Iterable[object], separator: object = "") -> str:
    """Join a list, up to what one line may say: joins of joins would otherwise fill the memory."""
    pieces: list[str] = []
    room = MAX_OUTPUT
    for item in islice(items, MAX_OUTPUT):
        for piece in (str(separator) if pieces else "", str(item)):
            pieces.append(piece[:room])
            room -= len(pieces[-1])
        if room <= 0:
            break
    return "".join(pieces)


def _round(value: float, decimals: int = 0) -> float:
    """Round a number; how it is rounded is not the author's choice."""
    return round(float(value), max(0, min(decimals, MAX_DECIMALS)))


class _Sandbox(ImmutableSandboxedEnvironment):
    """A sandbox without arithmetic that grows, without globals, without methods and with a handful of filters."""

    intercepted_binops = frozenset({"*", "**", "%", "//", "/", "+", "-"})

    def __init__(self) -> None:
        super().__init__(loader=None, autoescape=False, undefined=StrictUndefined, keep_trailing_newline=False)
        self.globals.clear()
        kept = ("upper", "lower", "title", "trim", "default", "length", "first", "last", "int")
        self.filters = {name: self.filters[name] for name in kept}
        self.filters |= {"capitalize": _capitalise, "join": _join, "round": _round}
        self.tests = {name: test for name, test in self.tests.items() if name in _TESTS}

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ARG002 - jinja2's signature
        """Refuse every operator that computes: lines print values, they do not reckon."""
        raise SecurityError(f"operator {operator}")

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Reach what the script wrote and nothing of Python: a fact may be named ``items``, no value has methods."""
        if isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        if isinstance(obj, LoopContext) and not attribute.startswith("_") and not callable(getattr(obj, attribute, 0)):
            return super().getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Reach an item by its key or its rank."""
        if isinstance(argument, str):
            return self.getattr(obj, argument)
        return super().getitem(obj, argument)


@lru_cache(maxsize=1)
def _environment() -> _Sandbox:
    return _Sandbox()


@dataclass(frozen=True, slots=True)
class TemplateProblem:
    """What is wrong in a template; turned into a diagnostic by whoever knows the file."""

    code: str
    """TP101 syntax, TP102 unknown variable, TP103 forbidden construct, TP104 unknown filter or test, TP105 too long."""
    line: int
    """1-based line inside the template, as jinja2 counts."""
    message: str
    word: str = ""
    """The unknown word, to be looked for among the known ones."""
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What templates of a script may name: variables, and the attributes of those that have some."""

    attributes: Mapping[str, frozenset[str] | None]
    """Variable → its attributes; ``None`` for a plain value."""


_TOO_DEEP: Final = TemplateProblem("TP103", 1, "Cette phrase emboîte trop d’expressions les unes dans les autres.")


class Unsayable(Exception):  # noqa: N818 - not an error: the caller says something else
    """A line cannot be rendered in this context; another one must be said."""


@dataclass(slots=True)
class Template:
    """One text of the script, compiled once, when first said (most lines of an interview are never said)."""

    source: str
    facts: frozenset[str] = frozenset()
    """Facts whose value it prints: saying it tells them."""
    _compiled: JinjaTemplate | None = field(default=None, repr=False, compare=False)
    _plain: bool = field(default=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._plain = not any(mark in self.source for mark in _MARKS)

    def render(self, context: Mapping[str, Any]) -> str:
        """The text to say, at most ``MAX_OUTPUT`` characters, with blanks tidied.

        Raises:
            Unsayable: when a value does not suit what the line does with it.
        """
        if self._plain:
            return _tidy(self.source)
        try:
            if self._compiled is None:
                self._compiled = _environment().from_string(self.source)
            return _tidy(_capped(self._compiled.generate(context)))
        except (TemplateError, TypeError, ValueError, AttributeError, ArithmeticError, LookupError) as error:
            raise Unsayable(str(error)) from error


def _capped(chunks: Iterator[str]) -> str:
    said: list[str] = []
    room = MAX_OUTPUT
    for chunk in chunks:
        said.append(chunk[:room])
        room -= len(chunk)
        if room <= 0:
            break
    return "".join(said)


def _tidy(text: str) -> str:
    """Fold runs of plain spaces and blank lines; non-breaking spaces stay, French typography needs them.

    Line breaks stay too: on a chat they separate messages.
    """
    lines = (" ".join(part for part in line.replace("\t", " ").split(" ") if part) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def parse(source: str, vocabulary: Vocabulary) -> tuple[Template, list[TemplateProblem]]:
    """Read a template and list everything wrong in it."""
    if len(source) > MAX_SOURCE:
        message = f"Ce texte est trop long : {len(source)} caractères, pour {MAX_SOURCE} au plus."
        return Template("…"), [TemplateProblem("TP105", 1, message)]
    if not any(mark in source for mark in _MARKS):
        return Template(source), []
    try:
        tree = _environment().parse(source)
    except TemplateSyntaxError as error:
        return Template("…"), [TemplateProblem("TP101", error.lineno, _in_french(error.message or ""))]
    except RecursionError:
        return Template("…"), [_TOO_DEEP]
    if _depth(tree) > MAX_DEPTH:
        return Template("…"), [_TOO_DEEP]
    local = {node.name for node in _walk(tree) if isinstance(node, nodes.Name) and node.ctx == "store"}
    if any(isinstance(node, nodes.For) for node in _walk(tree)):
        local.add("loop")
    inside = Vocabulary({**dict.fromkeys(local), **vocabulary.attributes})
    problems = [problem for node in _walk(tree) for problem in _problems(node, inside)]
    problems += _nested_loops(tree, 0)
    return Template(source, frozenset(_facts(tree))), problems


def _depth(tree: nodes.Node) -> int:
    """How deep the expressions are nested, counted level by level so that no depth is too much to count."""
    depth, level = 0, [tree]
    while level:
        depth += 1
        level = [child for node in level for child in node.iter_child_nodes()]
    return depth


def _in_french(message: str) -> str:
    """jinja2's English reason, introduced in French: the place is told beside it."""
    return f"Le modèle de phrase est mal écrit (jinja2 dit : {message.rstrip('.')})."


def _walk(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _walk(child)


def _facts(tree: nodes.Template) -> set[str]:
    """Facts printed outside of a test: ``{% if faits.x %}`` tells nothing."""
    tested = {id(inner) for node in _walk(tree) for part in _tests_of(node) for inner in _walk(part)}
    found = (_attribute(node) for node in _walk(tree) if id(node) not in tested)
    return {name for owner, name in filter(None, found) if owner == "faits"}


def _tests_of(node: nodes.Node) -> list[nodes.Node]:
    return [node.test] if isinstance(node, nodes.If | nodes.CondExpr) else []


def _attribute(node: nodes.Node) -> tuple[str, str] | None:
    """``(owner, attribute)`` for ``owner.attribute`` and ``owner['attribute']``."""
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        return node.node.name, node.attr
    if isinstance(node, nodes.Getitem) and isinstance(node.node, nodes.Name) and isinstance(node.arg, nodes.Const):
        return node.node.name, str(node.arg.value)
    return None


def _problems(node: nodes.Node, vocabulary: Vocabulary) -> Iterator[TemplateProblem]:
    line = node.lineno or 1
    if not isinstance(node, _NODES):
        message = "Cette construction n’est pas permise dans une phrase : seuls les valeurs, « if » et « for » le sont."
        yield TemplateProblem("TP103", line, message)
    elif isinstance(node, nodes.Filter | nodes.Test):
        known = _environment().filters if isinstance(node, nodes.Filter) else _environment().tests
        if node.name not in known:
            kind = "Le filtre" if isinstance(node, nodes.Filter) else "Le test"
            yield TemplateProblem(
                "TP104", line, f"{kind} « {node.name} » n’existe pas.", node.name, tuple(sorted(known))
            )
    elif isinstance(node, nodes.Name) and node.ctx == "load":
        yield from _unknown_name(node, vocabulary)
    elif isinstance(node, nodes.Const) and isinstance(node.value, float) and not math.isfinite(node.value):
        yield TemplateProblem("TP103", line, "Ce nombre est trop grand.")
    elif isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
        yield TemplateProblem("TP103", line, f"L’attribut « {node.attr} » n’est pas permis.")
    elif pair := _attribute(node):
        yield from _unknown_attribute(pair, line, vocabulary)


def _unknown_name(node: nodes.Name, vocabulary: Vocabulary) -> Iterator[TemplateProblem]:
    known = vocabulary.attributes
    if node.name not in known:
        message = f"La variable « {node.name} » n’existe pas."
        yield TemplateProblem("TP102", node.lineno or 1, message, node.name, tuple(sorted(known)))


def _unknown_attribute(pair: tuple[str, str], line: int, vocabulary: Vocabulary) -> Iterator[TemplateProblem]:
    owner, name = pair
    known = vocabulary.attributes.get(owner)
    if known is not None and name not in known:
        message = f"« {owner} » n’a pas de « {name} »."
        yield TemplateProblem("TP102", line, message, name, tuple(sorted(known)))


def _nested_loops(node: nodes.Node, depth: int) -> list[TemplateProblem]:
    looping = isinstance(node, nodes.For)
    if looping and depth >= MAX_LOOP_DEPTH:
        return [TemplateProblem("TP103", node.lineno or 1, "Une boucle ne peut pas en contenir une autre.")]
    inner = depth + 1 if looping else depth
    return [problem for child in node.iter_child_nodes() for problem in _nested_loops(child, inner)]
