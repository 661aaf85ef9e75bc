"""The judge on whole interviews with hand-given tags: what earns, what costs, what cannot be observed."""

from __future__ import annotations

import sys
from dataclasses import replace
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.rubric.judge import Judge
from simulator.rubric.judging.observation import Observation
from simulator.rubric.model import Reply, Span, Tag, Transcript, Utterance, Verdict
from tests.rubric.judging_cases import ANGRY, FAULTS, GOOD, POSITIVES, book, interview, tag

RANK = {"non_observe": 0, "non_acquis": 0, "partiel": 1, "acquis": 2}


def judged(transcript: Transcript, tags: dict[int, tuple[Tag, ...]], **extra: Any) -> dict[str, Verdict]:
    """The verdicts by criterion."""
    return {verdict.criterion: verdict for verdict in Judge(book()).judge(transcript, tags, **extra)}


def test_a_good_difficult_interview_is_acquired() -> None:
    """Listening, a real way out and a checked exit give « acquis » on every criterion that could be observed."""
    verdicts = judged(*interview(*GOOD, difficult=True))
    assert {criterion: verdict.verdict for criterion, verdict in verdicts.items()} == dict.fromkeys(verdicts, "acquis")
    assert len(verdicts) == 11


def test_a_rude_interview_fails() -> None:
    """Hostility, denial and dodging leave nothing acquired in a difficult situation, and no evidence is hidden."""
    verdicts = judged(
        *interview(
            ("Oui ?", ""),
            ANGRY,
            ("Calmez-vous, ce n’est pas si grave.", "minimisation:Calmez-vous"),
            "Pardon ?",
            (
                "Ce n’est pas moi, voyez l’informatique, et lisez votre contrat !",
                "defausse:Ce n’est pas moi; agressivite",
            ),
            "C’est une honte.",
            ("Vous me fatiguez.", "agressivite"),
            difficult=True,
        )
    )
    assert {verdict.verdict for criterion, verdict in verdicts.items() if criterion.startswith("1.6")} == {"non_acquis"}
    assert any(evidence.fault for evidence in verdicts["1.6.b"].evidence)


def test_unobserved_is_told_apart_from_failed() -> None:
    """A calm interview says nothing of conflicts, and a face-to-face one nothing of remote technique."""
    calm = [
        ("Bonjour, je vous écoute.", "salutation:Bonjour; ecoute_active"),
        "Bonjour, une question sur mes lunettes.",
    ] * 3
    verdicts = judged(*interview(*calm, channel="face_a_face"))
    assert {verdicts[f"1.6.{letter}"].verdict for letter in "abcd"} == {"non_observe"}
    assert verdicts["1.1.f"].verdict == "non_observe"
    assert verdicts["1.1.a"].verdict != "non_observe"


def test_tension_that_shows_is_judged_even_when_not_announced() -> None:
    """A transcript that does not say it is difficult is judged on 1.6 as soon as the interlocutor is angry."""
    verdicts = judged(*interview(("Bonjour.", "salutation"), ANGRY, ("Ah.", ""), difficult=False))
    assert verdicts["1.6.b"].verdict == "non_acquis"


def test_a_gauge_known_to_the_engine_shows_tension_that_words_hide() -> None:
    """What the journal knows of the tension counts, unless it is falling."""
    transcript, tags = interview(("Bonjour.", "salutation"), "Bien sûr.", ("Voilà.", ""))
    rising, falling = Observation({"tension": 80}, frozenset({"tension"})), Observation({"tension": 80})
    assert judged(transcript, tags, observations={1: rising})["1.6.a"].verdict == "non_acquis"
    assert judged(transcript, tags, observations={1: falling})["1.6.a"].verdict == "non_observe"


def test_a_fault_caps_good_words_and_says_so() -> None:
    """A good interview with one « calmez-vous » is only partly acquired, and the words that cost are quoted."""
    spoilt = (*GOOD[:2], ("Calmez-vous, ce n’est rien.", "minimisation:Calmez-vous"), ANGRY, *GOOD[2:])
    verdict = judged(*interview(*spoilt, difficult=True))["1.6.b"]
    assert verdict.verdict == "partiel"
    assert "Calmez-vous" in verdict.why
    assert "partiel" in verdict.why


