"""A gateway and an interview that need neither script, nor journal: screens are tested apart from the engine."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from simulator.dialogue.answer import Ending, GaugeChange
from simulator.dialogue.events import EndEvent, HintEvent, InterlocutorEvent, ReplyEvent, SessionEvent, TagsEvent
from simulator.errors import UsageError
from simulator.tui.app import RepartieApp
from simulator.tui.gateway import Brief, Catalogue, Document, InterviewCard, PastSession, StartChoice
from simulator.tui.preferences import NoPreferences
from tests.screens.fake_debrief import debrief

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.dialogue.events import Event
    from simulator.report.model import Debrief
    from simulator.tui.preferences import Preferences

NOW = datetime(2026, 11, 24, 9, 31, tzinfo=UTC)

CONSIGNE = """\
Vous êtes au service des adhérents de la **Mutuelle Aubrelise**. Une personne vous joint à propos d’un
remboursement refusé. Elle est en colère, et elle a de bonnes raisons de l’être.

- Laissez-la parler, puis nommez ce qu’elle vit.
- Vérifiez son identité avant d’ouvrir son dossier.
- Cherchez avec elle ce qui reste possible ; ne promettez rien qui ne dépende pas de vous.
"""

DOCUMENTS = (
    Document(
        "fiche",
        "Fiche adhérent",
        "**Mireille Astier**, 58 ans\n\n| | |\n|---|---|\n| Numéro | AU-0048213 |\n| Formule | Rameau |\n"
        "| Adhésion | 1er mars 2019 |\n| Agence | Belcourt |\n",
    ),
    Document(
        "garanties",
        "Tableau des garanties",
        "Extrait, pourcentages de la base de remboursement, Sécurité sociale comprise.\n\n"
        "| Poste | Rameau |\n|---|---|\n| Couronne, panier libre | 200 % |\n| Ostéopathe | 25 € × 3 |\n"
        "| Chambre particulière | 45 € |\n",
    ),
    Document(
        "decomptes", "Historique des décomptes", "- 14 octobre : couronne, **refusé**\n- 2 juin : ostéopathe, 25 €\n"
    ),
)

CARDS = (
    InterviewCard(
        id="remboursement_refuse",
        title="Le remboursement refusé",
        summary="Une adhérente furieuse appelle après le refus d’une couronne. La règle est réelle, le grief aussi.",
        activity="situations_difficiles",
        level=2,
        length=15,
        channels=("tchat", "telephone"),
        criteria=("Accueillir et identifier la demande", "Reconnaître l’émotion", "Traiter les objections"),
        best="mitigee",
    ),
    InterviewCard(
        id="resiliation",
        title="Je veux résilier, tout de suite",
        summary="Un adhérent a trouvé moins cher ailleurs et ne veut rien entendre.",
        activity="situations_difficiles",
        level=3,
        length=18,
        channels=("telephone",),
    ),
    InterviewCard(
        id="premier_contact",
        title="Un premier contact",
        summary="Une étudiante cherche sa première mutuelle et ne sait pas par où commencer.",
        activity="decouverte",
        level=1,
        length=12,
        channels=("tchat",),
        best="bonne",
    ),
)

OPENING = (
    "Bonjour. Enfin, bonjour…",
    "Ça fait trois semaines que j’attends mon remboursement, et ce matin un refus, sans un mot d’explication !",
)

ANSWERS: tuple[tuple[tuple[str, ...], str, float, str], ...] = (
    (
        ("Ah ben quand même quelqu’un qui écoute.", "La couronne m’a coûté 650 €, vous vous rendez compte ?"),
        "d’une voix qui retombe un peu",
        52,
        "Vous avez reconnu sa colère.",
    ),
    (
        ("Le 14 octobre. J’ai le papier sous les yeux.",),
        "un bruit de feuilles",
        48,
        "Vous avez posé une question utile.",
    ),
    (
        ("Non mais attendez. On ne me l’a jamais dit, ça !",),
        "elle hausse le ton",
        66,
        "Vous avez opposé la règle sans l’expliquer.",
    ),
    (
        ("Bon. Et concrètement, vous pouvez faire quoi ?",),
        "un silence, puis un soupir",
        45,
        "Vous avez dit ce que vous alliez faire.",
    ),
)

ENDING = Ending(
    "apaisee", "bonne", "Une adhérente apaisée", "Mireille Astier repart avec un recours clair et un rendez-vous."
)


class FakeInterview:
    """Answers from a list, whatever is said; ends after ``turns`` replies."""

    def __init__(self, channel: str = "tchat", mode: str = "entrainement", *, turns: int = 4, played: int = 0) -> None:
        self.session_id = "20261124-0931-k7f3"
        self.title = CARDS[0].title
        self.channel = channel
        self.mode = mode
        self.person = "Mireille Astier"
        self.started = NOW
        self.length = 15
        self.longest_reply = 10_000
        self.documents = DOCUMENTS
        self.gauge_bounds = {"tension": (0.0, 100.0), "confiance": (0.0, 100.0), "patience": (0.0, 100.0)}
        self.notice = ""
        self.finished = False
        self.failure: Exception | None = None
        self._turns = turns
        self._turn = 0
        self.events: list[Event] = [
            SessionEvent(
                id=self.session_id,
                script="remboursement_refuse",
                script_hash="x",
                title=self.title,
                channel=channel,
                seed=1,
                mode=mode,
                learner="",
                rubric="1",
                consigne=CONSIGNE,
                version="0.1.0",
            ),
            self._said(OPENING if channel == "tchat" else (" ".join(OPENING),), "d’une voix tendue", 60, ""),
        ]
        for text in REPLIES[:played]:
            self.reply(text)

    def _said(self, messages: tuple[str, ...], direction: str, tension: float, why: str) -> InterlocutorEvent:
        changes = (GaugeChange("tension", 60, tension, why),) if why else ()
        return InterlocutorEvent(
            turn=self._turn,
            messages=messages,
            text="\n".join(messages),
            stage_direction=direction if self.channel == "telephone" else "",
            state="accueil",
            mood="neutre",
            gauges={"tension": tension, "confiance": 100 - tension, "patience": 55},
            told=(),
            repeated=(),
            objection="",
            changes=changes,
            unanswered=False,
            at=self._turn * 41.0 + 12,
        )

    def reply(self, text: str) -> list[Event]:
        """Play a reply."""
        return self._step(text, None)

    def silence(self, seconds: float) -> list[Event]:
        """Let a silence pass."""
        return self._step("", seconds)

    def _step(self, text: str, silence: float | None) -> list[Event]:
        if self.failure is not None:
            failure, self.failure = self.failure, None
            raise failure
        self._turn += 1
        messages, direction, tension, why = ANSWERS[(self._turn - 1) % len(ANSWERS)]
        new: list[Event] = [
            ReplyEvent(turn=self._turn, text=text, silence=silence, at=self._turn * 41.0),
            TagsEvent(turn=self._turn, tags=()),
            self._said(messages if self.channel == "tchat" else (" ".join(messages),), direction, tension, why),
        ]
        if self._turn >= self._turns:
            self.finished = True
            new.append(EndEvent.of(self._turn, ENDING))
        self.events += new
        return new

    def hint(self, level: int) -> HintEvent:
        """Give a hint."""
        text = (
            "Que vit cette personne, au-delà de ce qu’elle demande ?",
            "Laisser dire, puis nommer la colère avant d’ouvrir le dossier.",
            "« Trois semaines sans réponse, puis un refus sans un mot : je comprends que vous soyez en colère. »",
        )[level - 1]
        event = HintEvent(turn=self._turn, level=level, text=text)
        self.events.append(event)
        return event

    def abandon(self) -> EndEvent:
        """End here."""
        event = EndEvent(
            turn=self._turn,
            ending="",
            quality=None,
            title="Entretien abandonné",
            sentence="Vous avez quitté l’entretien.",
            reason="abandon",
        )
        self.finished = True
        self.events.append(event)
        return event


REPLIES = (
    "Bonjour Madame, Camille, de la Mutuelle Aubrelise. Trois semaines d’attente puis un refus sans explication : "
    "je comprends votre colère.",
    "Pouvez-vous me dire à quelle date ont eu lieu les soins, et me donner votre numéro d’adhérent ?",
    "La couronne relève du panier libre, votre formule rembourse 200 % de la base.\nC’est la règle [b]du contrat[/b].",
    "Je demande moi-même un réexamen au service dentaire, et je vous rappelle jeudi avant midi.",
)


class FakeGateway:
    """A gateway with three interviews, some past sessions, and fake interviews."""

    def __init__(self, *, unfinished: bool = True, turns: int = 4) -> None:
        self.turns = turns
        self.sessions = list(SESSIONS if unfinished else SESSIONS[1:])
        self.live: FakeInterview | None = None
        self.started: list[StartChoice] = []
        self.deleted: list[str] = []

    def catalogue(self) -> Catalogue:
        """Three interviews."""
        return Catalogue(CARDS, next((session for session in self.sessions if not session.finished), None))

    def brief(self, script: str) -> Brief:
        """One interview, or an error."""
        card = next((card for card in CARDS if card.id == script), None)
        if card is None:
            raise UsageError("aucun entretien ne porte ce nom.", where=script)
        return Brief(card, CONSIGNE, DOCUMENTS)

    def past_sessions(self) -> list[PastSession]:
        """The sessions left."""
        return list(self.sessions)

    def start(self, choice: StartChoice) -> FakeInterview:
        """Begin, and remember the choice."""
        self.started.append(choice)
        self.live = FakeInterview(choice.channel, choice.mode, turns=self.turns)
        return self.live

    def resume(self, session_id: str) -> FakeInterview:
        """An interview already at its third turn."""
        self.live = FakeInterview("tchat", turns=self.turns, played=2)
        return self.live

    def debrief(self, session_id: str) -> Debrief:
        """Always the same."""
        return debrief()

    def debrief_html(self, session_id: str) -> str:
        """A tiny page."""
        return f"<!doctype html><title>{session_id}</title>"

    def delete(self, session_id: str) -> None:
        """Forget a session, and remember which."""
        self.deleted.append(session_id)
        self.sessions = [session for session in self.sessions if session.id != session_id]

    def close(self) -> None:
        """Nothing is held."""


def _past(number: int, title: str, channel: str, mode: str, quality: str, ending: str) -> PastSession:
    return PastSession(
        id=f"2026112{4 - number}-0931-k7f{number}",
        script="remboursement_refuse",
        title=title,
        channel=channel,
        mode=mode,
        started=NOW - timedelta(days=number, minutes=17),
        turns=4 if number == 0 else 14,
        finished=number != 0,
        quality=quality,
        ending=ending,
    )


SESSIONS = (
    _past(0, CARDS[0].title, "tchat", "entrainement", "", ""),
    _past(1, CARDS[0].title, "telephone", "entrainement", "mitigee", "Un au revoir du bout des lèvres"),
    _past(2, CARDS[1].title, "telephone", "evaluation", "mauvaise", "Elle raccroche"),
    _past(3, CARDS[2].title, "tchat", "entrainement", "bonne", "Un rendez-vous est pris"),
    _past(4, CARDS[0].title, "tchat", "entrainement", "", ""),
)


def fake_app(
    gateway: FakeGateway | None = None,
    *,
    theme: str = "repartie-sombre",
    preferences: Preferences | None = None,
    export_to: Path | None = None,
    open_script: str = "",
    open_channel: str = "",
    open_mode: str = "entrainement",
) -> RepartieApp:
    """An app over a fake gateway, with a fixed clock and no delay."""
    door = gateway or FakeGateway()
    return RepartieApp(
        lambda: door,
        preferences or NoPreferences(theme),
        clock=lambda: NOW,
        instant=True,
        open_script=open_script,
        open_channel=open_channel,
        open_mode=open_mode,
        export_to=export_to,
    )
