"""Each marker's file is complete, and its examples and counter-examples are what the tagger sees."""

from __future__ import annotations

import pytest

from simulator.rubric.examples import ExampleRun, check_examples, example_runs
from simulator.rubric.rubric import Marker
from tests.rubric.installed import rubric, tagger

FIRST = """
    salutation presentation ecoute_active empathie excuses prise_en_charge question_ouverte question_fermee
    reformulation verification_identite recueil_besoins information proposition traitement_objection orientation
    info_reclamation
    info_mediation assertivite recapitulatif prochaine_etape verification_satisfaction agressivite minimisation defausse
"""
RUNS = tuple(example_runs(rubric()))
MARKERS = tuple(rubric().markers.values())


@pytest.mark.parametrize("run", RUNS, ids=lambda run: run.id)
def test_an_example_is_what_the_tagger_sees(run: ExampleRun) -> None:
    """An example carries its marker, inside the brackets; a counter-example does not; a known failure still fails."""
    assert run.problem(tagger()) is None


@pytest.mark.parametrize("marker", MARKERS, ids=lambda marker: marker.id)
def test_a_marker_has_enough_cases(marker: Marker) -> None:
    """Twelve examples and eight counter-examples at least, none written twice, in several channels, some in chat."""
    assert len(marker.examples) >= 12
    assert len(marker.counter_examples) >= 8
    texts = [case.text for case in (*marker.examples, *marker.counter_examples)]
    assert len(set(texts)) == len(texts)
    channels = {case.channel for case in marker.examples}
    assert len(channels) >= min(3, len(marker.channels))
    assert marker.channels == ("jury",) or channels & {"tchat", "sms"}


@pytest.mark.parametrize("marker", MARKERS, ids=lambda marker: marker.id)
def test_a_marker_shows_where_its_examples_carry_it(marker: Marker) -> None:
    """Every example brackets its evidence, and every counter-example says why it does not count."""
    assert all(case.spans for case in marker.examples)
    assert all(case.reason for case in marker.counter_examples)


def test_check_finds_nothing_to_say_of_the_installed_rubric() -> None:
    """``check`` reports disagreements as diagnostics; the repository has none."""
    assert check_examples(rubric()) == []


def test_the_markers_of_the_first_interview_are_all_there() -> None:
    """The 24 markers that the first interview and its criteria rely on."""
    expected = set(FIRST.split())
    assert expected <= set(rubric().markers)
