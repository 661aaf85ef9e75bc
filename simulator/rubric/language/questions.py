"""Whether a clause asks something, and whether the answer awaited is developed (« ouverte ») or brief (« fermee »).

Forms seen: est-ce que, inversion (with or without its hyphen), interrogative word first or last, intonation with its
question mark, indirect (« j'aimerais savoir », « dites-moi », « il me faudrait votre numéro »), bare noun (« votre date de
naissance ? »). The distinction follows the annotation guide, part B.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.rubric.language.words import phrases, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.rubric.language.model import Question, Token

_QUEL = frozenset({"quel", "quelle", "quels", "quelles"})
_CLITICS = frozenset({"me", "te", "se", "le", "la", "les", "lui", "leur", "en", "y", "ne", "nous", "vous"})
_SUBJECTS = {
    "vous": "2p",
    "tu": "2s",
    "il": "3s",
    "elle": "3s",
    "on": "3s",
    "ils": "3p",
    "elles": "3p",
    "nous": "1p",
    "je": "1s",
    "ce": "3s",
}
_NO_HYPHEN = frozenset(
    {
        "avoir",
        "etre",
        "pouvoir",
        "vouloir",
        "souhaiter",
        "devoir",
        "savoir",
        "preferer",
        "connaitre",
        "desirer",
        "penser",
        "aller",
        "faire",
    }
)
_PRECISE = frozenset({"combien", "quand", "ou", "qui", "lequel", "laquelle", "lesquels", "lesquelles"})
_IN_PLACE = frozenset({"quoi", "ou", "combien", "comment", "quand", "qui", "pourquoi", "lequel", "laquelle"}) | _QUEL
_CE_QUE = frozenset({("ce", "que"), ("ce", "qui"), ("ce", "dont"), ("de", "quoi"), ("a", "quoi")})
_ASKED_BY = frozenset(
    {"si", "quand", "combien", "ou", "quel", "quelle", "quels", "quelles", "lequel", "laquelle", "qui"}
)
_WISHES = frozenset(
    {"aimerais", "voudrais", "souhaiterais", "souhaite", "aimerions", "voudrions", "cherche", "besoin", "permettez"}
)
_BEFORE_QUOI = frozenset(
    {
        "est",
        "etait",
        "serait",
        "sera",
        "pense",
        "pensez",
        "faites",
        "voulez",
        "de",
        "a",
        "en",
        "cherchez",
        "attendez",
        "dites",
    }
)
_OWN = frozenset({"votre", "vos", "ton", "ta", "tes", "nom", "date", "numero", "prenom"})
_FINAL = frozenset({"combien", "comment", "quand"})
_POLITE = frozenset(
    {"s", "se", "si", "il", "vous", "te", "plait", "merci", "donc", "alors", "maintenant", "encore", "deja"}
)


@dataclass(frozen=True, slots=True)
class Asking:
    """What was found: the kind of question, whether it is only one in form."""

    kind: Question | None
    rhetorical: bool = False


_NOTHING = Asking(None)


def ask(tokens: Sequence[Token], mark: bool, *, alone: bool = True) -> Asking:
    """Read one clause.

    Args:
        tokens: the clause's tokens.
        mark: whether a question mark ends it.
        alone: whether it is the first clause of its sentence (an interrogative word may then open it).
    """
    phrase = " ".join(token.form for token in tokens)
    core = _core(tokens)
    bare = " ".join(token.form for token in core)
    if core and len(core) < len(tokens) and tokens[len(tokens) - len(core) - 1].form in ("voila", "est") and not mark:
        return _NOTHING
    if phrase in phrases("questions_creuses") or (bare in phrases("questions_creuses") and bare) or not core:
        return Asking(None, rhetorical=mark)
    kind = _direct(core, mark, alone)
    if kind is None:
        kind = _request(core, mark)
    if kind is None and mark:
        kind = _intonation(core)
    return Asking(kind)


def _core(tokens: Sequence[Token]) -> Sequence[Token]:
    """The clause without the words that only lead in (« euh, et donc… »)."""
    index = 0
    leading = words("interjections")
    while index < len(tokens) and tokens[index].form in leading and not _needed(tokens, index):
        index += 1
    return tokens[index:]


def _needed(tokens: Sequence[Token], index: int) -> bool:
    """Whether a small word begins the question itself (« si », « de quoi », « la date »)."""
    form = tokens[index].form
    following = tokens[index + 1].form if index + 1 < len(tokens) else ""
    if form in ("de", "a", "la", "dites", "quoi"):
        return form != "de" or following != "accord"
    return form == "du" and following != "coup"


def _interrogative(core: Sequence[Token]) -> int:
    """The place of the interrogative word that opens the clause, after a preposition or a topic at most; -1 if none."""
    for index, token in enumerate(core[:4]):
        form = token.form
        if form in _QUEL or form in ("comment", "pourquoi", "combien", "quoi"):
            return index
        if form in ("lequel", "laquelle", "lesquels", "lesquelles", "quand", "ou", "qui", "que"):
            return index
        if form not in words("prepositions") and form not in ("et", "mais", "alors", "le", "la", "autre"):
            return -1
    return -1


def _direct(core: Sequence[Token], mark: bool, alone: bool) -> Question | None:
    forms = [token.form for token in core]
    start = _interrogative(core)
    est_ce = _est_ce(forms)
    inverted = _inversion(core, mark)
    if start >= 0 and _asks(core, start, mark, est_ce >= 0 or inverted >= 0, alone):
        return _kind(core, start)
    if est_ce >= 0:
        return _yes_no(core)
    if inverted >= 0 and (mark or _speaks_to_you(core, inverted)):
        return _yes_no(core)
    return None if mark else _in_place_unmarked(core, forms)


def _in_place_unmarked(core: Sequence[Token], forms: list[str]) -> Question | None:
    """A question with neither mark nor inversion, as typed in chat: « vous êtes né quand svp », « c'est quoi », « … ou pas »."""
    last = len(forms)
    while last and forms[last - 1] in _POLITE:
        last -= 1
    if not last:
        return None
    you = bool({"vous", "tu", "votre", "vos", "ton", "ta"} & set(forms[:last]))
    if forms[last - 1] in _FINAL and you:
        return _kind(core, last - 1)
    if (
        forms[last - 1] == "quoi"
        and you
        and last > 1
        and not core[last - 1].before
        and core[last - 2].form in _BEFORE_QUOI
    ):
        return "fermee" if _brief_noun(core[:last], last) else "ouverte"
    if forms[:2] == ["ce", "est"] and forms[2:3] and forms[2] in ("quoi", "quand", "combien", "ou", "quel", "quelle"):
        return _kind(core, 2)
    if forms[last - 2 : last] in (["ou", "pas"], ["ou", "non"]) and any(token.is_verb() for token in core):
        return "fermee"
    choice = forms[0] in ("vous", "tu") and core[1:2] and core[1].lemma in ("avoir", "etre", "preferer", "vouloir")
    plutot = forms[:3] == ["ce", "est", "plutot"]
    if (choice or plutot) and "ou" in forms[2:] and last <= 16:
        return "fermee"
    return "fermee" if choice and core[1].form in ("auriez", "aurais") and last <= 10 else None


