"""What answer a question calls for, developed (« ouverte ») or brief (« fermee »): part B of the annotation guide."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from simulator.rubric.language.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.rubric.language.model import Question, Token

QUEL = frozenset({"quel", "quelle", "quels", "quelles"})
_PRECISE = frozenset({"combien", "quand", "ou", "qui", "lequel", "laquelle", "lesquels", "lesquelles"})
CE_QUE = frozenset({("ce", "que"), ("ce", "qui"), ("ce", "dont"), ("de", "quoi"), ("a", "quoi")})
"""What opens an indirect question that calls for an account (« dites-moi ce qui … »)."""


def kind(core: Sequence[Token], start: int) -> Question:
    """What answer the interrogative word calls for."""
    word = core[start].form
    rest = core[start + 1 :]
    lemmas = {token.lemma for token in core} | {token.form for token in rest}
    if word in QUEL:
        return kind_of_quel(rest)
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
            if brief_noun(rest, 6) and "etre" in {t.lemma for t in rest[:2]} and not (lemmas & words("libres"))
            else "ouverte"
        )
    return "ouverte"


def kind_of_quel(rest: Sequence[Token]) -> Question:
    """What « quel » asks for, by the noun that follows."""
    for token in rest[:7]:
        if token.lemma in words("libres") or token.form in words("libres"):
            return "ouverte"
        if token.lemma in words("breves") or token.form in words("breves"):
            return "fermee"
        if token.form in ("type", "genre", "sorte"):
            return "fermee"
    plural = bool(rest) and rest[0].form in ("sont", "etaient", "seraient")
    return "ouverte" if plural or any(t.form in ("vos", "ces") for t in rest[:3]) else "fermee"


def brief_noun(tokens: Sequence[Token], reach: int) -> bool:
    """Whether one of the first words is a datum (date, number, name…)."""
    return any(token.lemma in words("breves") or token.form in words("breves") for token in tokens[:reach])


def yes_no(core: Sequence[Token]) -> Question:
    """A question to be answered by yes or no, unless it politely invites to tell (« pouvez-vous m'expliquer… »)."""
    return "ouverte" if invites(core) else "fermee"


def invites(core: Sequence[Token]) -> bool:
    """Whether a question politely invites to tell (« pouvez-vous m'en dire plus ? »)."""
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
        return not brief_noun(core[index + 1 :], 3)
    return False


def has_pair(forms: list[str], pairs: frozenset[tuple[str, str]]) -> bool:
    """Whether two neighbouring words are one of the pairs."""
    return any(pair in pairs for pair in pairwise(forms))
