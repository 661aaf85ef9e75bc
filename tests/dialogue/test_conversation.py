"""One decision of the interlocutor at a time."""

from __future__ import annotations

import json

import pytest

from simulator.dialogue import Answer, Conversation, LearnerTurn, Script
from simulator.dialogue.voice import draw
from tests.dialogue.conftest import DEMO, load


def _say(conversation: Conversation, text: str = "", markers: str = "", silence: float | None = None) -> Answer:
    return conversation.step(LearnerTurn(text, frozenset(markers.split()), silence))


@pytest.fixture
def chat(demo: Script) -> Conversation:
    """A chat that has just been opened."""
    conversation = Conversation(demo, "tchat", 3)
    conversation.open()
    return conversation


def test_the_person_speaks_first_in_the_first_state(demo: Script) -> None:
    """The opening is turn 0, in the first state, with the gauges at their start."""
    conversation = Conversation(demo, "telephone", 1)
    answer = conversation.open()
    assert (answer.state, conversation.turn, answer.gauges) == ("accueil", 0, {"tension": 60.0, "confiance": 30.0})
    assert len(answer.messages) == 1
    assert answer.stage_direction == "d’un ton las"


def test_on_a_channel_where_the_learner_speaks_first_the_person_then_says_why_they_call() -> None:
    """Nothing is said at the opening; the first reply, whatever it is, brings the first state's lines."""
    script = load(DEMO.replace("personne:\n", "premier_mot: {telephone: apprenant}\npersonne:\n", 1))
    conversation = Conversation(script, "telephone", 1)
    assert conversation.open().messages == ()
    answer = _say(conversation, "Mutuelle Aubrelise bonjour, Maud à votre écoute.", "salutation ecoute_active")
    assert answer.state == "accueil"
    assert "facture" in answer.text
    assert Conversation(script, "tchat", 1).open().messages != ()


def test_a_silence_before_the_first_word_does_not_use_up_the_opening() -> None:
    """The person asks whether somebody is there, then still says why they call."""
    script = load(DEMO.replace("personne:\n", "premier_mot: {telephone: apprenant}\npersonne:\n", 1))
    conversation = Conversation(script, "telephone", 1)
    assert "facture" not in _say(conversation, silence=4.0).text
    assert "facture" in _say(conversation, "Oui bonjour ?").text


def test_gauges_drift_toward_rest_each_turn(chat: Conversation) -> None:
    """Without a reaction, tension falls by its step, and says no reason; a gauge without rest does not move."""
    answer = _say(chat, "Hum.")
    assert answer.gauges == {"tension": 59.0, "confiance": 30.0}
    assert [(change.gauge, change.before, change.after, change.why) for change in answer.changes] == [
        ("tension", 60.0, 59.0, "")
    ]


def test_a_reaction_moves_gauges_and_says_why(chat: Conversation) -> None:
    """The debrief can tell which act moved what."""
    answer = _say(chat, "Je vois que cette attente vous pèse.", "empathie")
    assert ("tension", 59.0, 51.0, "Vous avez reconnu sa gêne.") in [
        (change.gauge, change.before, change.after, change.why) for change in answer.changes
    ]


def test_reactions_are_weighed_before_any_is_felt() -> None:
    """A reaction does not see what another has just done: their order in the file does not matter."""
    extra = '  - {si: "tension < 55", effets: {confiance: -30}, pourquoi: "Ordre."}\nfaits:'
    conversation = Conversation(load(DEMO.replace("faits:", extra, 1)), "tchat", 1)
    assert _say(conversation, "Je vois.", "empathie").gauges["confiance"] == 39.0


def test_the_first_transition_that_holds_is_taken(chat: Conversation) -> None:
    """The state changes, its line is said, its effects are felt, its turns start again."""
    answer = _say(chat, "Je vous écoute.", "ecoute_active")
    assert (answer.state, chat.state) == ("recit", "recit")
    assert answer.gauges["confiance"] == 34.0
    assert any(word in answer.text for word in ("envoyé", "posté", "ce qu’on m’a dit"))


