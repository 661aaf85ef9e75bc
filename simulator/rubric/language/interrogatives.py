"""Questions told by their form: interrogative word (first, or left in its place), est-ce que, inversion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.rubric.language.answers import QUEL, brief_noun, kind, yes_no
from simulator.rubric.language.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.rubric.language.model import Question, Token

_CLITICS = frozenset({"me", "te", "se", "le", "la", "les", "lui", "leur", "en", "y", "ne", "nous", "vous"})
_SUBJECTS = {
    "vous": "2p", "tu": "2s", "il": "3s", "elle": "3s", "on": "3s", "ils": "3p", "elles": "3p", "nous": "1p",
    "je": "1s", "ce": "3s",
}  # fmt: skip
IN_PLACE = frozenset({"quoi", "ou", "combien", "comment", "quand", "qui", "pourquoi", "lequel", "laquelle"}) | QUEL
"""Interrogative words that may stay where the answer will stand (« vous payez combien ? »)."""
_FINAL = frozenset({"combien", "comment", "quand"})


def direct(core: Sequence[Token], mark: bool, alone: bool) -> Question | None:
    """What a clause asks by its form, or ``None``; see ``questions.ask`` for the arguments."""
    forms = [token.form for token in core]
    start = _interrogative(core)
    est_ce = _est_ce(forms)
    inverted = _inversion(core, mark)
    if start >= 0 and _asks(core, start, mark, est_ce >= 0 or inverted >= 0, alone):
        return kind(core, start)
    if est_ce >= 0:
        return yes_no(core)
    if inverted >= 0 and (mark or _speaks_to_you(core, inverted)):
        return yes_no(core)
    return None if mark else _in_place_unmarked(core, forms)


def _in_place_unmarked(core: Sequence[Token], forms: list[str]) -> Question | None:
    """A question with neither mark nor inversion, as typed in chat: « c'est quoi », « … ou pas »."""
    last = len(forms)
    while last and forms[last - 1] in words("formules_polies"):
        last -= 1
    if not last:
        return None
    you = bool({"vous", "tu", "votre", "vos", "ton", "ta"} & set(forms[:last]))
    if forms[last - 1] in _FINAL and you:
        return kind(core, last - 1)
    if (
        forms[last - 1] == "quoi"
        and you
        and last > 1
        and not core[last - 1].before
        and core[last - 2].form in words("avant_quoi")
    ):
        return "fermee" if brief_noun(core[:last], last) else "ouverte"
    if forms[:2] == ["ce", "est"] and forms[2:3] and forms[2] in ("quoi", "quand", "combien", "ou", "quel", "quelle"):
        return kind(core, 2)
    alternative = forms[last - 2 : last] in (["ou", "pas"], ["ou", "non"]) and forms[last - 3 : last - 2] != ["oui"]
    if alternative and you and "soit" not in forms and any(token.is_verb() for token in core):
        return "fermee"
    choice = forms[0] in ("vous", "tu") and core[1:2] and core[1].lemma in ("avoir", "etre", "preferer", "vouloir")
    plutot = forms[:3] == ["ce", "est", "plutot"]
    if (choice or plutot) and "ou" in forms[2:] and last <= 16:
        return "fermee"
    return "fermee" if choice and core[1].form in ("auriez", "aurais") and last <= 10 else None


def _speaks_to_you(core: Sequence[Token], inverted: int) -> bool:
    """Whether an inversion with no mark asks: « avez-vous la carte », not the aside « dit-il », « voyez-vous »."""
    verb, pronoun = core[inverted], core[inverted + 1]
    return pronoun.form in ("vous", "tu") and verb.form not in ("veuillez", "voyez", "comprenez") and inverted <= 4


def _interrogative(core: Sequence[Token]) -> int:
    """The place of the interrogative word that opens the clause, after a preposition or a topic at most; -1 if none."""
    for index, token in enumerate(core[:4]):
        form = token.form
        if form in QUEL or form in ("comment", "pourquoi", "combien", "quoi"):
            return index
        if form in ("lequel", "laquelle", "lesquels", "lesquelles", "quand", "ou", "qui", "que"):
            return index
        if form not in words("prepositions") and form not in ("et", "mais", "alors", "le", "la", "autre"):
            return -1
    return -1


