"""What the trained stage weighs of a reply: hashed n-grams of normalised words, and what the rules concluded.

Everything is built on the forms of the language layer (lower case, no accents, abbreviations written out, hesitations
left out), so that typing does not matter. Rules are told by marker, never by number: editing the rules of a marker does
not invalidate weights already trained. A feature is a name; only its hash is kept.

=====  ========  ==========================================================================
block  weighed   what it holds
=====  ========  ==========================================================================
w      tf-idf    words, one to three in a row, sentence ends and question marks being words
c      tf-idf    three to five letters in a row of each word, its borders included
q      tf-idf    words, one or two in a row, of the clauses that ask something
x      tf-idf    words, one or two in a row, of what had just been said
g      as is     rules by marker, features of clauses, context, channel, length
=====  ========  ==========================================================================
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

from simulator.rubric.language.spelling import plain
from simulator.rubric.matching import spoken

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from simulator.rubric.language import Analysis
    from simulator.rubric.matching import Reading

COUNTED = ("w", "c", "q", "x")
"""The blocks weighed by term frequency and rarity, then brought to length one."""
PLAIN = "g"
"""The block whose values are taken as they are."""

_CONTEXT_WORD = re.compile(r"[^\W\d_]+|\d+|[?!€%]")
_CONTEXT_READ = 4000
"""Characters of the last utterance that count, as for the rules."""
_LONG_WORD = 30
_READ = 4000
"""Words of a reply that are weighed; far beyond what anybody says in one go."""


def key(name: str) -> int:
    """The number that stands for a feature's name."""
    return crc32(name.encode())


@lru_cache(maxsize=20_000)
def letters(word: str) -> tuple[int, ...]:
    """The keys of the stretches of letters of one word."""
    bordered = f" {word[:_LONG_WORD]} "
    return tuple(key(f"c:{bordered[i : i + n]}") for n in (3, 4, 5) for i in range(len(bordered) - n + 1))


def normal(form: str) -> str:
    """A word as the n-grams see it: figures are all alike, but for what they count."""
    if form[0].isdigit():
        return "#%" if form[-1] == "%" else "#€" if form[-1] == "€" else "#h" if "h" in form else "#"
    return form


def gram(words: Sequence[str], block: str) -> int:
    """The key of one stretch of words."""
    return key(f"{block}:{'_'.join(words)}")


def grams(words: Sequence[str], longest: int, block: str) -> Iterable[int]:
    """The keys of the stretches of words."""
    for size in range(1, longest + 1):
        for start in range(len(words) - size + 1):
            yield gram(words[start : start + size], block)


def word_list(analysis: Analysis, kept: Sequence[int]) -> list[str]:
    """The words of a reply, with the sentence ends between them."""
    found: list[str] = []
    for index in kept:
        token = analysis.tokens[index]
        mark = _mark(token.before)
        if mark and found:
            found.append(mark)
        found.append(normal(token.form))
    return found


def _mark(before: str) -> str:
    if "?" in before:
        return "?"
    if "!" in before:
        return "!"
    return "." if any(point in ".…\n;" for point in before) else ""


def counted(reading: Reading) -> dict[str, Counter[int]]:
    """How often each feature of the weighed blocks occurs."""
    analysis = reading.analysis
    kept = spoken(analysis)[:_READ]
    words = word_list(analysis, kept)
    if any(clause.punctuated for clause in analysis.clauses[-1:]):
        words.append("?")
    blocks: dict[str, Counter[int]] = {"w": Counter(grams(words, 3, "w")), "c": Counter(), "q": Counter()}
    for index in kept:
        blocks["c"].update(letters(analysis.tokens[index].form))
    stream = set(kept)
    for clause in analysis.clauses:
        if clause.question or clause.punctuated:
            own = [normal(analysis.tokens[i].form) for i in range(clause.first, clause.last) if i in stream]
            blocks["q"].update(grams(own, 2, "q"))
    blocks["x"] = Counter(_heard(reading))
    return blocks


def _heard(reading: Reading) -> Iterable[int]:
    if not reading.reply.context:
        return ()
    last = reading.reply.context[-1]
    words = [normal(plain(word)) for word in _CONTEXT_WORD.findall(last.text[:_CONTEXT_READ])]
    return grams(words, 2, "x" if last.speaker == "interlocuteur" else "y")


def taken_as_is(reading: Reading) -> dict[int, float]:
    """The values of the block that is not weighed."""
    analysis, reply = reading.analysis, reading.reply
    found: dict[str, float] = {f"ctx:{name}": 1.0 for name in reading.of_reply}
    total = len(reading.features) or 1
    for features in reading.features:
        for name in features - reading.of_reply:
            share = f"prop:{name}"
            found[share] = found.get(share, 0.0) + 1 / total
            found[f"une:{name}"] = 1.0
    for firing in reading.firings:
        name = ("retenue:" if firing.held else "regle:") + firing.rule.marker
        found[name] = max(found.get(name, 0.0), firing.rule.weight)
    found["long"] = min(len(analysis.tokens) / 60, 2.0)
    found["questions"] = min(len(analysis.questions), 3) / 2
    found["exclame"] = float("!" in reply.text)
    found["chiffre"] = float(any(token.form[0].isdigit() for token in analysis.tokens))
    found["toujours"] = 1.0
    if reply.context:
        found["entendu_question"] = float("?" in reply.context[-1].text)
        found["entendu_soi"] = float(reply.context[-1].speaker == "apprenant")
    return {key(f"{PLAIN}:{name}"): value for name, value in found.items() if value}
