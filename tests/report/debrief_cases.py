"""An interview's events, made by hand, and its debrief."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from simulator.dialogue.answer import GaugeChange
from simulator.dialogue.events import EndEvent, Event, HintEvent, InterlocutorEvent, ReplyEvent, SessionEvent, TagsEvent
from simulator.report import build_debrief, transcript_of
from simulator.rubric.judge import Judge
from tests.rubric.judging_cases import ANGRY, book, tag

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulator.report import Debrief
    from simulator.rubric.model import Tag

MARKUP = "Calmez-vous <script>alert('x')</script> [b]ça[/b] {{ 7*7 }} *étoile* & co"


@dataclass(frozen=True)
class Bounds:
    """Bounds of a gauge, as a script has them."""

    minimum: float = 0.0
    maximum: float = 100.0


@dataclass(frozen=True)
class PlayedScript:
    """What a debrief needs of a script."""

    person_name: str = "Mireille <Astier>"
    gauges: Mapping[str, Bounds] = field(default_factory=lambda: {"tension": Bounds(0, 120)})


def said(turn: int, text: str, tension: float, before: float | None = None, why: str = "") -> InterlocutorEvent:
    """An answer of the interlocutor."""
    changes = (GaugeChange("tension", before, tension, why),) if before is not None else ()
    return InterlocutorEvent(
        turn=turn,
        messages=(text,) if text else (),
        text=text,
        stage_direction="d’une voix sèche" if turn == 1 else "",
        state="accueil",
        mood="neutre",
        gauges={"confiance": 40.0, "tension": tension},
        told=(),
        repeated=(),
        objection="deja_paye" if turn == 2 else "",
        changes=changes,
        unanswered=False,
        at=60.0 * turn + 5,
    )


def replied(turn: int, text: str, *tags: Tag) -> list[Event]:
    """A reply and its tags; a silence when the text is empty."""
    silence = None if text else 12.0
    return [ReplyEvent(turn=turn, text=text, silence=silence, at=60.0 * turn), TagsEvent.of(turn, tags)]


def events(*, ended: bool = True) -> list[Event]:
    """A short interview: a good reply, a fault, a silence, an ending."""
    good = "Bonjour, je comprends votre colère pour ces 560 euros."
    played: list[Event] = [
        SessionEvent(
            id="20261124-0931-k7f3",
            script="remboursement_refuse",
            script_hash="h",
            title="Le remboursement refusé",
            channel="telephone",
            seed=2026,
            mode="entrainement",
            learner="Camille <R>",
            rubric="3f9ac21b77d0e5aa",
            consigne="…",
            version="0.1.0",
        ),
        said(0, "Allô ?", 60),
        *replied(1, good, tag(good, "salutation", "Bonjour"), tag(good, "empathie", "je comprends votre colère")),
        said(1, ANGRY, 55, 60, "Vous avez reconnu sa colère."),
        HintEvent(turn=1, level=2, text="Laisser dire."),
        *replied(2, MARKUP, tag(MARKUP, "minimisation", "Calmez-vous")),
        said(2, "Pardon ?!", 80, 55, "« Calmez-vous » nie ce qu’elle ressent."),
        *replied(3, ""),
    ]
    if ended:
        played.append(
            EndEvent(
                turn=3, ending="rompue", quality="mauvaise", title="Rompue", sentence="Elle raccroche.", reason="fin"
            )
        )
    return played


def debrief(played: list[Event] | None = None) -> Debrief:
    """The debrief of these events, judged as a difficult interview."""
    played = events() if played is None else played
    recorded = transcript_of(played, bloc=1, difficult=True)
    verdicts = Judge(book()).judge(recorded.transcript, recorded.tags, recorded.observations)
    named = replace(book(), marker_names={"empathie": "Reconnaître ce que vit la personne"})
    return build_debrief(played, PlayedScript(), verdicts, named)