def _speaks_to_you(core: Sequence[Token], inverted: int) -> bool:
    """Whether an inversion with no question mark asks: « avez-vous la carte », not the aside « dit-il », « voyez-vous »."""
    verb, pronoun = core[inverted], core[inverted + 1]
    return pronoun.form in ("vous", "tu") and verb.form not in ("veuillez", "voyez", "comprenez") and inverted <= 4


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
    if form in _QUEL:
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
        if person is None or pronoun.before:
            continue
        fits = any(
            reading.person == person or (pronoun.form == "ce" and reading.lemma == "etre") for reading in verb.readings
        )
        if not fits and not (pronoun.joined and pronoun.form in ("vous", "il", "elle", "ils", "elles", "tu", "on")):
            continue
        if _subject_before(core, index) or (pronoun.form == "vous" and _reflexive_order(verb, core, index, mark)):
            continue
        if pronoun.joined or _typed_apart(core, index, verb, pronoun.form, mark):
            return index
    return -1


def _subject_before(core: Sequence[Token], index: int) -> bool:
    return index > 0 and core[index - 1].form in ("je", "nous", "que") and not core[index + 1].joined and index > 1


def _reflexive_order(verb: Token, core: Sequence[Token], index: int, mark: bool) -> bool:
    """Whether « verb-vous » orders (« rassurez-vous ») and does not ask (« vous rappelez-vous ? »)."""
    if verb.lemma not in words("imperatifs_reflechis"):
        return False
    return not mark or (index == 0 and verb.lemma in ("calmer", "taire", "asseoir", "rassurer", "detendre"))


