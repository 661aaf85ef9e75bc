"""Questions find facts, whatever the wording; what nobody prepared for is seen as such."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from simulator.dialogue.questions import MAX_FACTS, QuestionIndex
from simulator.dialogue.wording import fold, insults

SETS: dict[str, dict[str, Any]] = {
    name: yaml.safe_load((Path(__file__).parent / f"{name}.yaml").read_text("utf-8"))
    for name in ("questions", "questions_bis", "questions_vautrelle")
}
SCRIPT = Path(__file__).parents[2] / "scripts_dialogue" / "situations_difficiles" / "remboursement_refuse.yaml"
SETS["questions_vautrelle"]["faits"] = {
    fact["id"]: fact["questions"] for fact in yaml.safe_load(SCRIPT.read_text("utf-8"))["faits"]
}
DATA = SETS["questions"]
INDEX = QuestionIndex(DATA["faits"])
GOAL = 0.85


@pytest.mark.parametrize("name", SETS)
def test_questions_in_other_words_find_their_facts(name: str) -> None:
    """At least 85 % of the questions in words of their own find exactly the facts they ask for, in order."""
    data, index = SETS[name], QuestionIndex(SETS[name]["faits"])
    missed = [
        (one["texte"], one["pose"], index.ask(one["texte"]).facts)
        for one in data["questions"]
        if list(index.ask(one["texte"]).facts) != one["pose"]
    ]
    assert len(data["questions"]) >= 40
    assert 1 - len(missed) / len(data["questions"]) >= GOAL, missed


@pytest.mark.parametrize("name", SETS)
def test_questions_nobody_prepared_for_are_known_as_such(name: str) -> None:
    """At least 85 % of questions about something else match no fact, and are reported as unknown."""
    data, index = SETS[name], QuestionIndex(SETS[name]["faits"])
    asked = {text: index.ask(text) for text in data["inconnues"]}
    wrong = {text: one for text, one in asked.items() if one.facts or not one.unknown}
    assert 1 - len(wrong) / len(asked) >= GOAL, wrong


@pytest.mark.parametrize("text", DATA["affirmations"])
def test_a_statement_asks_for_nothing(text: str) -> None:
    """Sharing words with a question is not asking it."""
    assert INDEX.ask(text).facts == ()


def test_the_examples_themselves_find_their_fact() -> None:
    """Every example question that an author writes brings out its fact."""
    for fact, examples in DATA["faits"].items():
        for example in examples:
            assert INDEX.ask(example).facts == (fact,), example


def test_a_person_asked_everything_at_once_answers_the_first_questions() -> None:
    """No more than three facts are told in one reply."""
    text = " ".join(examples[0] for examples in DATA["faits"].values())
    assert INDEX.ask(text).facts == tuple(DATA["faits"])[:MAX_FACTS]


def test_asking_to_confirm_asks_for_no_fact() -> None:
    """« La facture fait 186 euros, c'est bien ça ? » is a question, but neither for a fact nor without an answer."""
    asked = INDEX.ask("Vous avez payé la facture 186 euros, c’est bien ça ?")
    assert (asked.facts, asked.question, asked.unknown) == ((), True, False)


def test_no_fact_no_answer() -> None:
    """A script without facts knows no question."""
    asked = QuestionIndex({}).ask("Vous êtes né quand ?")
    assert (asked.facts, asked.question, asked.unknown) == ((), True, True)


@pytest.mark.parametrize(
    ("text", "insulting"),
    [
        ("Espèce d’idiot !", True),
        ("VOUS ETES CON OU QUOI", True),
        ("ta gueule", True),
        ("Mon collègue vous a traité d'idiot ? Je suis navré.", False),
        ("Je consulte votre dossier.", False),
        ("L’idiotie de la situation m’échappe.", False),
    ],
)
def test_insults_are_heard(text: str, insulting: bool) -> None:
    """An insult to the person is noticed, whatever its case and accents; one reported is not."""
    assert insults(text) is insulting


def test_folding_forgets_accents_and_typography() -> None:
    """Two ways to type a word become one."""
    assert fold("L’ŒIL opéré") == "l'oeil opere"
