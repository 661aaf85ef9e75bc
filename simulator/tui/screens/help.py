"""Help: what each key does, and how an interview works."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Footer, Static

from simulator.tui.screens.base import RepartieScreen
from simulator.tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from textual.app import ComposeResult

SECTIONS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "Partout",
        (
            ("F1", "cette aide"),
            ("F8", "thème clair ou sombre"),
            ("Échap", "revenir en arrière"),
            ("Ctrl+Q", "quitter Repartie ; un entretien en cours se reprend plus tard"),
            ("Souris", "tout se clique, y compris les touches de la dernière ligne"),
        ),
    ),
    (
        "Choisir un entretien",
        (
            ("↑ ↓", "aller d’un entretien à l’autre"),
            ("Entrée", "ouvrir : consigne, documents, canal et mode"),
            ("H", "entretiens passés et leurs débriefings"),
        ),
    ),
    (
        "Pendant l’entretien",
        (
            ("Entrée", "envoyer ; quand la personne répond, tout lire aussitôt"),
            ("Ctrl+J", "aller à la ligne (Maj+Entrée aussi, si votre terminal la transmet)"),
            ("↑ ↓", "en haut et en bas du texte : rappeler une réponse déjà envoyée"),
            ("Pg préc. Pg suiv.", "relire la conversation"),
            ("F2", "documents ; encore F2 pour les fermer"),
            ("F3", "indice : une question, puis le but, puis un exemple (entraînement)"),
            ("F4", "jauges de tension, de confiance… (entraînement)"),
            ("F5", "laisser un silence ; la personne l’entend et y réagit"),
            ("F10 ou Échap", "quitter, avec confirmation"),
        ),
    ),
    (
        "Débriefing",
        (
            ("N et P", "passage surligné suivant, précédent ; le survol de la souris suffit aussi"),
            ("Tab", "passer du bilan à la conversation"),
            ("G", "suivre une autre jauge sur la courbe"),
            ("E", "enregistrer le débriefing en page web"),
        ),
    ),
)

ABOUT = (
    "Vous parlez avec une personne simulée : elle a une histoire, des humeurs, des raisons. Écrivez comme vous "
    "parleriez au travail. Elle répond à ce que vous dites, se souvient, s’apaise ou se braque. Chaque réponse est "
    "enregistrée avant que la personne ne réponde : une coupure ne perd rien.\n\n"
    "Le débriefing montre, phrase par phrase, ce qui a compté et ce qui a manqué. C’est un avis pour progresser : "
    "l’appréciation finale appartient à votre formateur."
)


class HelpScreen(RepartieScreen[None]):
    """All keys on one page."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "app.pop_screen", "Fermer")]

    def compose(self) -> ComposeResult:
        """What it is, then the keys."""
        yield TitleBar("Aide")
        with VerticalScroll(id="help"):
            yield Static(Content(ABOUT), id="about", markup=False)
            for heading, keys in SECTIONS:
                yield Static(Content(heading.upper()), classes="heading", markup=False)
                with Vertical(classes="keys"):
                    for key, what in keys:
                        with Horizontal(classes="key-row"):
                            yield Static(Content(key), classes="key", markup=False)
                            yield Static(Content(what), classes="what", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        super().on_mount()
        self.query_one("#help").focus()
