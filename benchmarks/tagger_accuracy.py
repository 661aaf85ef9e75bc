"""How well the tagger agrees with careful readers: precision, recall and F1, per marker and overall.

Run: ``python benchmarks/tagger_accuracy.py [--marqueurs a,b,…]``. Reads ``../shared/annotation`` when it is there, and
says so when it is not. ``dev.jsonl`` measures and never trains; mails of ``dev.jsonl`` are also told apart, because the
writer of the training mails had seen some of them.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

from simulator.rubric import Rubric, Tagger, load_rubric
from simulator.rubric.classifier import shipped
from simulator.rubric.model import Reply, Utterance

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "annotation"


def rubric_of(root: Path) -> Rubric:
    """The repository's rubric, compiled from its YAML."""
    groups = [
        {
            str(path.relative_to(root)): path.read_bytes()
            for path in sorted((root / "rubrics" / name).glob("*"))
            if path.is_file()
        }
        for name in ("marqueurs", "criteres", "lexiques")
    ]
    rubric, diagnostics = load_rubric(*groups)
    if rubric is None:
        sys.exit("\n".join(str(diagnostic) for diagnostic in diagnostics))
    return rubric


def read(name: str) -> list[dict[str, object]]:
    """The records of one file."""
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


def reply_of(record: dict[str, object]) -> Reply:
    """A record as the tagger wants it."""
    context = tuple(Utterance(u["speaker"], u["text"]) for u in record["context"])  # type: ignore[index,attr-defined]
    return Reply(record["reply"], record["channel"], context)  # type: ignore[arg-type]


def score(hits: int, extra: int, missed: int) -> tuple[float, float, float]:
    """Precision, recall, F1."""
    precision = hits / (hits + extra) if hits + extra else 1.0
    recall = hits / (hits + missed) if hits + missed else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def measure(tagger: Tagger, records: list[dict[str, object]], markers: list[str], title: str, *, detail: bool) -> None:
    """Print the figures of one file."""
    counts = {marker: Counter[str]() for marker in markers}
    for record in records:
        found = {tag.marker for tag in tagger.tag(reply_of(record))}
        wanted = set(record["tags"])  # type: ignore[call-overload]
        for marker in markers:
            kind = ("missed", "hit")[marker in found] if marker in wanted else ("", "extra")[marker in found]
            counts[marker][kind] += 1
    rows = {marker: score(c["hit"], c["extra"], c["missed"]) for marker, c in counts.items()}
    total = [sum(c[kind] for c in counts.values()) for kind in ("hit", "extra", "missed")]
    frequent = [rows[m][2] for m, c in counts.items() if c["hit"] + c["missed"] >= 5]
    precision, recall, f1 = score(*total)
    macro = sum(frequent) / len(frequent) if frequent else 0.0
    print(
        f"{title}: {len(records)} replies, micro P {precision:.3f} R {recall:.3f} F1 {f1:.3f}, "
        f"macro F1 (>= 5) {macro:.3f}"
    )
    if detail:
        for marker, (p, r, f) in sorted(rows.items(), key=lambda row: row[1][2]):
            c = counts[marker]
            print(
                f"  {marker:28} P {p:.2f} R {r:.2f} F1 {f:.2f}   found {c['hit']}, extra {c['extra']}, "
                f"missed {c['missed']}"
            )


def ordinary(tagger: Tagger) -> None:
    """False alarms on French that is no interview, and questions seen as questions."""
    for kind in ("ecrit", "oral", "question"):
        records = [record for record in read("courant.jsonl") if record["kind"] == kind]
        tags = [{tag.marker for tag in tagger.tag(reply_of(record))} for record in records]
        asked = {"question_ouverte", "question_fermee"}
        if kind == "question":
            print(f"questions seen as questions: {sum(bool(t & asked) for t in tags) / len(tags):.1%}")
        elif kind == "ecrit":
            print(f"written sentences with any tag: {sum(bool(t) for t in tags) / len(tags):.1%}")
        else:
            print(
                f"spoken sentences with any tag beside questions: {sum(bool(t - asked) for t in tags) / len(tags):.1%}"
            )


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--marqueurs", default="", help="only these markers, separated by commas")
    parser.add_argument("--train", action="store_true", help="only train.jsonl, to tune without looking at dev.jsonl")
    options = parser.parse_args()
    if not DATA.is_dir():
        print(f"{DATA} is not there: nothing measured.")
        return
    rubric = rubric_of(ROOT)
    tagger = Tagger(rubric, shipped())
    markers = [m for m in options.marqueurs.split(",") if m] or list(rubric.markers)
    measure(tagger, read("train.jsonl"), markers, "train.jsonl", detail=options.train)
    if not options.train:
        dev = read("dev.jsonl")
        measure(tagger, dev, markers, "dev.jsonl", detail=True)
        measure(tagger, [r for r in dev if r["channel"] != "mail"], markers, "dev.jsonl without mails", detail=False)
        ordinary(tagger)


if __name__ == "__main__":
    main()
