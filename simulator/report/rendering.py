"""Writes a debrief as one HTML page, as Markdown or as JSON.

The page stands alone: no script, no outside resource. Everything said in the interview is escaped, so that a reply that
looks like markup shows as it was typed.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import asdict
from functools import cache
from typing import TYPE_CHECKING, Literal, get_args

import jinja2

from simulator.errors import UsageError, typeset
from simulator.report import wording
from simulator.report.curve import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, plot

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.report.model import Debrief

Format = Literal["html", "md", "json"]
FORMATS: tuple[Format, ...] = get_args(Format)

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_LINE_START = re.compile(r"(?m)^(\s*)([-+=]|\d+(?=[.)]))")


def render(debrief: Debrief, format: str) -> str:  # noqa: A002 - the word of the contract and of the command line
    """Write a debrief.

    Args:
        debrief: what to write.
        format: ``html``, ``md`` or ``json``.

    Raises:
        UsageError: no such format.
    """
    writers: dict[str, Callable[[Debrief], str]] = {"html": _html, "md": _markdown, "json": _json}
    if format not in writers:
        raise UsageError(f"Le format « {format} » n’existe pas.", hint=f"Formats : {', '.join(FORMATS)}.")
    return writers[format](debrief)


def escape_markdown(text: str) -> str:
    """Text that Markdown shows as it was typed."""
    return _LINE_START.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\1", text))


def _html(debrief: Debrief) -> str:
    return _environment().get_template("debrief.html.j2").render(_values(debrief))


def _markdown(debrief: Debrief) -> str:
    return _environment().get_template("debrief.md.j2").render(_values(debrief))


def _json(debrief: Debrief) -> str:
    return json.dumps(asdict(debrief), ensure_ascii=False, indent=2) + "\n"


def _values(debrief: Debrief) -> dict[str, object]:
    """What the templates speak of."""
    verdict, sentence = wording.ending_of(debrief)
    counted = Counter(result.verdict for result in debrief.criteria)
    return {
        "debrief": debrief,
        "ending": verdict,
        "sentence": sentence,
        "counts": [(key, name, counted[key]) for key, name in wording.VERDICTS.items()],
        "missed": sum(len(turn.missed) for turn in debrief.turns),
        "plots": [(curve, plot(curve)) for curve in debrief.curves],
        "frame": {
            "width": WIDTH,
            "height": HEIGHT,
            "left": LEFT,
            "right": WIDTH - RIGHT,
            "top": TOP,
            "bottom": HEIGHT - BOTTOM,
        },
        "words": wording,
    }


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("simulator.report"),
        autoescape=jinja2.select_autoescape(enabled_extensions=("html.j2",), default=False),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        fr=typeset,
        phrase=wording.sentence,
        md=lambda text: escape_markdown(str(text)),
        duree=wording.duration,
        heure=wording.clock,
        nombre=wording.number,
    )
    return environment
