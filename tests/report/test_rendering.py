"""The pages: they stand alone, escape all that was said, and tell all that the debrief holds."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.errors import UsageError, typeset
from simulator.report import FORMATS, render
from simulator.report.rendering import escape_markdown
from simulator.report.wording import clock, duration, number, sentence
from tests.report.debrief_cases import MARKUP, debrief, events, replied

_VOID = frozenset({"meta", "link", "br", "hr", "img", "input"})


class Page(HTMLParser):
    """Reads a page: its tags must close in order; keeps its text and its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text = ""
        self.attributes: list[tuple[str, str, str]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the attributes, and the tag until it closes."""
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the attributes of a tag that closes itself."""
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        """Check that the tag that closes is the last one opened."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep the text that people read."""
        if "style" not in self.open:
            self.text += data

    def all(self, name: str) -> list[str]:
        """The values of an attribute."""
        return [value for _, attribute, value in self.attributes if attribute == name]


def without_notes(text: str) -> str:
    """Text without the numbers of notes that stand inside it."""
    return re.sub(r"(Calmez-vous)\d", r"\1", text)


def test_the_page_is_well_formed_and_stands_alone() -> None:
    """Tags close in order; no script, no outside resource, no handler."""
    page = render(debrief(), "html")
    read = Page(page)
    assert read.open == []
    tags = {tag for tag, _, _ in read.attributes}
    assert tags.isdisjoint({"script", "link", "iframe", "img"})
    assert not any(name.startswith("on") for _, name, _ in read.attributes)
    assert not re.search(r"https?://|@import|url\(", page)
    assert "prefers-color-scheme: dark" in page
    assert "size: A4" in page


def test_what_was_said_shows_as_it_was_typed() -> None:
    """Markup in a reply, a name or a title is text."""
    read = Page(render(debrief(), "html"))
    assert MARKUP in without_notes(read.text)
    assert "Mireille <Astier>" in read.text
    assert "Camille <R>" in read.text


def test_highlights_are_accessible() -> None:
    """Each highlight points to its note and the note back; ids are unique; the curve has a text."""
    read = Page(render(debrief(), "html"))
    ids = read.all("id")
    assert len(ids) == len(set(ids))
    links = [value[1:] for value in read.all("href")]
    assert set(links) <= set(ids)
    assert set(read.all("aria-describedby")) == {f"n{note.number}" for note in debrief().highlights}
    assert set(read.all("aria-labelledby")) <= set(ids)
    assert any("Minimisation" in title for title in read.all("title"))


@pytest.mark.parametrize("style", FORMATS)
def test_each_format_tells_everything(style: str) -> None:
    """Ending, verdicts, missed occasions, hints and the reasons of the curve are in all formats."""
    made = debrief()
    text = render(made, style)
    shown = Page(text).text if style == "html" else text
    shown = re.sub(r"\\(?=[^n\"])", "", shown)
    for expected in (made.sentence, "Laisser dire.", "Vous avez reconnu sa colère.", made.criteria[0].label):
        assert expected in shown
    for result in made.criteria:
        assert result.id in shown
    for turn in made.turns:
        for missed in turn.missed:
            assert missed.expected.split(",")[0].split("«")[0].strip() in shown


def test_json_gives_the_value_back() -> None:
    """The JSON form keeps every figure and every place."""
    data = json.loads(render(debrief(), "json"))
    assert data["turns"][3]["text"] == MARKUP
    assert data["quality"] == "mauvaise"
    assert data["curves"][0]["points"][2]["value"] == 80


def test_an_unknown_format_is_refused() -> None:
    """The error names the formats."""
    with pytest.raises(UsageError, match="pdf"):
        render(debrief(), "pdf")


def test_unfinished_and_empty_interviews_are_rendered() -> None:
    """A debrief can be asked at any moment, even before the first reply."""
    for played in (events(ended=False), events()[:1]):
        for style in FORMATS:
            assert render(debrief(played), style)
    assert "Entretien en cours" in render(debrief(events()[:1]), "html")


@settings(max_examples=25, deadline=None)
@given(st.text(min_size=1, max_size=80))
def test_any_reply_is_escaped_and_kept(text: str) -> None:
    """Whatever is typed, the page stays well formed and the text is in it."""
    text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\r]", "", text)
    if not text.strip():
        return
    played = [*events()[:2], *replied(1, text)]
    read = Page(render(debrief(played), "html"))
    assert read.open == []
    assert text in read.text


@given(st.text(alphabet="a*_`[]<>#-+1.)|\\ \n~&", max_size=30))
def test_markdown_is_escaped(text: str) -> None:
    """Removing the escapes gives the text back, and no special sign is left bare."""
    escaped = escape_markdown(text)
    assert re.sub(r"\\(.)", r"\1", escaped) == text
    assert not re.search(r"(?<!\\)(?:\\\\)*[*_`\[\]<>#|~&]", escaped)


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(0, "0 s"), (45.4, "45 s"), (60, "1 min"), (754, "13 min"), (3599.9, "1 h 00"), (3900, "1 h 05")],
)
def test_durations_are_said_as_people_do(seconds: float, expected: str) -> None:
    """Seconds, then minutes, then hours."""
    assert duration(seconds).replace("\u00a0", " ") == expected


def test_french_typography() -> None:
    """Authored text gets its no-break spaces once, however it was typed; figures get a comma."""
    once = typeset("« Quoi ? » : non ; si !")
    assert once == "«\u00a0Quoi\u202f?\u00a0»\u00a0: non\u202f; si\u202f!"
    assert typeset(once) == once
    assert (sentence("ton hostile"), sentence("Vous saluez.")) == ("Ton hostile.", "Vous saluez.")
    assert (clock(187), number(12.5), number(40.0), number(-3)) == ("3:07", "12,5", "40", "-3")


def test_reading_a_debrief_loads_no_template_engine() -> None:
    """jinja2 comes with the first rendering, not with the package."""
    probe = "import sys, simulator.report as r; print('jinja2' in sys.modules, r.FORMATS[0], 'jinja2' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, check=True)
    assert done.stdout.split() == [b"False", b"html", b"True"]
