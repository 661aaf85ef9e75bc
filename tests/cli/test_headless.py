"""Whole interviews without a screen, through the real command."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Outcome

SCRIPT = "remboursement_refuse"
PLAY = ("play", SCRIPT, "--headless")
REPLIES = "Bonjour, Camille à votre écoute.\nJe comprends votre colère.\nQue s’est-il passé ?\n"


def events(outcome: Outcome) -> list[dict[str, Any]]:
    """The events that the command wrote."""
    return [json.loads(line) for line in outcome.out.splitlines()]


def kinds(outcome: Outcome) -> list[str]:
    """The kinds of these events."""
    return [one["event"] for one in events(outcome)]


def lasting(outcome: Outcome) -> list[dict[str, Any]]:
    """The events without what changes from one run to the next: id and times."""
    return [{key: value for key, value in one.items() if key not in {"id", "at"}} for one in events(outcome)]


def test_events_come_in_the_order_of_the_contract(repartie: Callable[..., Outcome]) -> None:
    """Session, opening, then reply, tags and answer of each turn, with the keys that programs rely on."""
    outcome = repartie(*PLAY, "--seed", "7", "--learner", "Camille", given=REPLIES).succeeded()
    assert kinds(outcome) == ["session", "interlocutor"] + ["reply", "tags", "interlocutor"] * 3
    session, opening, reply, tags, answer = events(outcome)[:5]
    assert (session["script"], session["seed"], session["learner"]) == (SCRIPT, 7, "Camille")
    assert {"id", "channel", "consigne"} <= set(session)
    assert [opening["turn"], reply["turn"], tags["turn"], answer["turn"]] == [0, 1, 1, 1]
    assert {"text", "state", "gauges", "stage_direction", "told"} <= set(answer)
    assert {"tag", "confidence", "evidence", "why"} == set(tags["tags"][0])


def test_json_lines_and_plain_text_play_alike(repartie: Callable[..., Outcome]) -> None:
    """A reply in JSON is the same as its text, and the same seed gives the same interview."""
    in_json = "".join(json.dumps({"reply": reply}) + "\n" for reply in REPLIES.splitlines())
    first = repartie(*PLAY, "--seed", "7", given=REPLIES).succeeded()
    second = repartie(*PLAY, "--seed", "7", given=in_json).succeeded()
    assert lasting(first) == lasting(second)


def test_silence_hint_and_abandon(repartie: Callable[..., Outcome]) -> None:
    """What the app's keys do, lines can do; lines after the end are not read."""
    given = '{"silence": 8}\n{"hint": 2}\n{"abandon": true}\nBonjour.\n'
    outcome = repartie(*PLAY, given=given).succeeded()
    assert kinds(outcome) == ["session", "interlocutor", "reply", "tags", "interlocutor", "hint", "end"]
    assert events(outcome)[2]["silence"] == 8
    assert events(outcome)[-1]["reason"] == "abandon"
    assert outcome.err == ""


def test_an_empty_line_is_no_silence(repartie: Callable[..., Outcome]) -> None:
    """It records nothing and is told; a silence is asked for in words."""
    outcome = repartie(*PLAY, given='\n   \n{"abandon": true}\n').succeeded()
    assert kinds(outcome) == ["session", "interlocutor", "end"]
    assert outcome.err.count("vide, ignorée") == 2


def test_an_assessment_has_its_own_seed_and_no_hint(repartie: Callable[..., Outcome]) -> None:
    """Whatever is asked, each candidate meets the same person; a hint is refused and nothing is recorded."""
    outcome = repartie(*PLAY, "--mode", "evaluation", "--seed", "3", given='{"hint": 1}\n').refused(2, "indice")
    session = events(outcome)[0]
    assert session["mode"] == "evaluation"
    assert session["seed"] == events(repartie(*PLAY, "--mode", "evaluation", "--seed", "4").succeeded())[0]["seed"]
    assert "hint" not in kinds(outcome)


def test_an_interview_cut_short_is_resumed(repartie: Callable[..., Outcome]) -> None:
    """The end of the input leaves it unfinished; ``--resume`` gives what was played, then goes on."""
    first, *rest = REPLIES.splitlines(keepends=True)
    begun = repartie(*PLAY, "--seed", "7", given=first).succeeded()
    session = events(begun)[0]["id"]
    assert f"--resume {session}" in begun.err
    resumed = repartie("play", "--headless", "--resume", session, given="".join(rest)).succeeded()
    whole = repartie(*PLAY, "--seed", "7", given=REPLIES).succeeded()
    assert lasting(resumed) == lasting(whole)
    repartie("play", "--headless", "--resume", session, given='{"abandon": true}\n').succeeded()
    repartie("play", "--headless", "--resume", session).refused(2, session)
    listed = [json.loads(line) for line in repartie("sessions", "--json").succeeded().out.splitlines()]
    assert {one["id"]: one["reason"] for one in listed}[session] == "abandon"
    assert session in repartie("sessions").succeeded().out


def test_reports_in_three_formats(repartie: Callable[..., Outcome], tmp_path: Any) -> None:
    """A page, Markdown and JSON, on standard output or in a file."""
    session = events(repartie(*PLAY, "--seed", "7", given=REPLIES + '{"abandon": true}\n').succeeded())[0]["id"]
    assert "<html" in repartie("report", session, "--format", "html").succeeded().out
    assert "#" in repartie("report", session).succeeded().out
    assert json.loads(repartie("report", session, "--format", "json").succeeded().out)
    repartie("report", session, "--format", "md", "--sortie", "a.md").succeeded()
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == repartie("report", session).succeeded().out
    repartie("report", session, "--sortie", "absent/a.md").refused(2, "absent/a.md")
    repartie("report", "20261124-0931-zzzz").refused(2, "20261124-0931-zzzz")


def test_answers_come_while_the_program_is_listening(environment: dict[str, str]) -> None:
    """Each answer is sent at once: a program can hold the conversation."""
    command = [sys.executable, "-m", "simulator.cli", *PLAY]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    ) as child:
        assert child.stdin
        assert child.stdout
        assert json.loads(child.stdout.readline())["event"] == "session"
        assert json.loads(child.stdout.readline())["event"] == "interlocutor"
        for reply in REPLIES.splitlines():
            child.stdin.write(f"{reply}\n".encode())
            child.stdin.flush()
            got = [json.loads(child.stdout.readline())["event"] for _ in range(3)]
            assert got == ["reply", "tags", "interlocutor"]
        child.stdin.close()
        assert child.wait() == 0


@pytest.mark.parametrize("word", ["--channel", "--seed"])
def test_a_resumed_interview_keeps_its_settings(word: str, repartie: Callable[..., Outcome]) -> None:
    """Channel and seed cannot be changed half-way."""
    repartie("play", "--headless", "--resume", "x", word, "tchat" if word == "--channel" else "1").refused(
        2, "--resume"
    )