def test_the_reason_cites_what_was_seen_and_what_lacked() -> None:
    """A partial verdict quotes the act with its reply, and names what was missing."""
    why = judged(
        *interview(("Bonjour.", "salutation"), ANGRY, ("C’est vexant, 560 euros.", "empathie"), "Oui.", difficult=True)
    )["1.6.b"].why
    assert "«\u00a0C’est vexant, 560 euros.\u00a0»" in why
    assert "réplique\u00a02" in why
    assert "Il manque" in why


def test_an_awaited_act_that_does_not_come_is_a_missed_occasion() -> None:
    """Anger met with a procedure is told at the learner's turn, with an example; once met with empathy, it is not."""
    cold = judged(*interview(("Bonjour.", "salutation"), ANGRY, ("Votre numéro ?", "question_fermee"), difficult=True))
    missed = [occasion for occasion in cold["1.6.b"].missed if occasion.turn == 2]
    assert missed
    assert all(occasion.example for occasion in missed)
    warm = judged(
        *interview(("Bonjour.", "salutation"), ANGRY, ("Je serais furieux aussi.", "empathie"), difficult=True)
    )
    assert not warm["1.6.b"].missed


def test_an_interview_that_ends_on_anger_has_no_missed_reply() -> None:
    """Nobody can be reproached with a reply that could not be given."""
    verdicts = judged(*interview(("Bonjour.", "salutation"), ANGRY, difficult=True))
    assert not verdicts["1.6.b"].missed


def test_the_same_good_sentence_again_earns_nothing() -> None:
    """« Je comprends votre colère » in every reply is worth it once."""
    once = ("Je comprends votre colère.", "empathie")
    one = interview(("Bonjour.", "salutation"), ANGRY, once, ANGRY, ("Ah.", ""), ANGRY, ("Ah.", ""), difficult=True)
    many = interview(("Bonjour.", "salutation"), ANGRY, once, ANGRY, once, ANGRY, once, difficult=True)
    for criterion, verdict in judged(*many).items():
        assert RANK[verdict.verdict] <= RANK[judged(*one)[criterion].verdict]


def test_one_canned_reply_does_not_make_an_interview() -> None:
    """All the right acts in one reply, and silence after it, acquire nothing in a difficult situation."""
    canned = (
        "Je comprends votre colère, trois appels pour 560 euros, je vous écoute : que s’est-il passé ? Je m’en occupe.",
        "empathie:Je comprends votre colère; reformulation:trois appels pour 560 euros; ecoute_active:je vous écoute;"
        "question_ouverte:que s’est-il passé ?; prise_en_charge:Je m’en occupe",
    )
    verdicts = judged(*interview(ANGRY, canned, ANGRY, ("Hum.", ""), ANGRY, ("Ah.", ""), difficult=True))
    assert "acquis" not in {verdict.verdict for verdict in verdicts.values()}
    assert "trop peu présent" in verdicts["1.6.b"].why


def test_piled_up_key_words_earn_nothing() -> None:
    """Eight acts in eight words are a list, not an interview."""
    words = "empathie écoute reformulation solution récapitulatif excuses information orientation"
    marked = "; ".join(
        f"{marker}:{word}"
        for marker, word in zip(
            (
                "empathie",
                "ecoute_active",
                "reformulation",
                "proposition",
                "recapitulatif",
                "excuses",
                "information",
                "orientation",
            ),
            words.split(),
            strict=True,
        )
    )
    verdicts = judged(*interview(ANGRY, (words, marked), ANGRY, ("…", ""), ANGRY, ("…", ""), difficult=True))
    assert {verdict.verdict for criterion, verdict in verdicts.items() if criterion.startswith("1.6")} == {"non_acquis"}