def test_what_suits_every_state_is_tried_first(chat: Conversation) -> None:
    """``partout`` comes before the state's own ways out."""
    _say(chat, "Espèce d'idiote.", "agressivite")
    answer = _say(chat, "Connasse ! Je vous écoute.", "agressivite ecoute_active")
    assert answer.ending is not None
    assert (answer.ending.id, answer.ending.quality) == ("rupture", "mauvaise")
    assert chat.ended == answer.ending


def test_a_transition_to_its_own_state_gives_way_once_all_is_said(chat: Conversation) -> None:
    """Three times « racontez » bring three different stories, the fourth something else."""
    _say(chat, "Je vous écoute.", "ecoute_active")
    stories = [_say(chat, "Racontez.", "question_ouverte").text for _ in range(4)]
    assert len(set(stories)) == 4
    assert all(any(word in one for word in ("guichet", "trois semaines", "rappelé")) for one in stories[:3])
    assert not any(word in stories[3] for word in ("guichet", "trois semaines", "rappelé"))


def test_two_questions_get_two_answers_in_their_order(chat: Conversation) -> None:
    """Facts are told in the order asked, from any state, without a transition."""
    answer = _say(chat, "Vous avez payé combien, et c'était quand ?")
    assert answer.told == ("montant", "date_soins")
    assert answer.text.index("186") < answer.text.index("14 octobre")
    assert answer.state == "accueil"


def test_a_fact_asked_twice_is_noticed(chat: Conversation) -> None:
    """The second time, the person says that they have already said it."""
    _say(chat, "C'était quand ?")
    answer = _say(chat, "C'était quand ?")
    assert (answer.told, answer.repeated) == ((), ("date_soins",))
    assert any(word in answer.text for word in ("l’ai dit", "Encore", "ne notez"))


def test_asked_again_and_again_the_person_never_repeats_a_sentence(chat: Conversation) -> None:
    """Once the script has nothing left, remarks are composed, all different."""
    said = [_say(chat, "C'était quand ?").text for _ in range(15)]
    assert len(set(said)) == 15


def test_restating_a_known_fact_is_not_asking_for_it_again(chat: Conversation) -> None:
    """« Vous avez donc payé 186 euros ? » is a sign of listening: nobody answers « je vous l’ai dit »."""
    _say(chat, "Combien avez-vous payé ?")
    assert _say(chat, "Donc vous avez payé la facture 186 euros ?", "reformulation").repeated == ()
    assert _say(chat, "Vous avez payé combien ?").repeated == ("montant",)


def test_a_confidence_is_kept_back_then_given(chat: Conversation) -> None:
    """Refused while trust is low, told once it is not."""
    assert _say(chat, "Avez-vous des soucis d'argent ?").refused == ("decouvert",)
    for _ in range(3):
        _say(chat, "Je vois que c'est lourd.", "empathie")
    assert _say(chat, "Avez-vous des soucis d'argent ?").told == ("decouvert",)


def test_a_fact_told_wrong_is_corrected_when_the_person_sees_it(chat: Conversation) -> None:
    """The wrong value first; after a reformulation the true one, which then stays."""
    assert "186" in _say(chat, "Combien avez-vous payé ?").text
    corrected = _say(chat, "Si je résume, 186 euros.", "reformulation")
    assert corrected.told == ("montant",)
    assert "168" in corrected.text
    assert _say(chat, "Combien avez-vous payé ?").repeated == ("montant",)


def test_a_line_that_prints_a_fact_tells_it() -> None:
    """What the person said of their own accord counts as told, and is not answered a second time in the same breath."""
    lines = [
        "Le {{ faits.date_soins }}, j’ai tout envoyé.",
        "Tout est parti, c’était {{ faits.date_soins }}.",
        "Envoyé {{ faits.date_soins }}, tout.",
    ]
    dire = json.dumps(lines, ensure_ascii=False)
    old = DEMO[DEMO.index('    dire: ["J’ai tout envoyé') :].splitlines()[0]
    conversation = Conversation(
        load(DEMO.replace(old, f"    dire: {dire}").replace("    enchainer:", "    #", 1)), "tchat", 2
    )
    answer = _say(conversation, "Je vous écoute, c'était quand ?", "ecoute_active")
    assert answer.told == ("date_soins",)
    assert answer.text.count("14 octobre") == 1
    assert _say(conversation, "C'était quand ?").repeated == ("date_soins",)