def _typed_apart(core: Sequence[Token], index: int, verb: Token, pronoun: str, mark: bool) -> bool:
    """Whether a verb and a pronoun with no hyphen are an inversion (« avez vous la carte »)."""
    if pronoun in ("je", "ce", "nous", "on") and not (mark and index == 0 and verb.form in ("puis", "dois", "est")):
        return False
    opens = index == 0 or core[index - 1].form in _IN_PLACE | words("prepositions") | _CLITICS | {"que", "et"}
    if not opens and not mark:
        return False
    if pronoun in ("il", "elle", "ils", "elles"):
        return verb.lemma in ("avoir", "etre", "pouvoir") and opens
    if index and core[index - 1].form in ("que", "comment", "pourquoi", "combien") and index <= 3:
        return True
    return verb.lemma in _NO_HYPHEN or (mark and opens and any(r.person == "2p" for r in verb.readings))


def _kind(core: Sequence[Token], start: int) -> Question:
    """What answer the interrogative word calls for."""
    word = core[start].form
    rest = core[start + 1 :]
    lemmas = {token.lemma for token in core} | {token.form for token in rest}
    if word in _QUEL:
        return _kind_of_quel(rest)
    if word == "comment":
        return (
            "fermee"
            if lemmas & {"appeler", "epeler", "nommer", "assurer"} or ("ecrire" in lemmas and "cela" in lemmas)
            else "ouverte"
        )
    if word in _PRECISE:
        return (
            "ouverte"
            if word == "qui" and start == 0 and rest and rest[0].form == "vous" and "amener" in lemmas
            else "fermee"
        )
    if word == "quoi" and ((rest and rest[0].form == "comme") or (start and core[start - 1].form == "etait")):
        return "fermee"
    if word in ("que", "quoi"):
        return (
            "fermee"
            if _brief_noun(rest, 6) and "etre" in {t.lemma for t in rest[:2]} and not (lemmas & words("libres"))
            else "ouverte"
        )
    return "ouverte"


def _kind_of_quel(rest: Sequence[Token]) -> Question:
    for token in rest[:7]:
        if token.lemma in words("libres") or token.form in words("libres"):
            return "ouverte"
        if token.lemma in words("breves") or token.form in words("breves"):
            return "fermee"
        if token.form in ("type", "genre", "sorte"):
            return "fermee"
    plural = bool(rest) and rest[0].form in ("sont", "etaient", "seraient")
    return "ouverte" if plural or any(t.form in ("vos", "ces") for t in rest[:3]) else "fermee"


def _brief_noun(tokens: Sequence[Token], reach: int) -> bool:
    return any(token.lemma in words("breves") or token.form in words("breves") for token in tokens[:reach])


