"""``repartie play``: one interview, in the app or without a screen. The headless way must not import textual."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import typer

from simulator.cli.options import JournalOption, RubricsOption, ScriptsOption, folder, one_of, whole_number
from simulator.cli.places import journal_place, open_journal, open_library
from simulator.errors import UsageError
from simulator.rubric.model import CHANNELS

MODES = ("entrainement", "evaluation")

HELP = """\
Joue un entretien, dans l’application ou, avec --headless, sans écran.

Sans écran, chaque ligne de l’entrée standard est une réplique, en texte simple ou en JSON : {"reply": "…"},
{"silence": 5} (secondes), {"hint": 1} (indice de niveau 1 à 3, en entraînement), {"abandon": true}. Chaque
événement sort aussitôt sur une ligne JSON : « session » (identifiant, script, canal, graine, consigne),
« interlocutor » (ce que dit l’interlocuteur, son état, ses jauges), « reply », « tags » (les marqueurs de votre
réplique), « hint », et « end » (la fin, sa qualité, les avis sur chaque critère).

Le même script, le même canal, la même graine et les mêmes répliques donnent toujours le même entretien. Chaque
étape est enregistrée avant la suivante : un entretien interrompu se reprend avec --resume. En mode evaluation, la
graine est celle du script et il n’y a pas d’indice.
"""

EXAMPLES = """\
Exemples :
  $ repartie play remboursement_refuse --channel telephone
      Ouvre cet entretien dans l’application.
  $ repartie play remboursement_refuse --headless --seed 7 < repliques.txt
      Joue les répliques d’un fichier et écrit les événements.
  $ repartie play --headless --resume 20261124-0931-k7f3
      Reprend un entretien là où il s’est arrêté.
"""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person asked for, its words checked."""

    script: str
    resume: str
    channel: str
    seed: int | None
    learner: str
    mode: str


def play(
    script: Annotated[
        str,
        typer.Argument(
            metavar="SCRIPT", help="Un entretien : son identifiant, donné par « repartie scripts », ou un fichier YAML."
        ),
    ] = "",
    channel: Annotated[
        str, typer.Option("--channel", metavar="CANAL", help="Le canal, parmi ceux du script (le premier à défaut).")
    ] = "",
    seed: Annotated[
        str, typer.Option("--seed", metavar="N", help="La graine des variations : même graine, même interlocuteur.")
    ] = "",
    learner: Annotated[str, typer.Option("--learner", metavar="NOM", help="Votre nom, gardé avec l’entretien.")] = "",
    mode: Annotated[str, typer.Option("--mode", metavar="MODE", help="entrainement (par défaut) ou evaluation.")] = "",
    headless: Annotated[bool, typer.Option("--headless", help="Joue sans écran, avec des lignes JSON.")] = False,
    resume: Annotated[
        str, typer.Option("--resume", metavar="SESSION", help="Reprend cet entretien (avec --headless).")
    ] = "",
    scripts: ScriptsOption = "",
    rubrics: RubricsOption = "",
    journal: JournalOption = "",
) -> int:
    """Play a new interview, or go on with one."""
    wish = Wish(
        script=script,
        resume=resume,
        channel=one_of(channel, CHANNELS, "--channel"),
        seed=whole_number(seed, "--seed"),
        learner=learner,
        mode=one_of(mode, MODES, "--mode") or MODES[0],
    )
    _check(wish, headless=headless)
    if headless:
        return _without_screen(wish, scripts, rubrics, journal)
    from simulator.cli.opening import open_interview

    return open_interview(
        script,
        channel=wish.channel,
        seed=wish.seed,
        mode=wish.mode,
        learner=learner,
        scripts=folder(scripts, "--scripts"),
        rubrics=folder(rubrics, "--rubrics"),
        journal=str(journal_place(journal)),
    )


def _check(wish: Wish, *, headless: bool) -> None:
    if wish.resume and not headless:
        raise UsageError(
            "l’option --resume va avec --headless.",
            hint="Dans l’application, l’accueil propose de reprendre l’entretien.",
        )
    if wish.resume and (wish.script or wish.channel or wish.seed is not None):
        raise UsageError(
            "un entretien repris garde son script, son canal et sa graine : ne les donnez pas avec --resume."
        )
    if not wish.resume and not wish.script:
        raise UsageError("il manque « SCRIPT ».", hint="« repartie scripts » donne la liste des entretiens installés.")


def _without_screen(wish: Wish, scripts: str, rubrics: str, journal: str) -> int:
    from simulator.cli.headless import converse
    from simulator.cli.streams import standard_input
    from simulator.interview import Interview

    stream = standard_input()
    library = open_library(scripts, rubrics)
    with open_journal(journal) as opened:
        if wish.resume:
            interview = Interview.resume(library, opened, wish.resume, _now)
        else:
            interview = Interview.start(
                library,
                opened,
                wish.script,
                channel=wish.channel or None,
                seed=wish.seed,
                learner=wish.learner,
                mode=wish.mode,
                clock=_now,
            )
        return converse(interview, stream)


def _now() -> datetime:
    """The present, in the person's time zone."""
    return datetime.now().astimezone()
