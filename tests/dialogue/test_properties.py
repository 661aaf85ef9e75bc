"""What holds for any script that loads and whatever the learner sends."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.dialogue import Answer, Conversation, LearnerTurn, Script, load_script
from simulator.rubric.model import Channel
from tests.dialogue.conftest import DEMO, MARKERS
from tests.strategies import MARKERS as NAMED
from tests.strategies import replies, script_texts, turns

CHANNELS: st.SearchStrategy[Channel] = st.sampled_from(["tchat", "telephone"])


def _load(text: str) -> Script:
    script, diagnostics = load_script(text, "engendre.yaml", dict.fromkeys(NAMED))
    assert script is not None, [str(diagnostic) for diagnostic in diagnostics]
    return script


def _play(script: Script, channel: Channel, seed: int, said: list[LearnerTurn]) -> list[Answer]:
    conversation = Conversation(script, channel, seed)
    return [conversation.open(), *(conversation.step(turn) for turn in said)]


@settings(max_examples=60, deadline=None)
@given(text=script_texts(), channel=CHANNELS, seed=st.integers(0, 2**63 - 1), said=st.lists(turns(), max_size=12))
def test_the_same_inputs_give_the_same_answers(text: str, channel: Channel, seed: int, said: list[LearnerTurn]) -> None:
    """Script, channel, seed and turns decide everything."""
    assert _play(_load(text), channel, seed, said) == _play(_load(text), channel, seed, said)


@settings(max_examples=60, deadline=None)
@given(text=script_texts(), channel=CHANNELS, seed=st.integers(0, 99), said=st.lists(turns(), min_size=1, max_size=12))
def test_a_conversation_is_sound_and_ends(text: str, channel: Channel, seed: int, said: list[LearnerTurn]) -> None:
    """Gauges stay in bounds, changes tell the truth, and ``tours_max`` turns end the conversation at the latest."""
    script = _load(text)
    conversation = Conversation(script, channel, seed)
    before = dict(conversation.open().gauges)
    for number in range(script.max_turns):
        answer = conversation.step(said[number % len(said)])
        for change in answer.changes:
            assert change.before == before[change.gauge]
            before[change.gauge] = change.after
        assert before == answer.gauges == conversation.gauges
        assert all(
            script.gauges[name].minimum <= value <= script.gauges[name].maximum for name, value in before.items()
        )
        assert set(answer.told) | set(answer.repeated) | set(answer.refused) <= set(script.facts)
        if conversation.ended:
            break
        assert answer.messages or conversation.turn == 0
    assert conversation.ended is not None
    assert answer.ending == conversation.ended


@settings(max_examples=60, deadline=None)
@given(text=script_texts(), channel=CHANNELS, seed=st.integers(0, 99), said=st.lists(turns(), max_size=24))
def test_no_sentence_comes_back_word_for_word(text: str, channel: Channel, seed: int, said: list[LearnerTurn]) -> None:
    """Within a conversation, no sentence of four words or more is said twice, and no whole answer either."""
    answers = _play(_load(text), channel, seed, said)
    lines = [answer.text for answer in answers if answer.text]
    assert len(lines) == len(set(lines))
    sentences = [one for line in lines for one in re.split(r"(?<=[.!?])\s", line) if len(re.findall(r"\w+", one)) >= 4]
    assert len(sentences) == len(set(sentences))


@settings(max_examples=150, deadline=None)
@given(text=replies(), markers=st.frozensets(st.text(max_size=12), max_size=4), seed=st.integers(0, 99))
def test_no_text_raises(text: str, markers: frozenset[str], seed: int) -> None:
    """Whatever is typed, and whatever markers come with it, the person answers."""
    script, _ = load_script(DEMO, "demo.yaml", MARKERS)
    assert script is not None
    conversation = Conversation(script, "tchat", seed)
    assert all(conversation.step(LearnerTurn(text, markers)).messages for _ in range(3) if not conversation.ended)


def test_a_megabyte_is_answered(demo: Script) -> None:
    """A reply of one million characters is read only as far as anybody would."""
    answer = Conversation(demo, "tchat", 1).step(LearnerTurn("C'était quand ? " + "a " * 500_000))
    assert answer.told == ("date_soins",)


_CHILD = """
import json, sys
from tests.dialogue.conftest import DEMO, load
from simulator.dialogue import Conversation, LearnerTurn
turns = [("Bonjour, c'était quand et combien ?", ["salutation", "empathie"]), ("ok", []), ("", [])]
turns += [("Votre chien ?", []), ("et combien ?", ["reformulation", "excuses"]), ("connard", ["agressivite"])]
turns += [("ok", ["question_ouverte"])]
out = []
for channel in ("tchat", "telephone"):
    for seed in range(4):
        conversation = Conversation(load(DEMO), channel, seed)
        for answer in [conversation.open(), *(conversation.step(LearnerTurn(t, frozenset(m))) for t, m in turns * 2)]:
            out.append([answer.messages, answer.stage_direction, answer.state, answer.mood, answer.gauges, answer.told])
json.dump(out, sys.stdout)
"""


def _in_a_child(hash_seed: str) -> str:
    root = Path(__file__).parents[2]
    env = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(root)}
    done = subprocess.run([sys.executable, "-c", _CHILD], env=env, cwd=root, capture_output=True, text=True, check=True)
    return done.stdout


def test_the_order_of_hashes_changes_nothing() -> None:
    """Two processes with different hash seeds play the same conversations, byte for byte."""
    first, second = _in_a_child("1"), _in_a_child("4242")
    assert first == second
    assert len(json.loads(first)) == 120


@pytest.mark.parametrize(
    "module", ["simulator.dialogue", "simulator.dialogue.conversation", "simulator.dialogue.loading"]
)
def test_the_dialogue_loads_no_screen_and_no_database(module: str) -> None:
    """Importing the engine leaves Textual, SQLAlchemy and random number generators of ours out."""
    code = f"import sys, {module}; print([m for m in ('textual', 'sqlalchemy', 'rich', 'typer') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
