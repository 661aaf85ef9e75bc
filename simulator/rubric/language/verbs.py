"""Verb forms and their infinitives, from a small table of the project's own (``verbes.txt``).

The table holds only verbs that matter in an interview. Regular verbs are recognised by stem and ending, so that nothing
is conjugated at start-up; irregular ones are conjugated once, from six present forms and three stems. Everything is
without accents, hence « regardé » and « regarde » share a form and two readings: the clause decides.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from simulator.rubric.language.model import Reading
from simulator.rubric.language.words import words

_PERSONS = ("1s", "2s", "3s", "1p", "2p", "3p")
_FUTURE = ("ai", "as", "a", "ons", "ez", "ont")
_PAST = ("ais", "ais", "ait", "ions", "iez", "aient")
_SUBJUNCTIVE = ("e", "es", "e", "ions", "iez", "ent")

_PRESENT_ER = ("e", "es", "e", "ons", "ez", "ent")
_PRESENT_IR = ("is", "is", "it", "issons", "issez", "issent")


def _endings(
    present: tuple[str, ...], past_stem: str, future_stem: str, participle: str
) -> dict[str, list[tuple[str, str]]]:
    endings: dict[str, list[tuple[str, str]]] = {}

    def add(ending: str, tense: str, person: str = "") -> None:
        endings.setdefault(ending, []).append((tense, person))

    for number, person in enumerate(_PERSONS):
        add(present[number], "pres", person)
        add(past_stem + _PAST[number], "impf", person)
        add(future_stem + _FUTURE[number], "futur", person)
        add(future_stem + _PAST[number], "cond", person)
    for gender in ("", "e", "s", "es"):
        add(participle + gender, "pp")
    add(past_stem + "ant", "ger")
    add(future_stem, "inf")
    return endings


_ER = _endings(_PRESENT_ER, "", "er", "e")
_IR = _endings(_PRESENT_IR, "iss", "ir", "i")
_LONGEST = 7


def _stems_er(infinitive: str) -> tuple[str, ...]:
    stem = infinitive[:-2]
    if stem.endswith("g"):
        return (stem, stem + "e")
    if stem.endswith("y"):
        return (stem, stem[:-1] + "i")
    if stem.endswith(("el", "et")):
        return (stem, stem + stem[-1])
    return (stem,)


class _Table:
    """The parsed table."""

    def __init__(self) -> None:
        self.stems: dict[str, list[tuple[str, str]]] = {}
        self.irregular: dict[str, list[Reading]] = {}
        models: dict[str, tuple[list[str], str, str, str]] = {}
        for line in Path(__file__).with_name("verbes.txt").read_text(encoding="utf-8").splitlines():
            if line.startswith("#"):
                continue
            if line[:3] in ("er:", "ir:"):
                self._regular(line[:2], line[3:].split())
            elif "|" in line:
                infinitive, present, future, subjunctive, participle = (part.strip() for part in line.split("|"))
                models[infinitive] = (present.split(), future, subjunctive, participle)
                self._conjugate(infinitive, *models[infinitive])
            elif "=" in line:
                verbs, model = line.split("=")
                self._derive([verb.strip() for verb in verbs.split(",")], model.strip(), models)

    def _regular(self, group: str, infinitives: list[str]) -> None:
        for infinitive in infinitives:
            stems = _stems_er(infinitive) if group == "er" else (infinitive[:-2],)
            for stem in stems:
                self.stems.setdefault(stem, []).append((infinitive, group))

    def _derive(self, verbs: list[str], model: str, models: dict[str, tuple[list[str], str, str, str]]) -> None:
        present, future, subjunctive, participle = models[model]
        for verb in verbs:
            # the shared tail of both infinitives is what the model conjugates; the rest is the prefix
            tail = 0
            while tail < min(len(verb), len(model)) and verb[-1 - tail] == model[-1 - tail]:
                tail += 1
            old, new = model[: len(model) - tail], verb[: len(verb) - tail]
            changed = [new + form[len(old) :] if form != "_" else form for form in present]
            self._conjugate(verb, changed, *(new + part[len(old) :] for part in (future, subjunctive, participle)))

    def _conjugate(self, infinitive: str, present: list[str], future: str, subjunctive: str, participle: str) -> None:
        past = "et" if infinitive == "etre" else ("fall" if infinitive == "falloir" else present[3].removesuffix("ons"))
        for number, person in enumerate(_PERSONS):
            self._add(present[number], infinitive, "pres", person)
            self._add(past + _PAST[number], infinitive, "impf", person)
            self._add(future + _FUTURE[number], infinitive, "futur", person)
            self._add(future + _PAST[number], infinitive, "cond", person)
            self._add(subjunctive + _SUBJUNCTIVE[number], infinitive, "subj", person)
        for gender in ("", "e", "s", "es"):
            self._add(participle + gender, infinitive, "pp", "")
        self._add(past + "ant", infinitive, "ger", "")
        self._add(infinitive, infinitive, "inf", "")

    def _add(self, form: str, infinitive: str, tense: str, person: str) -> None:
        if form != "_":
            readings = self.irregular.setdefault(form, [])
            reading = Reading(infinitive, tense, person)
            if reading not in readings:
                readings.append(reading)


_SUBJUNCTIVES_APART = {
    "soit": ("etre", "3s"), "sois": ("etre", "2s"), "soient": ("etre", "3p"), "soyez": ("etre", "2p"),
    "soyons": ("etre", "1p"),
    "ait": ("avoir", "3s"), "ayez": ("avoir", "2p"), "ayons": ("avoir", "1p"),
    "veuillez": ("vouloir", "2p"), "sachez": ("savoir", "2p"), "sachons": ("savoir", "1p"), "puis": ("pouvoir", "1s"),
}  # fmt: skip


@lru_cache(maxsize=1)
def _table() -> _Table:
    table = _Table()
    for form, (infinitive, person) in _SUBJUNCTIVES_APART.items():
        table.irregular.setdefault(form, []).insert(0, Reading(infinitive, "subj", person))
    return table


_NOT_VERBS = frozenset({"adherent", "adherente", "adherentes", "adherents", "titre", "titres", "cadre", "livre"})
"""Nouns that a verb of the table would hide, and that matter more here."""


@lru_cache(maxsize=20_000)
def readings(form: str) -> tuple[Reading, ...]:
    """Every way to read a plain form as a verb of the table; empty for another word."""
    if form in _NOT_VERBS:
        return ()
    table = _table()
    found = list(table.irregular.get(form, ()))
    for length in range(1, min(_LONGEST, len(form) - 1) + 1):
        stems = table.stems.get(form[:-length])
        if stems:
            ending = form[-length:]
            for infinitive, group in stems:
                for tense, person in (_ER if group == "er" else _IR).get(ending, ()):
                    found.append(Reading(infinitive, tense, person))
    return tuple(found)


@lru_cache(maxsize=20_000)
def lemma(form: str) -> str:
    """The infinitive of a verb, the singular of another word, or the form itself."""
    verbs = readings(form)
    if verbs:
        return verbs[0].lemma
    if form in words("invariables") or len(form) < 4 or not form.endswith(("s", "x")):
        return form
    if form.endswith("aux") and form not in ("aux", "taux", "faux", "eaux"):
        return form[:-1] if form.endswith("eaux") else form[:-3] + "al"
    return form[:-1]