def _yes_no(core: Sequence[Token]) -> Question:
    """A question to be answered by yes or no, unless it politely invites to tell (« pouvez-vous m'expliquer… »)."""
    return "ouverte" if _invites(core) else "fermee"


def _invites(core: Sequence[Token]) -> bool:
    lemmas = [token.lemma for token in core]
    forms = [token.form for token in core]
    for index, lemma in enumerate(lemmas):
        if lemma not in words("raconter") and lemma not in ("dire", "aider"):
            continue
        before, after = forms[max(0, index - 3) : index], forms[index + 1 : index + 6]
        if not {"me", "moi", "nous"} & set(before + after[:1]):
            continue
        if lemma == "aider":
            return "comprendre" in after
        if lemma == "dire" or lemma in ("preciser", "parler"):
            if (
                {"plus", "davantage", "comment", "pourquoi", "tout", "quoi"} & set(after)
                or "ce que" in " ".join(after[:3])
                or "ce qui" in " ".join(after[:3])
            ):
                return True
            if lemma == "parler" and "de" in after:
                return True
            continue
        return not _brief_noun(core[index + 1 :], 3)
    return False


def _request(core: Sequence[Token], mark: bool) -> Question | None:
    """An indirect question or a request for a piece of data."""
    forms = [token.form for token in core]
    lemmas = [token.lemma for token in core]
    order = _order(core, forms, lemmas)
    if order is not None:
        return order
    wish = _wish(core, forms, lemmas)
    if wish is not None:
        return wish
    return _bare_noun(core, forms, mark)


def _order(core: Sequence[Token], forms: list[str], lemmas: list[str]) -> Question | None:
    """« Dites-moi… », « racontez-moi… », « rappelez-moi votre numéro », « nommez… »."""
    for index, token in enumerate(core[:5]):
        if not any(r.person == "2p" and r.tense in ("pres", "subj") for r in token.readings):
            if token.form in ("je", "nous", "on", "que", "qui", "si"):
                return None
            continue
        if index and forms[index - 1] in ("vous", "que", "qui", "ne"):
            return None
        rest = core[index + 1 :]
        following = [t.form for t in rest[:8]]
        mine = bool({"moi", "nous"} & set(following[:2]))
        lemma = token.lemma
        if lemma in ("nommer", "citer") and following[:1] != ["vous"]:
            return "fermee"
        if not mine:
            return (
                "ouverte"
                if lemma in ("raconter", "expliquer", "decrire") and following and following[0] != "vous"
                else None
            )
        return _order_kind(lemma, rest, following)
    return None


def _order_kind(lemma: str, rest: Sequence[Token], following: list[str]) -> Question | None:
    asked = any(t.form in words("demandes") or t.lemma in words("demandes") for t in rest[:10])
    if lemma == "dire":
        return _told(rest, following)
    if lemma in words("raconter"):
        return "fermee" if asked and lemma in ("preciser", "detailler") else "ouverte"
    if lemma in words("donner"):
        data = asked or set(following[1:6]) & _ASKED_BY or _brief_noun(rest, 6) or _has_pair(following, _CE_QUE)
        return "fermee" if data else None
    return None


def _told(rest: Sequence[Token], following: list[str]) -> Question | None:
    """What « dites-moi … » asks for."""
    near = following[:6]
    if {"tout", "plus", "davantage", "comment", "pourquoi"} & set(near[:4]) or _has_pair(near, _CE_QUE):
        return "ouverte"
    if set(near) & _ASKED_BY:
        return "ouverte" if "quels" in near and not _brief_noun(rest, 6) else "fermee"
    return "fermee" if _brief_noun(rest, 6) else None


def _has_pair(forms: list[str], pairs: frozenset[tuple[str, str]]) -> bool:
    return any(pair in pairs for pair in zip(forms, forms[1:], strict=False))


