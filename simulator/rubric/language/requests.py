"""Indirect questions and requests for data: « dites-moi ce qui … », « il me faudrait votre numéro », « votre âge »."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.rubric.language.answers import CE_QUE, QUEL, brief_noun, has_pair, kind_of_quel
from simulator.rubric.language.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.rubric.language.model import Question, Token

_ASKED_BY = frozenset(
    {"si", "quand", "combien", "ou", "quel", "quelle", "quels", "quelles", "lequel", "laquelle", "qui"}
)
_WISHES = frozenset(
    {"aimerais", "voudrais", "souhaiterais", "souhaite", "aimerions", "voudrions", "cherche", "besoin", "permettez"}
)
_OWN = frozenset({"votre", "vos", "ton", "ta", "tes", "nom", "date", "numero", "prenom"})


def request(core: Sequence[Token], mark: bool) -> Question | None:
    """An indirect question or a request for a piece of data."""
    forms = [token.form for token in core]
    lemmas = [token.lemma for token in core]
    order = _order(core, forms)
    if order is not None:
        return order
    wish = _wish(core, forms, lemmas)
    if wish is not None:
        return wish
    return _bare_noun(core, forms, mark)


def _order(core: Sequence[Token], forms: list[str]) -> Question | None:
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
        data = asked or set(following[1:6]) & _ASKED_BY or brief_noun(rest, 6) or has_pair(following, CE_QUE)
        return "fermee" if data else None
    return None


def _told(rest: Sequence[Token], following: list[str]) -> Question | None:
    """What « dites-moi … » asks for."""
    near = following[:6]
    if {"tout", "plus", "davantage", "comment", "pourquoi"} & set(near[:4]) or has_pair(near, CE_QUE):
        return "ouverte"
    if set(near) & _ASKED_BY:
        return "ouverte" if "quels" in near and not brief_noun(rest, 6) else "fermee"
    return "fermee" if brief_noun(rest, 6) else None


def _wish(core: Sequence[Token], forms: list[str], lemmas: list[str]) -> Question | None:
    """« J'aimerais savoir… », « il me faudrait votre… », « vous pouvez me rappeler votre… »."""
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
            return "ouverte" if {"comment", "pourquoi"} & {t.form for t in rest[:3]} else None
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
        if has_pair(following, CE_QUE) or {"comment", "pourquoi"} & set(following[:2]):
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
    if lemma == "comprendre" or {"comment", "pourquoi"} & set(following) or has_pair(following, CE_QUE):
        return "ouverte"
    if set(following[:2]) & QUEL:
        return kind_of_quel(rest[1:])
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
