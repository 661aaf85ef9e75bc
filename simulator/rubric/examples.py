"""Runs the examples and counter-examples of the markers through the tagger, as ``check`` and the tests do.

======  =====================================================================
RU120   an example that the tagger does not see, or sees elsewhere than told
RU121   a counter-example that the tagger takes for the act
RU124   a known failure (``echec_connu``) that has become right: the mention must go
RU125   another marker that the example announces (``aussi``) and that is not seen
======  =====================================================================
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from simulator.diagnostics import Diagnostic, Position
from simulator.rubric.model import Reply, Utterance
from simulator.rubric.tagger import Tagger

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.rubric.model import Channel, Tag
    from simulator.rubric.rubric import Case, Marker, Rubric


@dataclass(frozen=True, slots=True)
class ExampleRun:
    """One example or counter-example, to be run."""

    marker: Marker
    case: Case
    number: int
    """1-based, among the examples or among the counter-examples."""
    counter: bool

    @property
    def id(self) -> str:
        """A stable name: ``empathie-exemple-3``."""
        return f"{self.marker.id}-{'contre' if self.counter else 'exemple'}-{self.number}"

    @property
    def reply(self) -> Reply:
        """The reply to tag."""
        context = (Utterance("interlocuteur", self.case.before),) if self.case.before else ()
        return Reply(self.case.text, cast("Channel", self.case.channel), context, self.case.first)

    def problem(self, tagger: Tagger) -> tuple[str, str] | None:
        """The code and the French sentence of what is wrong, or ``None``."""
        tags = {tag.marker: tag for tag in tagger.tag(self.reply)}
        fault = self._fault(tags)
        if not self.case.known_failure:
            return fault
        if fault is None:
            return "RU124", f"L'échec connu de « {self.id} » est corrigé : retirer « echec_connu »."
        return None

    def _fault(self, tags: dict[str, Tag]) -> tuple[str, str] | None:
        found = tags.get(self.marker.id)
        if self.counter:
            return (
                None
                if found is None
                else ("RU121", f"Le contre-exemple « {self.case.text} » est pris pour « {self.marker.id} ».")
            )
        if found is None:
            return "RU120", f"L'exemple « {self.case.text} » n'est pas reconnu comme « {self.marker.id} »."
        if self.case.spans and not any(
            s.start < end and start < s.end for s in found.evidence for start, end in self.case.spans
        ):
            return "RU120", f"Dans « {self.case.text} », « {self.marker.id} » est vu ailleurs qu'entre les crochets."
        missing = [other for other in self.case.others if other not in tags]
        if missing:
            return "RU125", f"Dans « {self.case.text} », « {missing[0]} » n'est pas reconnu."
        return None


def example_runs(rubric: Rubric) -> Iterator[ExampleRun]:
    """Every example and counter-example of a rubric, in the order of the files."""
    for marker in rubric.markers.values():
        for number, case in enumerate(marker.examples, 1):
            yield ExampleRun(marker, case, number, False)
        for number, case in enumerate(marker.counter_examples, 1):
            yield ExampleRun(marker, case, number, True)


def check_examples(rubric: Rubric) -> list[Diagnostic]:
    """Run every example; one diagnostic per disagreement, at its line."""
    tagger = Tagger(rubric)
    found = []
    for run in example_runs(rubric):
        problem = run.problem(tagger)
        if problem is not None:
            place = Position(run.marker.file, run.case.line, run.case.column)
            found.append(Diagnostic.at(place, problem[0], problem[1]))
    return found