def _est_ce(forms: list[str]) -> int:
    for index in range(len(forms) - 2):
        if index and forms[index - 1] in ("ce", "se"):
            continue  # « c'est ce que » states
        if forms[index] == "est" and forms[index + 1] == "ce" and forms[index + 2] in ("que", "qui", "la", "bien"):
            return index
    return -1


def _asks(core: Sequence[Token], start: int, mark: bool, inverted: bool, alone: bool) -> bool:
    """Whether the interrogative word at ``start`` really asks (and does not subordinate or exclaim)."""
    form = core[start].form
    if mark or inverted:
        # « quand vous recevrez la carte, … ? » : a date that is given, not asked, unless the verb is inverted
        return not (form in ("quand", "que") and not inverted and not _short_que(core, start))
    if not alone or start > 1:
        return False
    following = core[start + 1].form if start + 1 < len(core) else ""
    if form in QUEL:
        near = core[start + 1 : start + 4]
        return any(t.is_verb() for t in core[start + 1 :]) and not any(t.form in ("que", "ne") for t in near)
    if form in ("comment", "combien"):
        return following != "dire" and any(t.is_verb() for t in core[start + 1 :])
    if form == "pourquoi":
        return following not in ("pas", "") and (start == 0 or core[start - 1].form != "est")
    return form == "que" and following in ("puis", "pouvons")


def _short_que(core: Sequence[Token], start: int) -> bool:
    form = core[start].form
    following = core[start + 1] if start + 1 < len(core) else None
    if following is None:
        return True
    if form == "que":
        return following.is_verb() or following.form in ("est", "de", "dire", "faire") or following.form in _CLITICS
    return following.form in ("est", "cela", "ca", "et", "exactement", "precisement", "est-ce") or following.is_verb()


def _inversion(core: Sequence[Token], mark: bool) -> int:
    """The place of a verb followed by its subject pronoun; -1 if none."""
    for index in range(len(core) - 1):
        verb, pronoun = core[index], core[index + 1]
        if pronoun.form == "t" and index + 2 < len(core):
            pronoun = core[index + 2]
        person = _SUBJECTS.get(pronoun.form)
        if person is None or pronoun.before or (not verb.readings and not mark):
            continue
        fits = any(
            reading.person == person or (pronoun.form == "ce" and reading.lemma == "etre") for reading in verb.readings
        )
        if not fits and not (pronoun.joined and pronoun.form in ("vous", "il", "elle", "ils", "elles", "tu", "on")):
            continue
        if _subject_before(core, index) or (pronoun.form == "vous" and _reflexive_order(verb, index, mark)):
            continue
        if pronoun.joined or _typed_apart(core, index, verb, pronoun.form, mark):
            return index
    return -1


def _subject_before(core: Sequence[Token], index: int) -> bool:
    return index > 0 and core[index - 1].form in ("je", "nous", "que") and not core[index + 1].joined and index > 1


def _reflexive_order(verb: Token, index: int, mark: bool) -> bool:
    """Whether « verb-vous » orders (« rassurez-vous ») and does not ask (« vous rappelez-vous ? »)."""
    if verb.lemma not in words("imperatifs_reflechis"):
        return False
    return not mark or (index == 0 and verb.lemma in ("calmer", "taire", "asseoir", "rassurer", "detendre"))


def _typed_apart(core: Sequence[Token], index: int, verb: Token, pronoun: str, mark: bool) -> bool:
    """Whether a verb and a pronoun with no hyphen are an inversion (« avez vous la carte »)."""
    if pronoun in ("je", "ce", "nous", "on") and not (mark and index == 0 and verb.form in ("puis", "dois", "est")):
        return False
    opens = index == 0 or core[index - 1].form in IN_PLACE | words("prepositions") | _CLITICS | {"que", "et"}
    if not opens and not mark:
        return False
    if pronoun in ("il", "elle", "ils", "elles"):
        return verb.lemma in ("avoir", "etre", "pouvoir") and opens
    if index and core[index - 1].form in ("que", "comment", "pourquoi", "combien") and index <= 3:
        return True
    return verb.lemma in words("sans_trait") or (mark and opens and any(r.person == "2p" for r in verb.readings))
