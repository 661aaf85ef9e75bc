"""``tag``, ``judge``, ``scripts`` and ``rubrics`` through the real command: the forms that programs rely on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Outcome

TRANSCRIPT = {
    "id": "t1",
    "channel": "telephone",
    "bloc": 1,
    "difficult": True,
    "turns": [
        {"speaker": "apprenant", "text": "Mutuelle Aubrelise bonjour, Maud à l’appareil, je vous écoute."},
        {"speaker": "interlocuteur", "text": "Vous refusez de me rembourser, c’est honteux !"},
        {"speaker": "apprenant", "text": "Je comprends votre colère. Que s’est-il passé exactement ?"},
    ],
}


def lines(outcome: Outcome) -> list[Any]:
    """The JSON lines of the command."""
    return [json.loads(line) for line in outcome.out.splitlines()]


def test_tag_answers_each_line_in_order(repartie: Callable[..., Outcome]) -> None:
    """One answer a line, with its id, tags sorted, evidence inside the reply."""
    replies = ["Bonjour, je vous écoute.", "rien de tel", "Je suis désolé, je m’en occupe tout de suite."]
    given = "".join(json.dumps({"id": f"r{rank}", "reply": text}) + "\n" for rank, text in enumerate(replies))
    answers = lines(repartie("tag", "--jsonl", given=given).succeeded())
    assert [answer["id"] for answer in answers] == ["r0", "r1", "r2"]
    for answer, reply in zip(answers, replies, strict=True):
        assert set(answer) == {"id", "tags"}
        assert [tag["tag"] for tag in answer["tags"]] == sorted(tag["tag"] for tag in answer["tags"])
        for tag in answer["tags"]:
            assert set(tag) == {"tag", "confidence", "evidence", "why"}
            assert 0 <= tag["confidence"] <= 1
            assert all(0 <= span["start"] < span["end"] <= len(reply) for span in tag["evidence"])


def test_tag_reads_plain_text_too(repartie: Callable[..., Outcome]) -> None:
    """A line that is no JSON is a reply; its id is the line's number."""
    answers = lines(repartie("tag", given="Bonjour.\n\nBonsoir.\n").succeeded())
    assert [answer["id"] for answer in answers] == [1, 3]


def test_tag_tells_one_text_in_words(repartie: Callable[..., Outcome]) -> None:
    """With a text on the command line, people read the marker, the words that carry it and why."""
    text = repartie("tag", "Bonjour, je vous écoute.").succeeded().out
    assert "salutation" in text
    assert "Bonjour" in text
    assert repartie("tag", "zzz").succeeded().out == "Aucun marqueur.\n"
    assert "Bonjour" in repartie("tag", "--explain", "Bonjour.").succeeded().out
    assert lines(repartie("tag", "--jsonl", "Bonjour.").succeeded())[0]["id"] is None


def test_judge_gives_each_criterion_with_its_evidence(repartie: Callable[..., Outcome]) -> None:
    """Eleven criteria of bloc 1, each with the keys of the design and evidence inside its turn."""
    given = json.dumps(TRANSCRIPT) + "\n"
    (answer,) = lines(repartie("judge", "--json", "-", given=given).succeeded())
    assert answer["id"] == "t1"
    assert len(answer["criteria"]) == 11
    for criterion in answer["criteria"]:
        assert set(criterion) == {"id", "verdict", "confidence", "evidence", "why"}
        assert criterion["verdict"] in {"acquis", "partiel", "non_acquis", "non_observe"}
        for item in criterion["evidence"]:
            text = TRANSCRIPT["turns"][item["turn"]]["text"]  # type: ignore[index]
            assert 0 <= item["start"] < item["end"] <= len(text)
    in_words = repartie("judge", "-", given=given).succeeded().out
    assert "1.1.a" in in_words
    assert "non observé" in in_words or "acquis" in in_words


def test_judge_names_file_and_line(repartie: Callable[..., Outcome], tmp_path: Any) -> None:
    """A bad transcript is found at once in a long file."""
    (tmp_path / "a.jsonl").write_text(json.dumps(TRANSCRIPT) + '\n{"id": "t2"}\n', encoding="utf-8")
    outcome = repartie("judge", "--json", "a.jsonl").refused(2, "a.jsonl, ligne 2", "bloc")
    assert len(lines(outcome)) == 1


def test_scripts_say_which_criteria_they_exercise(repartie: Callable[..., Outcome]) -> None:
    """The list has the identifiers that ``play`` takes."""
    found = {script["id"]: script for script in lines(repartie("scripts", "--json").succeeded())}
    script = found["remboursement_refuse"]
    assert script["criteria"]
    assert set(script["channels"]) == {"tchat", "telephone"}
    assert "remboursement_refuse" in repartie("scripts").succeeded().out


def test_rubrics_say_how_each_criterion_is_covered(repartie: Callable[..., Outcome]) -> None:
    """Markers know the criteria they serve; criteria know their markers and scripts."""
    found = {record["id"]: record for record in lines(repartie("rubrics", "--json").succeeded())}
    assert "1.1.a" in found["salutation"]["criteria"]
    assert "salutation" in found["1.1.a"]["serving"]
    assert found["1.1.a"]["scripts"] == ["remboursement_refuse"]
    for identifier in ("empathie", "1.1.a"):
        page = repartie("rubrics", identifier).succeeded().out
        assert page.startswith(identifier)
    repartie("rubrics", "empatie").refused(2, "empathie")


def test_everything_installed_is_sound(repartie: Callable[..., Outcome]) -> None:
    """``repartie check`` without a path finds no error."""
    repartie("check").succeeded()
