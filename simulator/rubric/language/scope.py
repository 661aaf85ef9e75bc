"""What takes the force out of a clause: negation, somebody else's words, mere supposition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.rubric.language.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.rubric.language.model import Token

_NEGATORS = frozenset({"pas", "jamais", "rien", "aucun", "aucune", "guere", "nullement", "personne", "plus", "point"})
_ALONE = frozenset({"pas", "jamais", "aucun", "aucune"})
_NOT_NEGATIVE = {"pourquoi", "hesiter", "empecher", "inquieter"}
_OPENING, _CLOSING = frozenset("«“"), frozenset("»”")
_REACH = 4
_BEFORE_SI = frozenset({"et", "mais", "meme", "donc", "alors", "euh", "ou", "apres", "sauf"})


def negated_tokens(tokens: Sequence[Token], clauses: Sequence[tuple[int, int, int]]) -> frozenset[int]:
    """The indexes of the words under a negation.

    « ne » reaches the verb that follows, « pas » alone the verb before it, « sans », « ni », « aucun » what follows.
    « ne … que » restricts and denies nothing; « n'hésitez pas » invites.
    """
    found: set[int] = set()
    for first, last, _ in clauses:
        for index in range(first, last):
            form = tokens[index].form
            if form == "ne":
                found.update(_after_ne(tokens, index, last))
            elif form in ("sans", "ni"):
                found.update(range(index, min(index + _REACH, last)))
            elif form in _ALONE:
                found.update(_around(tokens, index, first, last))
    return frozenset(found)


def _after_ne(tokens: Sequence[Token], index: int, last: int) -> set[int]:
    window = range(index, min(index + 8, last))
    forms = [tokens[i].form for i in window]
    if any(tokens[i].lemma in _NOT_NEGATIVE for i in window[:4]):
        return set()
    if not any(form in _NEGATORS for form in forms) and "que" in forms:
        return set()
    reached: set[int] = set()
    for i in window:
        reached.add(i)
        if tokens[i].form in _NEGATORS:
            # « ne peux pas vous dire », « n'avons pas de » : what directly follows is denied too
            reached.update(range(i, min(i + 3, last)))
            break
        if len(reached) > 5:
            break
    return reached


def _around(tokens: Sequence[Token], index: int, first: int, last: int) -> set[int]:
    if index > first and tokens[index - 1].form in ("pourquoi", "meme"):
        return set()
    if any(tokens[i].lemma in _NOT_NEGATIVE for i in range(max(first, index - 2), index)):
        return set()
    reached = set(range(index, min(index + 3, last)))
    for i in range(index - 1, max(first, index - 4) - 1, -1):
        reached.add(i)
        if tokens[i].is_verb():
            break
    return reached


def quoted_tokens(tokens: Sequence[Token]) -> frozenset[int]:
    """The indexes of the words between quotation marks, when at least three words are quoted together."""
    found: set[int] = set()
    inside: list[int] = []
    opened = False
    for index, token in enumerate(tokens):
        straight = token.before.count('"')
        if opened and (any(mark in _CLOSING for mark in token.before) or straight):
            found.update(inside if len(inside) >= 3 else ())
            opened, inside = False, []
            straight -= 1
        if any(mark in _OPENING for mark in token.before) or straight > 0:
            opened = True
        if opened:
            inside.append(index)
    if opened and len(inside) >= 3:
        found.update(inside)
    return frozenset(found)


def is_reported(tokens: Sequence[Token], first: int, last: int, quoted: frozenset[int]) -> bool:
    """Whether a clause gives somebody else's words or acts: a quotation, « ma collègue vous a dit », « selon lui »."""
    if last > first and sum(index in quoted for index in range(first, last)) * 2 > last - first:
        return True
    seen_third = False
    for index in range(first, last):
        token = tokens[index]
        if token.form in ("selon", "d'apres") or (
            token.form == "apres" and index > first and tokens[index - 1].form == "de"
        ):
            following = tokens[index + 1].form if index + 1 < last else ""
            return following not in ("moi", "vous")
        if token.lemma in words("tiers") or token.form in words("tiers"):
            seen_third = True
        elif (token.form in ("je", "vous") and not seen_third) or (seen_third and token.form == "je"):
            return False
        elif seen_third and any(
            r.lemma in words("dire") and (r.person.startswith("3") or r.tense == "pp") for r in token.readings
        ):
            return True
    return False


def is_hypothetical(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a clause only supposes: « si … », « il faudrait que je », « j'aurais dû », « au cas où »."""
    forms = [token.form for token in tokens[first:last]]
    lead = next((i for i, form in enumerate(forms) if form not in _BEFORE_SI), len(forms))
    if forms[lead : lead + 1] == ["si"] and lead + 1 < len(forms):
        return True
    if " au cas ou " in f" {' '.join(forms)} ":
        return True
    return any(_supposes(tokens, index, last, forms[index - first :]) for index in range(first, last))


def _supposes(tokens: Sequence[Token], index: int, last: int, following: list[str]) -> bool:
    for reading in tokens[index].readings:
        if reading.tense != "cond":
            continue
        if reading.lemma == "falloir":
            return "je" in following
        if reading.lemma == "avoir":
            after = next((token for token in tokens[index + 1 : min(index + 4, last)] if token.readings), None)
            return after is not None and any(r.tense == "pp" and r.lemma in words("modaux") for r in after.readings)
    return False
