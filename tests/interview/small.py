"""A library small and quick enough for the tests of the loop, with a tagger that reads the markers it is told.

The dialogue's engine and the journal are the real ones.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.dialogue import load_script
from simulator.errors import InvalidFileError, UsageError
from simulator.rubric.criteria import CriteriaBook
from simulator.rubric.judging.lexicon import Lexicon, LexiconFile
from simulator.rubric.model import Span, Tag, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulator.dialogue.script import Script
    from simulator.rubric.judging.observation import Observation
    from simulator.rubric.model import Reply, Transcript

SCRIPT = Path(__file__).with_name("petit.yaml")
MARKERS = {"empathie": None, "agressivite": None, "proposition": None}

PLAYED = (
    "Bonjour Madame.",
    "C’était quand ? #empathie",
    "À quelle date ? #empathie",
    "",
    "Mais non ! #agressivite",
    "Je vois que c’est long. #empathie",
    "Je vous rappelle demain. #proposition",
)
"""What the learner says until the good ending; an empty text is a silence."""


class WordTagger:
    """Finds the markers written in the reply as ``#marker``, and remembers what it was asked."""

    version = "essai-1"

    def __init__(self) -> None:
        self.asked: list[Reply] = []

    def tag(self, reply: Reply) -> tuple[Tag, ...]:
        """One tag per marker written, sorted by id."""
        self.asked.append(reply)
        found = {match[1]: Span(*match.span()) for match in re.finditer(r"#(\w+)", reply.text)}
        return tuple(Tag(marker, 0.9, (span,), "C’est écrit.") for marker, span in sorted(found.items()))


class CountingJudge:
    """One verdict, whose reason says what was judged."""

    def judge(
        self,
        transcript: Transcript,
        tags: Mapping[int, tuple[Tag, ...]] | None = None,
        observations: Mapping[int, Observation] | None = None,
    ) -> tuple[Verdict, ...]:
        """Count the utterances and the tags."""
        count = sum(len(found) for found in (tags or {}).values())
        return (Verdict("1.1.a", "partiel", 0.5, (), f"{len(transcript.turns)} répliques, {count} marqueurs."),)


class SmallRubric:
    """A rubric without criteria."""

    criteria = CriteriaBook((), Lexicon(LexiconFile.model_validate({"evenements": {}})), frozenset(), {})


class SmallLibrary:
    """One script, one tagger, one judge."""

    def __init__(self, text: str | None = None) -> None:
        self.text = SCRIPT.read_text(encoding="utf-8") if text is None else text
        self.tagger = WordTagger()
        self.judge = CountingJudge()
        self.rubric = SmallRubric()

    def script_source(self, script_id: str) -> tuple[str, str]:
        """The script « petit »."""
        if script_id != "petit":
            raise UsageError("Aucun script ne porte ce nom.", where=script_id)
        return self.text, "petit"

    def parse_script(self, text: str, file: str) -> Script:
        """Read a script with the three markers of these tests."""
        script, diagnostics = load_script(text, file, MARKERS)
        if script is None:
            raise InvalidFileError("Ce script a des erreurs.", diagnostics, where=file)
        return script
