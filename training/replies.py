"""Reads what the tagger is trained on: the labelled replies, and the markers' own examples."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.rubric.classifier_features import counted, taken_as_is
from simulator.rubric.examples import example_runs
from simulator.rubric.loading import load_rubric
from simulator.rubric.model import Reply, Utterance
from simulator.rubric.tagger import Tagger

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping

    from simulator.rubric.rubric import Rubric

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A reply, read, with what is known of its markers."""

    source: str
    """The file it comes from."""
    channel: str
    nothing: bool
    """Whether the rules hold it for senseless."""
    blocks: Mapping[str, Counter[int]]
    plain: Mapping[int, float]
    tags: frozenset[str]
    known: frozenset[str] | None
    """The markers whose presence or absence is known; all when ``None``."""


def repository_rubric() -> Rubric:
    """The rubric of this tree, compiled from its YAML.

    Raises:
        ValueError: it has errors.
    """
    groups = [
        {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in sorted((ROOT / "rubrics" / kind).glob("*.*"))}
        for kind in ("marqueurs", "criteres", "lexiques")
    ]
    rubric, diagnostics = load_rubric(*groups)
    if rubric is None:
        raise ValueError("\n".join(map(str, diagnostics)))
    return rubric


def labelled_replies(rubric: Rubric) -> list[Labelled]:
    """The replies of ``training/replies``, in the order of the files."""
    tagger = Tagger(rubric)
    found = []
    for path in sorted((ROOT / "training" / "replies").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            context = tuple(Utterance(u["speaker"], u["text"]) for u in record["context"])
            reply = Reply(record["reply"], record["channel"], context)
            found.append(_read(tagger, reply, path.stem, frozenset(record["tags"]), None))
    return found


def labelled_examples(rubric: Rubric) -> list[Labelled]:
    """The examples and counter-examples of the markers; each tells of its own marker only, and of those it names."""
    tagger = Tagger(rubric)
    found = []
    for run in example_runs(rubric):
        if run.case.known_failure:
            continue
        tags = frozenset(() if run.counter else (run.marker.id, *run.case.others))
        found.append(_read(tagger, run.reply, run.id, tags, tags | {run.marker.id}))
    return found


def _read(tagger: Tagger, reply: Reply, source: str, tags: frozenset[str], known: frozenset[str] | None) -> Labelled:
    reading = tagger.read(reply)
    return Labelled(source, reply.channel, bool(reading.nothing), counted(reading), taken_as_is(reading), tags, known)
