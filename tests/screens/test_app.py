"""The app around the interview: home, briefing, debrief, history, help, themes."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from simulator.errors import JournalCorruptError
from simulator.tui.gateway import Catalogue
from simulator.tui.preferences import FilePreferences
from simulator.tui.screens.briefing import BriefingScreen
from simulator.tui.screens.dialogs import ErrorDialog
from simulator.tui.screens.help import HelpScreen
from simulator.tui.screens.history import HistoryScreen
from simulator.tui.screens.home import HomeScreen
from simulator.tui.screens.interview import InterviewScreen
from simulator.tui.themes import DARK_NAME, LIGHT_NAME
from simulator.tui.widgets.note_panel import NotePanel
from simulator.tui.widgets.turn_view import Marked
from tests.screens.driving import open_interview, press, settle, shown
from tests.screens.fakes import FakeGateway, fake_app

if TYPE_CHECKING:
    from pathlib import Path


async def test_home_groups_interviews_and_puts_the_unfinished_one_first() -> None:
    """Activities are headings; level, length, channels and best result are there."""
    async with fake_app().run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        screen = shown(pilot.app.screen)
        places = [screen.index(words) for words in ("REPRENDRE", "SITUATIONS DIFFICILES", "DÉCOUVERTE DES BESOINS")]
        assert places == sorted(places)
        for words in ("Niveau ●●○", "15 échanges", "Tchat ou téléphone", "◐ mitigée", "jamais joué"):
            assert words in screen


async def test_home_says_when_nothing_is_installed_and_what_is_wrong() -> None:
    """No interview, or a journal that fails, is told in words."""
    gateway = FakeGateway()
    gateway.catalogue = lambda: Catalogue((), None, ("Le journal [est] abîmé.",))  # type: ignore[method-assign]
    async with fake_app(gateway).run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        screen = shown(pilot.app.screen)
        assert "Aucun entretien n’est installé." in screen
        assert "Le journal [est] abîmé." in screen


async def test_an_interview_named_on_the_command_line_opens_at_its_briefing() -> None:
    """With the channel and the mode asked for."""
    app = fake_app(open_script="remboursement_refuse", open_channel="telephone", open_mode="evaluation")
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, BriefingScreen)
        screen = shown(app.screen)
        assert "◉ Téléphone" in screen
        assert "◉ Évaluation" in screen
        await press(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)


async def test_an_unknown_interview_is_told_in_a_dialog() -> None:
    """The app opens all the same, on home."""
    app = fake_app(open_script="inconnu")
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, ErrorDialog)
        assert "inconnu : aucun entretien ne porte ce nom." in shown(app.screen)
        await press(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)


async def test_the_briefing_starts_what_was_chosen() -> None:
    """Channel and mode reach the interview."""
    gateway = FakeGateway()
    async with fake_app(gateway).run_test(notifications=True) as pilot:
        await open_interview(pilot, channel="telephone", mode="evaluation")
        assert [(choice.channel, choice.mode) for choice in gateway.started] == [("telephone", "evaluation")]


async def test_passages_are_selected_with_keys_in_both_directions() -> None:
    """N and P go round all passages; the note tells the marker, the criterion and why."""
    async with fake_app().run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "h", "down", "enter", "n", "n")
        note = shown(pilot.app.screen.query_one(NotePanel))
        assert "Passage 2 sur 6" in note
        assert "Reconnaître ce que vit la personne" in note
        assert "Vous nommez sa colère, sans la juger." in note
        assert "Sert : Écouter activement ◐ partiel ; Apaiser une situation tendue" in note
        await press(pilot, "p", "p")
        assert "Passage 6 sur 6" in shown(pilot.app.screen.query_one(NotePanel))


async def test_a_passage_under_the_pointer_shows_its_note() -> None:
    """Hovering is enough; the conversation does not move."""
    async with fake_app().run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "h", "down", "enter")
        first = pilot.app.screen.query(Marked)[1]
        await pilot.hover(first, offset=(4, 0))
        await settle(pilot)
        assert "Passage 1 sur 6" in shown(pilot.app.screen.query_one(NotePanel))


async def test_a_criterion_leads_to_its_first_passage() -> None:
    """Enter on a criterion shows its evidence; one without evidence says so."""
    async with fake_app().run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "h", "down", "enter")
        rows = pilot.app.screen.query("CriterionRow")
        rows[4].focus()
        await press(pilot, "enter")
        assert "Passage 2 sur 6" in shown(pilot.app.screen.query_one(NotePanel))
        await press(pilot, "tab")
        rows[2].focus()
        await press(pilot, "enter")
        assert "Aucun passage de la conversation" in shown(pilot.app.screen)


async def test_the_debrief_tells_everything_without_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    """With NO_COLOR, verdicts, faults and missed occasions still have a word and a symbol, and there is no colour."""
    monkeypatch.setenv("NO_COLOR", "1")
    app = fake_app()
    assert app.no_color
    async with app.run_test(size=(200, 70), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "h", "down", "enter", "n", "n", "n", "n")
        screen = shown(app.screen)
        words = ("✓ Acquis", "◐ Partiel", "✗ Non acquis", "– Non observé", "Calmez-vous✗⁴", "◌ Occasion manquée")
        for word in words:
            assert word in screen


async def test_the_debrief_shows_what_was_missed_where_it_was_missed() -> None:
    """With an example, right after the reply."""
    async with fake_app().run_test(size=(200, 50), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "h", "down", "enter")
        screen = shown(pilot.app.screen)
        places = [screen.index(words) for words in ("d’adhérent³", "Occasion manquée", "un bruit de feuilles")]
        assert places == sorted(places)
        assert "Par exemple : « Vous avez avancé 650 €" in screen


async def test_a_debrief_is_exported_as_a_page(tmp_path: Path) -> None:
    """In the folder of exports, under the session's name."""
    app = fake_app(export_to=tmp_path / "exports")
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "h", "down", "enter", "e")
        pages = list((tmp_path / "exports").iterdir())
        assert [page.suffix for page in pages] == [".html"]
        assert "Débriefing enregistré" in shown(app.screen)


