"""The language layer: tokens keep their place, forms do not depend on typing, clauses know what they do."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.rubric.language import analyse
from simulator.rubric.language.tokens import tokenise
from simulator.rubric.language.verbs import lemma, readings

SENTENCES = (
    "J’ai bien reçu votre n° d’adhérent ; aujourd’hui, je l’enregistre à 14h30.",
    "Où êtes-vous né ? Ça m’intéresse, c’est l’été.",
    "Pouvez-vous m'épeler votre prénom, s'il vous plaît ?",
)


def forms(text: str) -> list[str]:
    """The forms of a text's tokens."""
    return [token.form for token in tokenise(text)[0]]


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    """Offsets lie inside the text, in order, and every clause covers its tokens."""
    analysis = analyse(text)
    for token in analysis.tokens:
        assert 0 <= token.start < token.end <= len(text)
        assert text[token.start : token.end] == token.surface
    starts = [token.start for token in analysis.tokens]
    assert starts == sorted(starts)
    for clause in analysis.clauses:
        assert clause.first < clause.last
        assert clause.start < clause.end


@pytest.mark.parametrize("text", SENTENCES)
def test_forms_do_not_depend_on_typing(text: str) -> None:
    """Decomposed accents, straight apostrophes, capitals and non-breaking spaces give the same forms."""
    expected = forms(text)
    assert forms(unicodedata.normalize("NFD", text)) == expected
    assert forms(text.replace("’", "'")) == expected
    assert forms(text.upper()) == expected
    assert forms(text.replace(" ", "\u00a0")) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("bjr", ["bonjour"]),
        ("svp", ["si", "il", "vous", "plait"]),
        ("c pas possible", ["ce", "est", "pas", "possible"]),
        ("jpréfère", ["je", "prefere"]),
        ("g un pb", ["je", "ai", "un", "probleme"]),
        ("rdv mtn", ["rendez-vous", "maintenant"]),
        ("a-t-il", ["a", "il"]),
        ("M. Roux", ["monsieur", "roux"]),
        ("bonjouuuur", ["bonjour"]),
        ("s'il pleut", ["si", "il", "pleut"]),
        ("2 000,50 €", ["2000,50€"]),
    ],
)
def test_typed_words_are_written_out(typed: str, expected: list[str]) -> None:
    """Elisions, abbreviations and numbers come to plain forms."""
    assert forms(typed) == expected


def test_an_expanded_abbreviation_keeps_its_place() -> None:
    """The words of an abbreviation share the offsets of what was typed."""
    tokens, _ = tokenise("ok svp")
    assert {(token.start, token.end) for token in tokens[1:]} == {(3, 6)}


@pytest.mark.parametrize(
    ("form", "infinitive"),
    [
        ("appellerai", "appeler"),
        ("enverrons", "envoyer"),
        ("comprends", "comprendre"),
        ("puisse", "pouvoir"),
        ("mangeons", "manger"),
    ],
)
def test_verbs_are_recognised(form: str, infinitive: str) -> None:
    """Regular and irregular forms lead to their infinitive."""
    assert infinitive in {reading.lemma for reading in readings(form)}


def test_other_words_lose_their_plural() -> None:
    """The lemma of a noun is its singular."""
    assert (lemma("dossiers"), lemma("hopitaux"), lemma("fois")) == ("dossier", "hopital", "fois")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Est-ce que vous avez des enfants ?", "fermee"),
        ("avez vous votre carte", "fermee"),
        ("Vous habitez où ?", "fermee"),
        ("vous payez combien", "fermee"),
        ("Votre date de naissance ?", "fermee"),
        ("il me faudrait votre numero", "fermee"),
        ("J'aimerais savoir si vous êtes marié.", "fermee"),
        ("vs etes né quand svp", "fermee"),
        ("vous etes seul ou en couple", "fermee"),
        ("Qu'attendez-vous de nous ?", "ouverte"),
        ("Pouvez-vous m'en dire plus ?", "ouverte"),
        ("racontez moi", "ouverte"),
        ("dites-moi ce qui vous gêne", "ouverte"),
        ("Pourquoi partez-vous ?", "ouverte"),
        ("Quelles sont vos priorités ?", "ouverte"),
        ("À quoi tenez-vous le plus ?", "ouverte"),
        ("D'accord ?", None),
        ("Ça va ?", None),
        ("Rassurez-vous, tout va bien.", None),
        ("Je vous dirai quand ce sera prêt.", None),
        ("C'est ce que vous vouliez.", None),
        ("Ils sont venus, dit-il, hier.", None),
    ],
)
def test_questions_of_all_forms(text: str, kind: str | None) -> None:
    """A question is seen with its kind, with or without its mark; what only looks like one is not."""
    assert [clause.question for clause in analyse(text).clauses if clause.question] == ([kind] if kind else [])


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("Je ne peux pas vous le dire.", "negated"),
        ("c pas remboursé", "negated"),
        ("Mon collègue vous a dit que c'était fait.", "reported"),
        ("« Je suis votre conseiller », voilà la phrase.", "reported"),
        ("Si vous aviez votre carte", "hypothetical"),
        ("Il faudrait que je reformule.", "hypothetical"),
        ("J'aurais dû vous appeler.", "hypothetical"),
        ("Envoyez la facture.", "imperative"),
        ("Je vous rappellerai.", "future"),
        ("Je vais vous rappeler.", "future"),
    ],
)
def test_a_clause_knows_what_takes_its_force_away(text: str, feature: str) -> None:
    """Negation, somebody else's words, supposition, order and future are told on the first clause."""
    assert getattr(analyse(text).clauses[0], feature) is True


def test_an_invitation_is_no_negation() -> None:
    """« N'hésitez pas » and « ne … que » deny nothing."""
    assert not analyse("N'hésitez pas à m'appeler.").clauses[0].negated
    assert not analyse("Je ne vends que nos contrats.").clauses[0].negated
