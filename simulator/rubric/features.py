"""What is true of each clause of a reply, as names that rules ask for and that a classifier may weigh.

====================  ====================================================================================
clause                ``question`` ``question_ouverte`` ``question_fermee`` ``question_de_forme`` ``nie`` ``rapporte``
                      ``hypothese`` ``modal`` ``adresse`` ``imperatif`` ``futur`` ``conditionnel`` ``passe`` ``courte``
                      ``sujet_je`` … ``sujet_tiers`` ``verbe`` ``fragment`` (no verb) ``echo`` ``signature``
place                 ``premiere_phrase`` ``derniere_phrase`` ``debut`` ``fin`` (first, last two clauses) ``seule``
reply                 ``premiere_replique`` ``canal_mail`` … ``oral`` ``ecrit`` ``jury`` ``longue``
words taken up        ``mots_repris`` (two content words of the interlocutor's last turn) ``perroquet`` (nearly all)
signals               ``avant:x`` (interlocutor's last turn) ``recent:x`` (any of them) ``avec:x`` (same clause)
                      ``apres:x`` (a later clause) ``replique:x`` (anywhere in the reply)
====================  ====================================================================================
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.rubric.language.words import words
from simulator.rubric.model import CHANNELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from simulator.rubric.language import Analysis, Clause
    from simulator.rubric.model import Reply

CLAUSE_FEATURES = frozenset(
    {
        "question", "question_ouverte", "question_fermee", "question_de_forme", "nie", "rapporte", "hypothese", "modal",
        "adresse",         "imperatif", "futur", "conditionnel", "passe", "courte", "verbe", "sujet_je", "sujet_tu",
        "sujet_nous", "sujet_vous",         "sujet_on", "sujet_tiers", "premiere_phrase", "derniere_phrase",
        "debut", "fin",
        "seule", "mots_repris", "perroquet",
        "point_interrogation", "signature", "fragment", "echo",
    }
)  # fmt: skip
REPLY_FEATURES = frozenset(
    {"premiere_replique", "oral", "ecrit", "jury", "longue", "contexte"} | {f"canal_{channel}" for channel in CHANNELS}
)
RELATIONS = ("avant", "recent", "avec", "apres", "replique", "precede")
"""Where a signal may be asked for."""
HEARD = ("avant", "recent")
QUESTION = "question"
"""The one signal that needs no pattern: the interlocutor asked something."""

_WRITTEN = frozenset({"mail", "tchat", "sms"})


def reply_features(reply: Reply, analysis: Analysis) -> set[str]:
    """What is true of the whole reply."""
    found = {f"canal_{reply.channel}"}
    found.add("ecrit" if reply.channel in _WRITTEN else "jury" if reply.channel == "jury" else "oral")
    first = reply.first if reply.first is not None else all(u.speaker != "apprenant" for u in reply.context)
    if first:
        found.add("premiere_replique")
    if reply.context:
        found.add("contexte")
    if len(analysis.tokens) > 60:
        found.add("longue")
    return found


def clause_features(analysis: Analysis, number: int, previous: frozenset[str]) -> set[str]:
    """What is true of one clause.

    Args:
        analysis: the reply, read.
        number: the clause.
        previous: content words of the interlocutor's last turn.
    """
    clause = analysis.clauses[number]
    found = {name for name, holds in _flags(clause) if holds}
    if clause.question:
        found.update(("question", f"question_{clause.question}"))
    if clause.subject:
        found.add(f"sujet_{clause.subject}")
    if clause.last - clause.first <= 4:
        found.add("courte")
    if any(token.is_verb() for token in analysis.tokens[clause.first : clause.last]):
        found.add("verbe")
    found.update(_place(analysis, number))
    if "verbe" not in found:
        found.add("fragment")
    if _is_signature(analysis, number):
        found.add("signature")
    own = content_words(analysis, (clause,))
    found.update(_taken_up(own, previous))
    if _is_echo(analysis, number, own, previous):
        found.add("echo")
    return found


def _flags(clause: Clause) -> tuple[tuple[str, bool], ...]:
    return (
        ("question_de_forme", clause.rhetorical),
        ("point_interrogation", clause.punctuated),
        ("nie", clause.negated),
        ("rapporte", clause.reported),
        ("hypothese", clause.hypothetical),
        ("modal", clause.modal),
        ("adresse", clause.addressed),
        ("imperatif", clause.imperative),
        ("futur", clause.future),
        ("conditionnel", clause.conditional),
        ("passe", clause.past),
    )


def _place(analysis: Analysis, number: int) -> Iterable[str]:
    clause, total = analysis.clauses[number], len(analysis.clauses)
    if clause.sentence == 0:
        yield "premiere_phrase"
    if clause.sentence == analysis.sentences - 1:
        yield "derniere_phrase"
    if number < 2:
        yield "debut"
    if number >= total - 2:
        yield "fin"
    if total == 1:
        yield "seule"


_SIGNED = 10
"""Words of a signature's line at most."""


def _is_signature(analysis: Analysis, number: int) -> bool:
    """Whether the clause is the last line of a written message, short, addressed to nobody: a name, a service."""
    clause = analysis.clauses[number]
    cut = analysis.text.rstrip().rfind("\n")
    if cut < 0 or clause.start < cut:
        return False
    line = [token for token in analysis.tokens if token.start > cut]
    if len(line) > _SIGNED or any(token.form in _ADDRESSED for token in line):
        return False
    return line[0].form not in words("formules_finales") and not any(c.question for c in analysis.clauses[number:])


_ADDRESSED = frozenset({"vous", "votre", "vos", "je", "nous", "on", "tu"})


def content_words(analysis: Analysis, clauses: Sequence[Clause] | None = None) -> frozenset[str]:
    """The lemmas that carry meaning."""
    chosen = analysis.clauses if clauses is None else clauses
    return frozenset(
        token.lemma
        for clause in chosen
        for token in analysis.tokens[clause.first : clause.last]
        if len(token.lemma) >= 4 and token.lemma not in words("vides")
    )


_ECHO = 6
"""Words of an echo at most."""


def _is_echo(analysis: Analysis, number: int, own: frozenset[str], previous: frozenset[str]) -> bool:
    """Whether the clause only echoes a word of the interlocutor (« Zéphyrance ? », « Trop cher ? »)."""
    clause = analysis.clauses[number]
    inside = analysis.tokens[clause.first : clause.last]
    if len(inside) > _ECHO or any(token.form in _ADDRESSED for token in inside):
        return False
    if any(token.is_verb() for token in inside):
        return False
    return bool(own & previous) and len(own - previous) <= 1


def _taken_up(own: frozenset[str], previous: frozenset[str]) -> Iterable[str]:
    shared = own & previous
    if len(shared) >= 2:
        yield "mots_repris"
    if len(own) >= 2 and len(shared) >= 0.8 * len(own):
        yield "perroquet"