async def test_an_export_that_fails_is_told(tmp_path: Path) -> None:
    """A folder that cannot be made gives a dialog, not a crash."""
    (tmp_path / "exports").write_text("un fichier", encoding="utf-8")
    app = fake_app(export_to=tmp_path / "exports")
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "h", "down", "enter", "e")
        assert isinstance(app.screen, ErrorDialog)
        assert "n’a pas pu être enregistré" in shown(app.screen)


async def test_a_past_interview_is_deleted_only_when_confirmed() -> None:
    """The safe answer comes first; the list is read again afterwards."""
    gateway = FakeGateway()
    async with fake_app(gateway).run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "h", "down", "delete", "enter")
        assert gateway.deleted == []
        await press(pilot, "delete", "down", "enter")
        assert len(gateway.deleted) == 1
        assert isinstance(pilot.app.screen, HistoryScreen)
        assert "4 entretiens" in shown(pilot.app.screen)


async def test_an_unfinished_interview_is_resumed_from_the_history() -> None:
    """Enter on it goes on with it."""
    async with fake_app().run_test(notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "h", "enter")
        assert isinstance(pilot.app.screen, InterviewScreen)


async def test_an_unreadable_debrief_is_told() -> None:
    """The error's own words are shown; the app goes on."""
    gateway = FakeGateway()

    def fail(session_id: str) -> None:
        raise JournalCorruptError("le journal est abîmé.", where=session_id)

    gateway.debrief = fail  # type: ignore[method-assign,assignment]
    async with fake_app(gateway).run_test(notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "h", "down", "enter")
        assert "le journal est abîmé." in shown(pilot.app.screen)
        await press(pilot, "escape", "escape")
        assert isinstance(pilot.app.screen, HistoryScreen)


async def test_help_opens_from_anywhere_and_closes() -> None:
    """F1 twice, or Escape, comes back where one was."""
    async with fake_app().run_test(notifications=True) as pilot:
        await open_interview(pilot)
        await press(pilot, "f1")
        assert isinstance(pilot.app.screen, HelpScreen)
        await press(pilot, "f1")
        assert isinstance(pilot.app.screen, InterviewScreen)
        await press(pilot, "f1", "escape")
        assert isinstance(pilot.app.screen, InterviewScreen)


async def test_the_theme_is_switched_and_remembered(tmp_path: Path) -> None:
    """F8 changes it at once, and the next start opens with it."""
    preferences = FilePreferences(tmp_path / "dossier" / "preferences.json")
    app = fake_app(preferences=preferences)
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        assert app.theme == DARK_NAME
        await press(pilot, "f8")
        assert app.theme == LIGHT_NAME
    assert FilePreferences(tmp_path / "dossier" / "preferences.json").theme() == LIGHT_NAME


@pytest.mark.parametrize("content", ["", "[]", "{", '{"theme": 3}', '{"theme": "rose"}', "\udcff"])
def test_unreadable_preferences_give_the_default(tmp_path: Path, content: str) -> None:
    """A damaged file disturbs nobody."""
    path = tmp_path / "preferences.json"
    path.write_text(content, encoding="utf-8", errors="surrogateescape")
    assert FilePreferences(path).theme() == DARK_NAME


async def test_no_palette_and_no_english() -> None:
    """Textual's own palette is off, and Ctrl+C says in French how to quit."""
    async with fake_app().run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+p")
        assert isinstance(pilot.app.screen, HomeScreen)
        await press(pilot, "ctrl+c")
        assert "Pour quitter Repartie, appuyez sur Ctrl+Q." in shown(pilot.app.screen)


def test_the_first_paint_waits_for_nothing_heavy() -> None:
    """Importing the app brings neither the database, nor the models, nor the templates."""
    heavy = ("sqlalchemy", "pydantic", "jinja2", "alembic", "yaml", "transitions", "numpy", "markdown_it", "typer")
    code = f"import sys, simulator.tui.app; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
