"""Reads a rubric from its files: markers, lexicons, criteria; all problems at once.

This is the slow way, for trainers' own files and for the build; an installed rubric is loaded with
``Rubric.from_compiled``. Codes ``RU101`` to ``RU105`` are those of ``yaml_source.validate``; see ``compiling`` for the
others.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, TypeVar

from simulator.diagnostics import Diagnostic, Position, has_errors
from simulator.rubric.compiling import Compiler
from simulator.rubric.criteria import load_criteria
from simulator.rubric.language.spelling import plain
from simulator.rubric.marker import MarkerSource
from simulator.rubric.rubric import FORMAT, Rubric
from simulator.rubric.vocabulary import LexiconSource
from simulator.yaml_source import read_yaml, validate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulator.rubric.criteria import CriteriaBook

EVENTS = "evenements.yaml"
"""The judge's own lexicon, among the lexicons."""
KNOWN_WORDS = "mots_connus.txt"
"""Right French words near those of the lexicon, one a line: never taken for typos."""


def load_rubric(
    markers: Mapping[str, bytes], criteria: Mapping[str, bytes], lexicons: Mapping[str, bytes]
) -> tuple[Rubric | None, list[Diagnostic]]:
    """Read a rubric.

    Args:
        markers: content of the files of ``rubrics/marqueurs/``, by name as shown in messages.
        criteria: the same for ``rubrics/criteres/``.
        lexicons: the same for ``rubrics/lexiques/``.

    Returns:
        The rubric, or ``None`` when there is an error; and all diagnostics.
    """
    diagnostics: list[Diagnostic] = []
    sources: dict[str, MarkerSource] = {}
    for file, content in sorted(markers.items()):
        source = _read(MarkerSource, content, file, diagnostics)
        if source is not None:
            twin = next((name for name, other in sources.items() if other.id == source.id), None)
            if twin is not None:
                diagnostics.append(
                    Diagnostic.at(source.place("id"), "RU123", f"Le marqueur « {source.id} » est déjà dans {twin}.")
                )
                continue
            sources[file] = source
    words, known = _lexicons(lexicons, diagnostics)
    events = _events(lexicons)
    texts = {file: _text(content) for file, content in sorted(criteria.items())}
    compiler = Compiler()
    program = compiler.compile(sources, words, known, texts, events)
    diagnostics += compiler.diagnostics
    book = _criteria(sources, texts, events, diagnostics)
    if has_errors(diagnostics) or not sources:
        return None, sorted(diagnostics)
    return Rubric(program, _version(markers, criteria, lexicons), book), sorted(diagnostics)


_Source = TypeVar("_Source", MarkerSource, LexiconSource)


def _read(model: type[_Source], content: bytes, file: str, diagnostics: list[Diagnostic]) -> _Source | None:
    document, problems = read_yaml(content, file)
    diagnostics += problems
    if document is None:
        return None
    source, problems = validate(model, document, family="RU1")
    diagnostics += problems
    return source


def _lexicons(lexicons: Mapping[str, bytes], diagnostics: list[Diagnostic]) -> tuple[list[LexiconSource], list[str]]:
    words: list[LexiconSource] = []
    known: list[str] = []
    for file, content in sorted(lexicons.items()):
        name = file.replace("\\", "/").rsplit("/", 1)[-1]
        if name == KNOWN_WORDS:
            known += [plain(line.strip()) for line in _text(content).splitlines() if line and not line.startswith("#")]
        elif name != EVENTS and name.endswith((".yaml", ".yml")):
            source = _read(LexiconSource, content, file, diagnostics)
            if source is not None:
                words.append(source)
    return words, known


def _events(lexicons: Mapping[str, bytes]) -> tuple[str, str]:
    for file, content in lexicons.items():
        if file.replace("\\", "/").rsplit("/", 1)[-1] == EVENTS:
            return file, _text(content)
    return "", ""


def _criteria(
    sources: Mapping[str, MarkerSource],
    texts: Mapping[str, str],
    events: tuple[str, str],
    diagnostics: list[Diagnostic],
) -> CriteriaBook | None:
    if not events[0]:
        if texts:
            place = Position(next(iter(texts)), 1, 1)
            diagnostics.append(
                Diagnostic.at(place, "RU214", f"Le lexique « {EVENTS} », que les critères demandent, manque.")
            )
        return None
    book, problems = load_criteria(
        texts,
        events,
        positives=[source.id for source in sources.values() if source.nature == "positif"],
        faults=[source.id for source in sources.values() if source.nature == "faute"],
        marker_names={source.id: source.name for source in sources.values()},
    )
    diagnostics += problems
    return book


def _text(content: bytes) -> str:
    return content.decode("utf-8", errors="replace")


def _version(*groups: Mapping[str, bytes]) -> str:
    """A hash of what the files contain (not of where they lie), and of the compiled form."""
    digest = hashlib.blake2b(str(FORMAT).encode(), digest_size=8)
    for group in groups:
        for name, content in sorted(
            (file.replace("\\", "/").rsplit("/", 1)[-1], content) for file, content in group.items()
        ):
            digest.update(f"\0{name}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()
