"""JSON lines read into replies and transcripts."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.cli.headless import ABANDON, Action, action_of
from simulator.cli.records import json_object, reply_of, transcript_of
from simulator.errors import InputError, TranscriptError
from simulator.rubric.model import Reply, Utterance

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def test_a_line_of_the_annotation_guide_is_read() -> None:
    """All keys of the guide are understood; those that do not concern the reply are ignored."""
    record = {
        "id": "tel-012",
        "channel": "tchat",
        "context": [{"speaker": "interlocuteur", "text": "Allô ?"}],
        "reply": "Oui.",
        "tags": ["empathie"],
    }
    assert reply_of(record) == Reply("Oui.", "tchat", (Utterance("interlocuteur", "Allô ?"),))


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ({}, "« reply »"),
        ({"reply": 3}, "« reply » doit être un texte"),
        ({"reply": "a", "channel": "tchatt"}, "canal « tchatt »"),
        ({"reply": "a", "channel": []}, "canal"),
        ({"reply": "a", "context": "b"}, "« context » doit être une liste"),
        ({"reply": "a", "context": [{"speaker": "moi", "text": "b"}]}, "message 1 de « context »"),
        ({"reply": "a", "context": [{"speaker": "apprenant"}]}, "message 1 de « context »"),
    ],
)
def test_a_bad_reply_line_names_the_key_at_fault(record: dict[str, object], words: str) -> None:
    """The message says which key and what was awaited."""
    with pytest.raises(TranscriptError) as caught:
        reply_of(record)
    assert words.replace("« ", "«\xa0").replace(" »", "\xa0»") in caught.value.what


TRANSCRIPT = {"id": "a", "channel": "telephone", "bloc": 1, "turns": [{"speaker": "apprenant", "text": "Bonjour."}]}


def test_the_bloc_asked_for_replaces_the_one_of_the_line() -> None:
    """``--bloc`` judges for another bloc, and serves lines that give none."""
    assert transcript_of(TRANSCRIPT, 2).bloc == 2
    assert transcript_of({key: value for key, value in TRANSCRIPT.items() if key != "bloc"}, 2).bloc == 2


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"bloc": 5}, "bloc 5"),
        ({"bloc": True}, "« bloc » doit être un nombre entier"),
        ({"turns": {}}, "« turns » doit être une liste"),
        ({"difficult": "oui"}, "« difficult » doit être true ou false"),
    ],
)
def test_a_bad_transcript_names_the_key_at_fault(change: dict[str, object], words: str) -> None:
    """The message says which key and what was awaited."""
    with pytest.raises(TranscriptError) as caught:
        transcript_of({**TRANSCRIPT, **change})
    assert words.replace("« ", "«\xa0").replace(" »", "\xa0»") in caught.value.what


@pytest.mark.parametrize("text", ["[]", "3", "{", '{"a": 1}}', "[" * 100_000, "9" * 5000, ""])
def test_what_is_no_object_is_refused(text: str) -> None:
    """Broken, huge and too deep JSON give an error of ours."""
    with pytest.raises(TranscriptError):
        json_object(text)


@given(JSON)
def test_no_record_escapes_with_another_error(value: object) -> None:
    """Whatever JSON comes in, the answer is a value or a ``TranscriptError``."""
    text = json.dumps({"reply": value, "channel": value, "context": value, "turns": value, "bloc": value})
    for read in (reply_of, transcript_of):
        with contextlib.suppress(TranscriptError):
            read(json_object(text))


@pytest.mark.parametrize(
    ("line", "action"),
    [
        ("Bonjour {nom}", Action(reply="Bonjour {nom}")),
        ('{"reply": "Bonjour"}', Action(reply="Bonjour")),
        ('  {"silence": 5}', Action(silence=5.0)),
        ('{"silence": 0.5}', Action(silence=0.5)),
        ('{"hint": 2}', Action(hint=2)),
        ('{"abandon": true}', ABANDON),
        ('"guillemets"', Action(reply='"guillemets"')),
    ],
)
def test_a_headless_line_asks_for_one_thing(line: str, action: Action) -> None:
    """Plain text and the four JSON forms are told apart."""
    assert action_of(line) == action


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "{}",
        '{"reply": 3}',
        '{"reply": "a", "hint": 1}',
        '{"silence": true}',
        '{"silence": NaN}',
        '{"silence": Infinity}',
        '{"silence": -1}',
        '{"silence": 1' + "0" * 400 + "}",
        '{"hint": false}',
        '{"abandon": false}',
        '{"répondre": "a"}',
        "{" * 100_000,
    ],
)
def test_a_headless_line_that_asks_for_nothing_known_is_refused(line: str) -> None:
    """The error lists the forms that exist."""
    with pytest.raises(InputError) as caught:
        action_of(line)
    assert '{"silence": 5}' in caught.value.hint
