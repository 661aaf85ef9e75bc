"""Where sentences and clauses begin.

A clause here is what one speech act usually fills: a subject and its verb with all that depends on it. Subordinate
clauses in « que » stay with their main clause (« je comprends que vous soyez déçue » is one act); what starts a new
statement (a comma or a conjunction followed by a subject) starts a new clause, since typed and spoken French has little
punctuation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.rubric.language.words import phrases, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.rubric.language.model import Token

_FULL_STOPS = frozenset(".!?;\n")
_BREAKS = frozenset(':()[]—–-«»"“”*•|/')
_ALWAYS_SUBJECT = frozenset({"je", "on", "il", "ils", "tu"})
_AFTER_PREPOSITION = frozenset(
    {"quoi", "quel", "quelle", "quels", "quelles", "qui", "combien", "quand", "lequel", "laquelle"}
)
_ASSENT = 5
"""Words of « c'est bien ça » and the like at most."""
_ASKING = frozenset(
    {"comment", "pourquoi", "combien", "quel", "quelle", "quels", "quelles", "quand", "ou", "qui", "que"}
)


def ends_sentence(punctuation: str, following: Token | None) -> bool:
    """Whether the punctuation between two words ends a sentence."""
    if not punctuation:
        return False
    if "..." in punctuation or "…" in punctuation:
        rest = punctuation.replace(".", "").replace("…", "")
        if any(mark in _FULL_STOPS for mark in rest):
            return True
        return following is not None and following.surface[:1].isupper()
    return any(mark in _FULL_STOPS or ord(mark) > 0x2190 for mark in punctuation)


def is_subject(tokens: Sequence[Token], index: int) -> bool:
    """Whether the word at ``index`` is the subject pronoun of the verb that follows."""
    form = tokens[index].form
    if form in _ALWAYS_SUBJECT:
        return not tokens[index].joined
    if form not in ("vous", "nous", "elle", "elles", "ce", "cela"):
        return False
    person = {"vous": "2p", "nous": "1p", "elles": "3p"}.get(form, "3s")
    for token in tokens[index + 1 : index + 5]:
        if token.before:
            return False
        if any(reading.person == person for reading in token.readings):
            return not tokens[index].joined
        if token.form not in ("ne", "me", "te", "se", "le", "la", "les", "lui", "leur", "en", "y", "vous", "nous"):
            return False
    return False


def _starts_clause(tokens: Sequence[Token], index: int, first: int, has_verb: bool) -> bool:
    token, previous = tokens[index], tokens[index - 1]
    if any(mark in _BREAKS for mark in token.before):
        return True
    comma = bool(token.before)
    form = token.form
    if form in ("mais", "car", "sinon", "parce", "puisque") and (has_verb or comma):
        return True
    if form == "donc" and (comma or (has_verb and index + 1 < len(tokens) and is_subject(tokens, index + 1))):
        return True
    subject = is_subject(tokens, index) and not _politeness(tokens, index)
    if comma:
        return subject or _opens(tokens, index) or _seeks_assent(tokens, index)
    if not has_verb:
        return False
    if form in ("et", "ou", "alors", "puis") and index + 1 < len(tokens):
        return is_subject(tokens, index + 1) or _opens(tokens, index + 1)
    if form == "si" and index + 3 < len(tokens) and tokens[index + 3].form == "plait":
        return False
    if form == "si" and not comma:
        return (
            index + 1 < len(tokens)
            and is_subject(tokens, index + 1)
            and previous.form not in ("savoir", "dire", "meme", "comme")
        )
    new_subject = subject and previous.form not in words("subordonnants") and index - first > 1
    return (new_subject and not _object_before(tokens, index)) or (
        form == "est" and index + 2 < len(tokens) and tokens[index + 1].form == "ce" and tokens[index + 2].form == "que"
        and previous.form not in ("ce", "se", "que", "qui", "quand", "comment", "pourquoi", "ou", "quoi", "combien")
    )  # fmt: skip


def _object_before(tokens: Sequence[Token], index: int) -> bool:
    """Whether the pronoun is an object of a verb that precedes it (« je vous », « c'est vous »)."""
    return tokens[index].form in ("vous", "nous") and tokens[index - 1].form in words("sujets") | {"ne", "se"}


def _politeness(tokens: Sequence[Token], index: int) -> bool:
    """Whether the pronoun is that of « s'il vous plaît »."""
    return (
        index > 0 and tokens[index - 1].form == "si" and index + 2 < len(tokens) and tokens[index + 2].form == "plait"
    )


def _seeks_assent(tokens: Sequence[Token], index: int) -> bool:
    """Whether what follows a comma, to the end of the sentence, only seeks assent (« d'accord ? », « c'est ça ? »)."""
    last = index + 1
    while last < len(tokens) and last - index < _ASSENT and not ends_sentence(tokens[last].before, tokens[last]):
        last += 1
    if last < len(tokens) and not ends_sentence(tokens[last].before, tokens[last]):
        return False
    phrase = " ".join(token.form for token in tokens[index:last])
    return phrase in phrases("confirmations") or phrase in phrases("questions_creuses")


def _opens(tokens: Sequence[Token], index: int) -> bool:
    """Whether a question, an order or a condition opens at ``index``."""
    token = tokens[index]
    following = tokens[index + 1].form if index + 1 < len(tokens) else ""
    if token.form in ("a", "de", "pour", "avec", "dans", "depuis", "par") and following in _AFTER_PREPOSITION:
        return True
    if token.form == "est" and following == "ce":
        return True
    if token.form in _ASKING or token.form in ("si", "quand", "ni", "voila", "voici", "merci"):
        return True
    return any(reading.person in ("2p", "1p") and reading.tense in ("pres", "subj") for reading in token.readings)


def split(tokens: Sequence[Token]) -> tuple[list[tuple[int, int, int]], int]:
    """Cut the tokens into clauses.

    Returns:
        ``(first, last, sentence)`` for each clause, and how many sentences there are.
    """
    clauses: list[tuple[int, int, int]] = []
    first, sentence, has_verb = 0, 0, False
    for index, token in enumerate(tokens):
        if index > first:
            full = ends_sentence(token.before, token)
            if full or _starts_clause(tokens, index, first, has_verb):
                clauses.append((first, index, sentence))
                first, has_verb = index, False
                sentence += full
        has_verb = has_verb or token.is_verb()
    if tokens:
        clauses.append((first, len(tokens), sentence))
        sentence += 1
    return clauses, sentence