def _wish(core: Sequence[Token], forms: list[str], lemmas: list[str]) -> Question | None:
    """« J'aimerais savoir… », « il me faudrait votre… », « vous pouvez me rappeler votre… », « je vous prie de me dire… »."""
    for index, lemma in enumerate(lemmas[:12]):
        rest = core[index + 1 :]
        asked = any(t.form in words("demandes") or t.lemma in words("demandes") for t in rest[:10])
        before = set(forms[max(0, index - 4) : index])
        if lemma in words("savoir_indirect"):
            found = _wondered(lemma, rest, before)
            if found is not None:
                return found
        if asked and _needs(lemma, before, forms, index):
            return "fermee"
        if (
            lemma in words("raconter") | {"dire"}
            and "que" in before
            and "me" in before
            and before & _WISHES | set(forms[:4]) & _WISHES
        ):
            return "ouverte" if {"comment", "pourquoi"} & set(t.form for t in rest[:3]) else None
    return None


def _wondered(lemma: str, rest: Sequence[Token], before: set[str]) -> Question | None:
    """« J'aimerais savoir… », « je me demande ce qui… », « pour comprendre ce qui… »."""
    following = [token.form for token in rest[:4]]
    if before & _WISHES:
        return _indirect(lemma, rest)
    to_you = bool({"vous", "te", "tu"} & {token.form for token in rest[:6]})
    if (lemma == "demander" and {"je", "me"} <= before) or (
        lemma in ("savoir", "comprendre") and "pour" in before and to_you
    ):
        if _has_pair(following, _CE_QUE) or {"comment", "pourquoi"} & set(following[:2]):
            return "ouverte"
        return "fermee" if lemma == "demander" and following[:1] == ["si"] else None
    if lemma == "savoir" and {"faut", "faudrait"} & before and {"me", "nous"} & before:
        return "fermee"
    return None


def _needs(lemma: str, before: set[str], forms: list[str], index: int) -> bool:
    """Whether the words before a data noun ask for it."""
    me = bool({"me", "nous"} & (before | set(forms[index + 1 : index + 2])))
    if lemma == "falloir":
        return me and "il" in before | {"il"}
    if lemma == "besoin":
        return bool(before & {"ai", "aurais", "avons", "aurions", "avoir"}) and "pas" not in before
    if lemma == "demander":
        return "vous" in before and "je" in forms[:index]
    return lemma in words("donner") and me and ("vous" in forms[:index] or "tu" in forms[:index])


def _indirect(lemma: str, rest: Sequence[Token]) -> Question:
    following = [token.form for token in rest[:4]]
    if lemma == "comprendre" or {"comment", "pourquoi"} & set(following) or _has_pair(following, _CE_QUE):
        return "ouverte"
    if set(following[:2]) & _QUEL:
        return _kind_of_quel(rest[1:])
    return "fermee" if not any(t.lemma in words("libres") for t in rest[:3]) else "ouverte"


def _bare_noun(core: Sequence[Token], forms: list[str], mark: bool) -> Question | None:
    """« Votre date de naissance ? », « nom et prénom svp »: data nouns with no verb, short."""
    polite = "plait" in forms
    if len(core) > 16 or (
        not polite and any(t.is_verb() and t.lemma not in ("nommer", "dater", "adresser") for t in core)
    ):
        return None
    if mark or polite:
        wanted = any(token.form in words("demandes") or token.lemma in words("demandes") for token in core[:6])
    else:
        wanted = forms[0] in _OWN and any(form in words("donnees") for form in forms[:5])
    return "fermee" if wanted else None


def _intonation(core: Sequence[Token]) -> Question:
    """A statement with a question mark."""
    for index in range(len(core) - 1, -1, -1):
        token = core[index]
        if (
            token.form in _IN_PLACE
            and token.form not in ("ou", "qui", "quand")
            and (len(core) - index <= 6 or token.form == "quoi")
        ):
            if token.form == "quoi" and index and core[index - 1].form == "de":
                return "ouverte"
            return _kind(core, index)
    return "ouverte" if _invites(core) else "fermee"