def test_a_verdict_that_hangs_on_a_doubtful_act_is_less_sure() -> None:
    """Confidence falls when the verdict would change without acts the tagger doubts."""
    transcript, tags = interview(*GOOD, difficult=True)
    doubtful = {turn: tuple(replace(item, confidence=0.55) for item in found) for turn, found in tags.items()}
    assert judged(transcript, doubtful)["1.6.b"].confidence < 0.6 < judged(transcript, tags)["1.6.b"].confidence


def test_empty_or_one_sided_transcripts_are_not_observed() -> None:
    """Without a word from the learner, nothing is observed, and nothing is quoted."""
    for said in ((), (ANGRY, ANGRY)):
        verdicts = judged(*interview(*said, difficult=True))
        assert {verdict.verdict for verdict in verdicts.values()} == {"non_observe"}
        assert not any(verdict.evidence or verdict.missed for verdict in verdicts.values())


def test_another_bloc_and_the_jury_are_left_alone() -> None:
    """Only the criteria of the transcript's bloc are judged, and an interview's criteria not before a jury."""
    assert Judge(book()).judge(Transcript("x", "telephone", 4, ())) == ()
    jury = judged(*interview(*GOOD, channel="jury", difficult=True))
    assert {verdict.verdict for verdict in jury.values()} == {"non_observe"}


def test_the_tagger_reads_replies_whose_tags_are_not_given() -> None:
    """Each reply is read with the four utterances before it, and the first one is told as such."""
    seen: list[Reply] = []

    class Recorder:
        def tag(self, reply: Reply) -> tuple[Tag, ...]:
            seen.append(reply)
            return (tag(reply.text, "salutation"),)

    transcript, _ = interview(("un", ""), "deux", ("trois", ""), "quatre", ("cinq", ""), "six", ("sept", ""))
    verdicts = {verdict.criterion: verdict for verdict in Judge(book(), Recorder()).judge(transcript)}
    assert [reply.text for reply in seen] == ["un", "trois", "cinq", "sept"]
    assert [len(reply.context) for reply in seen] == [0, 2, 4, 4]
    assert [reply.first for reply in seen] == [True, False, False, False]
    assert verdicts["1.1.g"].evidence


_WORDS = st.sampled_from(
    [
        "bonjour",
        "560 euros",
        "inadmissible !",
        "je comprends",
        "merci",
        "par mail",
        "votre dossier",
        "?",
        "honte",
        "jeudi",
    ]
)


@st.composite
def tagged(
    draw: st.DrawFn, markers: tuple[str, ...] = (*POSITIVES, *FAULTS)
) -> tuple[Transcript, dict[int, tuple[Tag, ...]]]:
    """A transcript of any shape with tags anywhere in the replies."""
    turns: list[Utterance] = []
    tags: dict[int, tuple[Tag, ...]] = {}
    for index in range(draw(st.integers(1, 12))):
        text = " ".join(draw(st.lists(_WORDS, min_size=1, max_size=8)))
        speaker = draw(st.sampled_from(["apprenant", "interlocuteur"]))
        turns.append(Utterance(speaker, text))
        if speaker == "apprenant":
            found = draw(st.lists(st.sampled_from(markers), unique=True, max_size=6))
            spans = [
                (start, draw(st.integers(start + 1, len(text))))
                for start in [draw(st.integers(0, len(text) - 1)) for _ in found]
            ]
            tags[index] = tuple(
                Tag(marker, draw(st.sampled_from([0.5, 0.8, 0.95])), (Span(*span),), "Raison.")
                for marker, span in zip(found, spans, strict=True)
            )
    channel = draw(st.sampled_from(["telephone", "tchat", "mail", "face_a_face"]))
    return Transcript("x", channel, 1, tuple(turns), draw(st.booleans())), tags


