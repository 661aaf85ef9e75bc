"""Turns markers and lexicons as written into the program that the tagger runs, telling what is wrong on the way.

======  ======================================================================
RU110   a pattern that cannot be read
RU111   unknown lexicon class
RU112   unknown verb or trait in a pattern
RU113   unknown condition
RU114   a pattern that asks for no word in particular
RU115   a pattern too long or that unfolds into too much
RU116   unknown marker among neighbours, or before which one gives way
RU117   a file whose name is not the marker's id
RU118   a rule with neither pattern nor condition
RU119   brackets not paired in an example, or an example without any
RU122   an empty entry of a lexicon class
======  ======================================================================
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.diagnostics import Diagnostic, suggestion
from simulator.rubric.features import CLAUSE_FEATURES, HEARD, QUESTION, RELATIONS, REPLY_FEATURES
from simulator.rubric.language.tokens import tokenise
from simulator.rubric.language.verbs import readings
from simulator.rubric.language.words import words
from simulator.rubric.marker import unbracket
from simulator.rubric.rubric import Case, Marker, Program, Rule, Signal
from simulator.rubric.rules.automaton import Plan
from simulator.rubric.rules.syntax import PatternError, read_pattern
from simulator.yaml_source.located import LocatedStr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from simulator.diagnostics import Position
    from simulator.rubric.marker import CounterExample, Example, MarkerSource, RuleSource
    from simulator.rubric.vocabulary import LexiconSource

_SHORTEST_MENDED = 5


class Compiler:
    """Gathers the program file by file."""

    def __init__(self) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._plan = Plan()
        self._rules: list[Rule] = []
        self._markers: list[Marker] = []
        self._signals: list[Signal] = []
        self._classes: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
        self._spread: dict[str, int] = {}
        self._words: set[str] = set()

    def compile(
        self,
        markers: Mapping[str, MarkerSource],
        lexicons: Sequence[LexiconSource],
        known: Sequence[str],
        criteria: dict[str, str],
        events: tuple[str, str],
    ) -> Program:
        """Compile everything; the diagnostics tell what was left out.

        Args:
            markers: the markers by file name.
            lexicons: classes and signals.
            known: right words that typos are never mended from.
            criteria: files of criteria, kept as written.
            events: the lexicon of events, kept as written.
        """
        for lexicon in lexicons:
            self._add_classes(lexicon)
        signals = {name: source for lexicon in lexicons for name, source in lexicon.signals.items()}
        ids = {source.id for source in markers.values()}
        names = set(signals)
        for file, source in markers.items():
            self._add_marker(file, source, ids, names)
        for name, signal in signals.items():
            owner = -1 - len(self._signals)
            self._signals.append(Signal(name, signal.speaker, signal.despite, signal.silences))
            for place, pattern in enumerate(signal.patterns):
                self._add_pattern(pattern, owner, signal.place("motifs", place), wide=False)
        known_words = sorted(set(known) - self._words)
        return Program(
            tuple(self._markers), tuple(self._rules), tuple(self._signals),
            {form: tuple(entries) for form, entries in sorted(self._classes.items())},
            tuple(sorted(self._words)), tuple(known_words), self._plan, criteria, events,
        )  # fmt: skip

    def _tell(self, place: Position, code: str, message: str, hint: str = "") -> None:
        self.diagnostics.append(Diagnostic.at(place, f"RU1{code}", message, hint=hint))

    def _add_classes(self, lexicon: LexiconSource) -> None:
        for name, entries in lexicon.classes.items():
            symbol = f"c:{name}"
            self._spread.setdefault(symbol, 0)
            for number, entry in enumerate(entries):
                forms = [self._entry_form(word) for word in entry.split()]
                flat = [form for group in forms for form in group]
                if not flat:
                    self._tell(
                        lexicon.place("classes", name, number), "22", f"L'entrée {number + 1} de « {name} » est vide."
                    )
                    continue
                self._classes.setdefault(flat[0], []).append(((symbol,), tuple(flat[1:])))
                self._spread[symbol] = max(self._spread[symbol], len(flat) - 1)
                self._note(form for form in flat if not form.startswith("<"))

    def _entry_form(self, word: str) -> list[str]:
        if word.startswith("<") and word.endswith(">"):
            return ["<" + token.form for token in tokenise(word[1:-1])[0]][:1]
        return [token.form for token in tokenise(word)[0]]

    def _note(self, forms: object) -> None:
        self._words.update(form for form in forms if len(form) >= _SHORTEST_MENDED and form.isalpha())  # type: ignore[attr-defined]

    def _add_marker(self, file: str, source: MarkerSource, ids: set[str], signals: set[str]) -> None:
        stem = file.rsplit("/", 1)[-1].removesuffix(".yaml").removesuffix(".yml")
        if stem != source.id:
            self._tell(
                source.place("id"), "17", f"L'identifiant « {source.id} » doit être le nom du fichier, « {stem} »."
            )
        self._check_names(source, ids)
        for number, rule in enumerate(source.rules):
            self._add_rule(source, number, rule, signals)
        self._markers.append(
            Marker(
                source.id, source.name, source.nature, source.status.state, source.channels, source.counts,
                source.excludes,
                source.why, dict(source.neighbours), source.threshold, source.yields.clause, source.yields.reply,
                tuple(self._case(source, "exemples", n, case) for n, case in enumerate(source.examples)),
                tuple(self._case(source, "contre_exemples", n, case) for n, case in enumerate(source.counter_examples)),
                file,
            )
        )  # fmt: skip

    def _check_names(self, source: MarkerSource, ids: set[str]) -> None:
        named = [(name, source.key_place("voisins", name)) for name in source.neighbours]
        named += [(name, source.yields.place("proposition", n)) for n, name in enumerate(source.yields.clause)]
        named += [(name, source.yields.place("replique", n)) for n, name in enumerate(source.yields.reply)]
        for name, place in named:
            if name not in ids:
                self._tell(place, "16", f"Le marqueur « {name} » n'existe pas.", suggestion(name, ids))

    def _add_rule(self, source: MarkerSource, number: int, rule: RuleSource, signals: set[str]) -> None:
        owner = len(self._rules)
        requires = [name for name in rule.requires if not name.startswith("non ")]
        denies = [name.removeprefix("non ").strip() for name in rule.requires if name.startswith("non ")] + list(
            rule.unless
        )
        for key, names in (("si", rule.requires), ("sauf", rule.unless)):
            for place, name in enumerate(names):
                self._check_condition(name.removeprefix("non ").strip(), rule.place(key, place), signals)
        if not rule.patterns and not requires:
            self._tell(rule.position, "18", "Cette règle n'a ni motif ni condition.", "Ajouter « motifs » ou « si ».")
        self._rules.append(
            Rule(
                source.id, number, tuple(requires), tuple(denies), tuple(rule.despite), rule.weight,
                rule.evidence == "proposition", not rule.patterns, rule.explanation,
            )
        )  # fmt: skip
        for place, pattern in enumerate(rule.patterns):
            self._add_pattern(pattern, owner, rule.place("motifs", place), wide=rule.wide == "phrase")

    def _check_condition(self, name: str, place: Position, signals: set[str]) -> None:
        relation, mark, signal = name.partition(":")
        if mark and relation in RELATIONS and (signal in signals or (signal == QUESTION and relation in HEARD)):
            return
        if not mark and (name in CLAUSE_FEATURES or name in REPLY_FEATURES):
            return
        known = CLAUSE_FEATURES | REPLY_FEATURES | {f"{relation}:{s}" for relation in RELATIONS for s in signals}
        self._tell(place, "13", f"La condition « {name} » est inconnue.", suggestion(name, known))

    def _add_pattern(self, pattern: str, owner: int, place: Position, *, wide: bool) -> None:
        try:
            sequences = read_pattern(pattern)
        except PatternError as error:
            where = (
                pattern.at(min(error.offset, max(len(pattern) - 1, 0)))
                if isinstance(pattern, LocatedStr) and pattern
                else place
            )
            self._tell(where, error.code, f"Dans le motif « {pattern} » : {error.message}")
            return
        for sequence in sequences:
            for item in sequence.items:
                for symbol in item.symbols:
                    self._check_symbol(symbol, pattern, place)
            self._plan.add(sequence, owner, wide=wide, spread=self._spread)

    def _check_symbol(self, symbol: str, pattern: str, place: Position) -> None:
        kind, _, name = symbol.partition(":")
        if kind == "w":
            self._note([name])
        elif kind == "c" and symbol not in self._spread:
            known = [key[2:] for key in self._spread]
            self._tell(
                place, "11", f"La classe « @{name} » n'existe pas (motif « {pattern} »).", suggestion(name, known)
            )
        elif kind == "l":
            lemma, _, features = name.partition(":")
            verb = any(reading.lemma == lemma for reading in readings(lemma))
            if lemma:
                self._note([lemma])
            if (
                lemma
                and not verb
                and (
                    features
                    or (lemma.endswith(("er", "ir", "oir", "dre", "tre")) and lemma not in words("lemmes_trompeurs"))
                )
            ):
                self._tell(place, "12", f"Le verbe « {lemma} » manque à la table des verbes (motif « {pattern} »).")

    def _case(self, source: MarkerSource, key: str, number: int, case: Example | CounterExample) -> Case:
        position = source.place(key, number)
        try:
            text, spans = unbracket(case.text)
        except ValueError as error:
            self._tell(position, "19", f"Dans cet exemple : {error}.", "Un crochet littéral s'écrit « [[ ».")
            text, spans = case.text, ()
        return Case(
            text, spans, case.before, case.channel, case.first, tuple(getattr(case, "others", ())),
            getattr(case, "reason", ""),
            case.known_failure, position.line, position.column,
        )  # fmt: skip