def test_after_an_answer_a_state_is_entered_with_its_linked_words(chat: Conversation) -> None:
    """``enchainer`` replaces ``dire`` when a fact has been told first."""
    answer = _say(chat, "Je vous écoute : c'était quand ?", "ecoute_active")
    assert "14 octobre" in answer.messages[0]
    assert "depuis" in answer.messages[-1]


def test_an_objection_is_raised_answered_and_felt(chat: Conversation) -> None:
    """One objection, at its moment; an answer to it calms and is acknowledged."""
    assert _say(chat, "Hum.").objection == ""
    assert _say(chat, "Hum.").objection == "deja_envoyee"
    answer = _say(chat, "Je comprends, nous l'avons peut-être mal classée.", "traitement_objection")
    assert answer.objection == ""
    assert any(word in answer.text for word in ("admettons", "entendre", "explication"))
    assert "Vous avez répondu à son objection." in [change.why for change in answer.changes]


def test_an_objection_ignored_comes_back_twice_then_is_dropped(chat: Conversation) -> None:
    """Left without an answer it costs, comes back every other turn, and is given up after two reminders."""
    answers = [_say(chat, "Hum.") for _ in range(12)]
    assert [number for number, answer in enumerate(answers, 1) if answer.objection] == [2, 4, 6]
    reasons = [change.why for answer in answers for change in answer.changes if "objection" in change.why]
    assert len(reasons) == 3


def test_two_objections_do_not_come_one_upon_the_other() -> None:
    """An objection just said is given a turn before the person brings up another."""
    second = """objections:
  - id: trop_long
    leve_si: "tours >= 2"
    texte: ["Et ce délai, vous le trouvez normal ?", "Six semaines, c’est long.", "Le délai ne passe pas."]
    repondue_si: "traitement_objection"
"""
    conversation = Conversation(load(DEMO.replace("objections:\n", second, 1)), "tchat", 1)
    raised = [_say(conversation, "Hum.").objection for _ in range(8)]
    assert raised == ["", "trop_long", "", "trop_long", "", "trop_long", "", "deja_envoyee"]


def test_an_objection_does_not_follow_two_facts(chat: Conversation) -> None:
    """Two answers and an objection would be monologues glued together."""
    _say(chat, "Hum.")
    assert _say(chat, "C'était quand et vous avez payé combien ?").objection == ""
    assert _say(chat, "Qui vous a soignée ?").objection == "deja_envoyee"


def test_a_silence_is_noticed_and_counted(chat: Conversation) -> None:
    """A silent turn brings the state's own words, and no fact."""
    answer = _say(chat, silence=12.0)
    assert any(word in answer.text for word in ("Allô", "ne dites plus", "cherchez quoi"))
    assert not answer.told


def test_an_insult_is_answered_as_such(chat: Conversation) -> None:
    """Insulted, the person answers the insult and not the question."""
    answer = _say(chat, "Connard, c'était quand ?")
    assert answer.told == ()
    assert any(word in answer.text for word in ("autrement", "correct", "c’est à moi"))
    assert answer.mood == "explosive"


def test_a_question_nobody_prepared_for_gets_a_plausible_answer_and_is_kept(chat: Conversation) -> None:
    """The person does not invent; the author will see the question."""
    answer = _say(chat, "Avez-vous un chien ?")
    assert answer.unanswered
    assert any(word in answer.text for word in ("quel rapport", "Aucune idée", "ne peux pas vous dire"))


def test_a_check_is_no_question_left_unanswered(chat: Conversation) -> None:
    """« Est-ce que cela vous convient ? » is not a question for the script's author."""
    assert not _say(chat, "Est-ce que cela vous convient ?", "verification_satisfaction").unanswered