@settings(max_examples=60, deadline=None)
@given(tagged(), st.data())
def test_adding_a_fault_never_raises_a_verdict(
    case: tuple[Transcript, dict[int, tuple[Tag, ...]]], data: st.DataObject
) -> None:
    """Whatever the interview, a fault more in any reply leaves each verdict where it is or lower."""
    transcript, tags = case
    if not tags:
        return
    turn = data.draw(st.sampled_from(sorted(tags)))
    fault = data.draw(st.sampled_from(FAULTS))
    if any(item.marker == fault for item in tags[turn]):
        return
    worse = {**tags, turn: (*tags[turn], tag(transcript.turns[turn].text, fault))}
    before, after = judged(transcript, tags), judged(transcript, worse)
    for criterion, verdict in after.items():
        assert RANK[verdict.verdict] <= RANK[before[criterion].verdict], criterion
        assert (verdict.verdict == "non_observe") == (before[criterion].verdict == "non_observe"), criterion


@settings(max_examples=60, deadline=None)
@given(tagged(markers=POSITIVES), st.data())
def test_copies_of_a_good_sentence_never_beat_one(
    case: tuple[Transcript, dict[int, tuple[Tag, ...]]], data: st.DataObject
) -> None:
    """Saying again, later, what was already said in the same words raises no verdict."""
    transcript, tags = case
    marker = data.draw(st.sampled_from(POSITIVES))
    sentence = "Je comprends bien votre situation délicate."
    said = Utterance("apprenant", sentence)
    more = data.draw(st.integers(2, 5))
    act = (tag(sentence, marker),)
    silent: tuple[Tag, ...] = ()
    length = len(transcript.turns)
    one = replace(transcript, channel="tchat", turns=(*transcript.turns, *[said] * more))
    tags_one = {**tags, length: act, **{length + rank: silent for rank in range(1, more)}}
    tags_many = {**tags, **{length + rank: act for rank in range(more)}}
    before, after = judged(one, tags_one), judged(one, tags_many)
    for criterion, verdict in after.items():
        assert RANK[verdict.verdict] <= RANK[before[criterion].verdict], criterion


@settings(max_examples=60, deadline=None)
@given(tagged())
def test_evidence_lies_inside_its_turn_and_verdicts_are_repeatable(
    case: tuple[Transcript, dict[int, tuple[Tag, ...]]],
) -> None:
    """Every piece of evidence is a stretch of a learner's turn; judging twice gives the same verdicts."""
    transcript, tags = case
    verdicts = judged(transcript, tags)
    assert verdicts == judged(transcript, tags)
    for verdict in verdicts.values():
        assert 0 <= verdict.confidence <= 1
        assert verdict.why
        for evidence in verdict.evidence:
            turn = transcript.turns[evidence.turn]
            assert turn.speaker == "apprenant"
            assert 0 <= evidence.start < evidence.end <= len(turn.text)
        for occasion in verdict.missed:
            assert transcript.turns[occasion.turn].speaker == "apprenant"


def test_a_long_interview_costs_in_proportion() -> None:
    """Ten times more turns cost about ten times more steps, not a hundred."""

    def steps(pairs: int) -> int:
        said = [
            item for rank in range(pairs) for item in (ANGRY, (f"Je comprends votre colère numéro {rank}.", "empathie"))
        ]
        transcript, tags = interview(*said, difficult=True)
        count = 0

        def tick(frame: FrameType, event: str, arg: object) -> None:
            nonlocal count
            count += 1

        previous = sys.getprofile()
        sys.setprofile(tick)
        try:
            Judge(book()).judge(transcript, tags)
        finally:
            sys.setprofile(previous)
        return count

    assert steps(500) < 13 * steps(50)


@pytest.mark.parametrize("criterion", [item.id for item in book().criteria])
def test_every_criterion_can_be_failed(criterion: str) -> None:
    """No criterion is given away: replies without any act never acquire one."""
    said = [("Hum.", ""), ANGRY, ("Bon.", ""), "Envoyez-moi un mail.", ("Ah.", ""), ANGRY, ("Oui.", "")]
    assert judged(*interview(*said, difficult=True))[criterion].verdict == "non_acquis"
