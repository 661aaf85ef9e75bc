"""The whole reading of a text: tokens, then clauses with their features."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.rubric.language.model import Analysis, Clause
from simulator.rubric.language.questions import ask
from simulator.rubric.language.scope import is_hypothetical, is_reported, negated_tokens, quoted_tokens
from simulator.rubric.language.segments import is_subject, split
from simulator.rubric.language.tokens import tokenise
from simulator.rubric.language.words import phrases, words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from simulator.rubric.language.model import Question, Subject, Token

_ADDRESS = frozenset({"vous", "votre", "vos", "tu", "ton", "ta", "tes", "toi"})
_SUBORDINATE = frozenset({"si", "pour", "parce", "puisque", "quand", "que", "comme", "car", "lorsque", "dans", "tant"})
_NOT_ORDER = frozenset({"avoir", "etre", "pouvoir"})
_SUBJECTS: dict[str, Subject] = {
    "je": "je", "tu": "tu", "nous": "nous", "vous": "vous", "on": "on",
    "il": "tiers", "elle": "tiers", "ils": "tiers", "elles": "tiers", "ce": "tiers", "cela": "tiers",
}  # fmt: skip


def analyse(text: str, mend: Callable[[str], str] | None = None) -> Analysis:
    """Read a text.

    Args:
        text: the text as typed; any string is accepted.
        mend: gives the right spelling of an unknown word, or the word itself; ``None`` mends nothing.
    """
    tokens, trailing = tokenise(text, mend)
    bounds, sentences = split(tokens)
    marks = _marks(tokens, bounds, trailing)
    negated = negated_tokens(tokens, bounds)
    quoted = quoted_tokens(tokens)
    kinds = _questions(tokens, bounds, marks)
    clauses = tuple(
        _clause(tokens, bound, marks[number], kinds[number], negated, quoted) for number, bound in enumerate(bounds)
    )
    return Analysis(text, tokens, clauses, sentences, negated, quoted)


def _marks(tokens: Sequence[Token], bounds: Sequence[tuple[int, int, int]], trailing: str) -> list[bool]:
    """For each clause, whether a question mark follows it directly."""
    return ["?" in (tokens[last].before if last < len(tokens) else trailing) for _, last, _ in bounds]


def _questions(
    tokens: Sequence[Token], bounds: Sequence[tuple[int, int, int]], marks: list[bool]
) -> list[tuple[Question | None, bool]]:
    """For each clause, the kind of its question and whether it asks in form only.

    A mark at the end of a sentence whose last clause only seeks assent (« c'est ça ? », « s'il vous plaît ? ») makes a
    question of the clause before.
    """
    kinds: list[tuple[Question | None, bool]] = []
    for number, (first, last, sentence) in enumerate(bounds):
        clause = tokens[first:last]
        opens = number == 0 or bounds[number - 1][2] != sentence
        found = ask(clause, marks[number], alone=opens)
        if marks[number] and kinds and bounds[number - 1][2] == sentence and kinds[-1][0] is None:
            phrase = " ".join(token.form for token in clause)
            if phrase in phrases("confirmations"):
                previous = tokens[bounds[number - 1][0] : bounds[number - 1][1]]
                kinds[-1] = (ask(previous, True).kind, False)
                kinds.append((None, True))
                continue
        own = ask(clause, False, alone=opens).kind if marks[number] else found.kind
        asked_before = any(kinds[n][0] and bounds[n][2] == sentence for n in range(max(0, number - 3), number))
        if found.kind and own is None and asked_before and tokens[first].form in _SUBORDINATE:
            kinds.append((None, False))  # « de quoi …, si la file avait été moins longue ? »
            continue
        kinds.append((found.kind, found.rhetorical))
    return kinds


def _clause(
    tokens: Sequence[Token],
    bound: tuple[int, int, int],
    mark: bool,
    asking: tuple[Question | None, bool],
    negated: frozenset[int],
    quoted: frozenset[int],
) -> Clause:
    first, last, sentence = bound
    inside = tokens[first:last]
    verb = next((index for index in range(first, last) if tokens[index].is_verb()), -1)
    subject = _subject(tokens, first, last)
    readings = tokens[verb].readings if verb >= 0 else ()
    imperative = (
        not subject
        and verb >= 0
        and any(
            r.tense in ("pres", "subj") and r.person in ("2p", "2s") and r.lemma not in _NOT_ORDER for r in readings
        )
        and tokens[verb].form.endswith(("ez", "es"))
        and not asking[0]
    )
    return Clause(
        start=inside[0].start,
        end=inside[-1].end,
        first=first,
        last=last,
        sentence=sentence,
        question=asking[0],
        punctuated=mark,
        negated=verb in negated,
        reported=is_reported(tokens, first, last, quoted),
        hypothetical=is_hypothetical(tokens, first, last),
        modal=any(token.lemma in words("modaux") for token in inside),
        subject=subject,
        addressed=imperative or any(token.form in _ADDRESS for token in inside),
        imperative=imperative,
        future=any(r.tense == "futur" for token in inside for r in token.readings) or _going_to(inside),
        conditional=any(r.tense == "cond" for token in inside for r in token.readings),
        past=any(r.tense == "impf" for token in inside for r in token.readings) or _perfect(inside),
        rhetorical=asking[1],
    )  # fmt: skip


def _subject(tokens: Sequence[Token], first: int, last: int) -> Subject:
    for index in range(first, last):
        form = tokens[index].form
        if form in _SUBJECTS and (is_subject(tokens, index) or (tokens[index].joined and form not in ("ce", "cela"))):
            return _SUBJECTS[form]
    return ""


def _going_to(inside: Sequence[Token]) -> bool:
    return any(
        token.lemma == "aller"
        and token.is_verb()
        and any(r.tense == "inf" for after in inside[i + 1 : i + 5] for r in after.readings)
        for i, token in enumerate(inside)
    )


def _perfect(inside: Sequence[Token]) -> bool:
    return any(
        token.lemma in ("avoir", "etre") and any(r.tense == "pres" for r in token.readings)
        and any(r.tense == "pp" for after in inside[i + 1 : i + 4] for r in after.readings)
        for i, token in enumerate(inside)
    )  # fmt: skip