def test_the_fallback_suits_the_mood(chat: Conversation) -> None:
    """Beside oneself, one does not say the same things."""
    for _ in range(3):
        answer = _say(chat, "Ce n'est pas si grave.", "minimisation")
    assert answer.mood == "explosive"
    assert any(word in answer.text for word in ("m’écoutez", "dans le vide", "fichez"))


def test_an_exchange_that_lasts_too_long_is_ended_by_the_person() -> None:
    """At ``tours_max`` the forced ending comes, whatever is said; the author may choose which."""
    script = load(DEMO.replace("tours_max: 24", "tours_max: 8\nfin_tours_max: decue"))
    conversation = Conversation(script, "tchat", 1)
    answers = [_say(conversation, "Hum.") for _ in range(8)]
    assert [answer.ending for answer in answers[:7]] == [None] * 7
    assert answers[7].ending is not None
    assert answers[7].ending.id == "decue"
    assert "au revoir" in answers[7].text.lower()


def test_once_ended_nothing_moves(chat: Conversation) -> None:
    """A turn after the end gives the ending again, without a word and without counting."""
    _say(chat, "Sale con")
    ended = _say(chat, "Sale con")
    turn = chat.turn
    after = _say(chat, "Attendez !")
    assert (after.messages, after.changes, after.ending, chat.turn) == ((), (), ended.ending, turn)
    assert after.gauges == ended.gauges


def test_hints_go_from_a_question_to_an_example(chat: Conversation) -> None:
    """Three levels; a state without its own gets general ones."""
    assert [chat.hint(level) for level in (1, 2, 3)] == [
        "Que vit-elle en ce moment ?",
        "Laisser dire et nommer la colère.",
        "Je vois que cette attente vous pèse.",
    ]
    _say(chat, "Je vous écoute.", "ecoute_active")
    assert chat.hint(2) == "Comprendre les faits."
    assert chat.hint(1).endswith("?")
    assert chat.hint(3)


def test_another_seed_meets_the_same_person_in_other_words(demo: Script) -> None:
    """Seeds vary the words, not what happens."""
    openings = {Conversation(demo, "tchat", seed).open().text for seed in range(20)}
    assert len(openings) == 3


def test_the_draw_never_changes() -> None:
    """These numbers are the contract with every journal ever recorded: a change would break every replay."""
    assert [draw(2026, turn, "etat.accueil.0", 1000) for turn in range(4)] == PINNED


PINNED = [317, 727, 406, 687]


def test_on_the_way_out_a_fact_already_told_is_not_told_again(chat: Conversation) -> None:
    """A goodbye that also asks again for a known fact gets the farewell alone; the repetition is noted."""
    _say(chat, "C'était quand ?", "ecoute_active")
    assert chat.state == "recit"
    answer = _say(chat, "C'était quand déjà ? Et quel dentiste avez-vous vu ? Au revoir.", "conge")
    assert answer.ending is not None
    assert (answer.told, answer.repeated) == (("praticien",), ("date_soins",))
    assert "octobre" not in answer.text
    assert "Aubert" in answer.text


def test_a_line_whose_sentence_was_said_elsewhere_does_not_keep_a_way_open() -> None:
    """A self-transition closes when all that is left of it was already said by another part of the script."""
    told = "On m’a dit d’attendre trois semaines, j’en suis à six."
    start = DEMO.index('{vers: recit, si: "question_ouverte"')
    end = DEMO.index("\n", start)
    ways = (
        f'{{vers: recit, si: "question_ouverte", dire: ["{told}", "{told} ", "  {told}"]}}\n'
        '      - {vers: decue, si: "question_ouverte"}'
    )
    conversation = Conversation(load(DEMO[:start] + ways + DEMO[end:]), "tchat", 1)
    _say(conversation, "Je vous écoute.", "ecoute_active")
    assert told in _say(conversation, "Racontez-moi.", "question_ouverte").text
    _say(conversation, "Et encore ?", "question_ouverte")
    answer = _say(conversation, "Et encore ?", "question_ouverte")
    assert answer.ending is not None
