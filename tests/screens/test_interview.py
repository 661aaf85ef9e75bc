"""The interview screen: what a learner can type, press and click, and what they then see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from textual import events
from textual.widgets import Button

from simulator.errors import JournalLockedError
from simulator.tui.app import RepartieApp
from simulator.tui.preferences import NoPreferences
from simulator.tui.presenter import Presenter
from simulator.tui.screens.base import TooSmall
from simulator.tui.screens.debrief import DebriefScreen
from simulator.tui.screens.dialogs import ChoiceDialog, ErrorDialog
from simulator.tui.screens.home import HomeScreen
from simulator.tui.screens.interview import InterviewScreen
from simulator.tui.widgets.document_panel import DocumentPanel
from simulator.tui.widgets.flow import Flow, Waiting
from simulator.tui.widgets.gauges import GaugeStrip
from simulator.tui.widgets.reply_box import ReplyBox
from tests.screens.driving import open_interview, press, say, settle, shown
from tests.screens.fakes import NOW, REPLIES, FakeGateway, fake_app

if TYPE_CHECKING:
    from textual.pilot import Pilot


def box(pilot: Pilot[Any]) -> ReplyBox:
    """The reply box."""
    return pilot.app.screen.query_one(ReplyBox)


def said(gateway: FakeGateway) -> list[str]:
    """The replies that reached the interview."""
    assert gateway.live is not None
    return [event.text for event in gateway.live.events if event.event == "reply"]


async def paste(pilot: Pilot[Any], text: str) -> None:
    """Paste as a terminal does."""
    pilot.app.post_message(events.Paste(text))
    await settle(pilot)


@pytest.mark.parametrize("channel", ["tchat", "telephone"])
async def test_a_whole_interview_is_played_with_the_keyboard_alone(channel: str) -> None:
    """From home to the debrief without the mouse, on each channel."""
    gateway = FakeGateway()
    async with fake_app(gateway).run_test(size=(80, 24), notifications=True) as pilot:
        await open_interview(pilot, channel=channel)
        await press(pilot, *"Bonjour", "space", "é", "à", "ç", "enter")
        await say(pilot, *REPLIES[1:])
        assert said(gateway) == ["Bonjour éàç", *REPLIES[1:]]
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, DebriefScreen)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_a_whole_interview_is_played_with_the_mouse() -> None:
    """Everything but typing can be done by clicking."""
    gateway = FakeGateway(turns=1)
    async with fake_app(gateway).run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        await pilot.click(pilot.app.screen.query("Entry")[1])
        await settle(pilot)
        await pilot.click("#channel", offset=(3, 1))
        await pilot.click("#start")
        await settle(pilot)
        assert gateway.started[0].channel == "telephone"
        await paste(pilot, "Bonjour Madame.")
        await press(pilot, "enter")
        await pilot.click("#to-debrief")
        await settle(pilot)
        assert isinstance(pilot.app.screen, DebriefScreen)


async def test_a_key_of_the_footer_can_be_clicked() -> None:
    """The last line is made of buttons too."""
    async with fake_app().run_test(size=(120, 40), notifications=True) as pilot:
        await open_interview(pilot)
        key = next(key for key in pilot.app.screen.query("FooterKey") if "F3" in str(key.render()))
        await pilot.click(key)
        await settle(pilot)
        assert "Indice 1 sur 3" in shown(pilot.app.screen)


async def test_ctrl_j_starts_a_line_and_enter_sends_them_all() -> None:
    """A reply may have several lines."""
    gateway = FakeGateway()
    async with fake_app(gateway).run_test(notifications=True) as pilot:
        await open_interview(pilot)
        await press(pilot, "a", "ctrl+j", "b", "shift+enter", "c")
        assert box(pilot).text == "a\nb\nc"
        await press(pilot, "enter")
        assert said(gateway) == ["a\nb\nc"]
        assert box(pilot).text == ""


async def test_arrows_recall_what_was_sent_and_keep_the_draft() -> None:
    """Up recalls, down comes back to what was being written."""
    async with fake_app().run_test(notifications=True) as pilot:
        await open_interview(pilot)
        await say(pilot, "premier", "second\nsur deux lignes")
        box(pilot).text = "brouillon"
        await press(pilot, "up")
        assert box(pilot).text == "second\nsur deux lignes"
        await press(pilot, "up", "up")
        assert box(pilot).text == "premier"
        await press(pilot, "up")
        assert box(pilot).text == "premier"
        await press(pilot, "down", "down", "down")
        assert box(pilot).text == "brouillon"


async def test_several_lines_are_pasted_as_they_are() -> None:
    """A paste does not send at its first line end, whatever the system it comes from."""
    gateway = FakeGateway()
    async with fake_app(gateway).run_test(notifications=True) as pilot:
        await open_interview(pilot)
        await paste(pilot, "une\r\ndeux\rtrois\x1b[31m\x00")
        assert box(pilot).text == "une\ndeux\ntrois[31m"
        assert said(gateway) == []


async def test_a_paste_of_a_megabyte_is_refused_and_nothing_is_lost() -> None:
    """What was in the box stays, and a notice says why."""
    async with fake_app().run_test(size=(120, 40), notifications=True) as pilot:
        await open_interview(pilot)
        await press(pilot, "a", "b")
        await paste(pilot, "x" * 1_000_000)
        assert box(pilot).text == "ab"
        assert "Trop long : 1 000 002 caractères" in shown(pilot.app.screen)


async def test_letters_composed_with_dead_keys_and_combining_marks_are_accepted() -> None:
    """Accents arrive whole, or in two code points."""
    async with fake_app().run_test(notifications=True) as pilot:
        await open_interview(pilot)
        await press(pilot, "ê", "Ï", "œ")
        await paste(pilot, "€e\u0301")
        assert box(pilot).text == "êÏœ€e\u0301"


MARKUP = ("[b]gras[/b]", "[/]", "[/foo]", "[bold red]", "\\[x", "[@click=app.quit]ici[/]", "$accent [$error]")


@pytest.mark.parametrize("channel", ["tchat", "telephone"])
async def test_what_looks_like_markup_is_shown_as_typed(channel: str) -> None:
    """A learner's brackets are only brackets."""
    async with fake_app(FakeGateway(turns=20)).run_test(size=(120, 40)) as pilot:
        await open_interview(pilot, channel=channel)
        for text in MARKUP:
            await say(pilot, f"Voici {text} !")
            assert f"Voici {text} !" in shown(pilot.app.screen.query_one(Flow))


ODD = ("a" * 9_000, "😀" * 200, "mot " * 2_000, "\u202egauche", "x\u0000\u0007y", "{'a': 1}", "\u0301", "👩‍👩‍👧", "\t|")


async def test_any_text_can_be_sent() -> None:
    """Long, wide, odd: it is sent and shown without an accident."""
    gateway = FakeGateway(turns=20)
    async with fake_app(gateway).run_test() as pilot:
        await open_interview(pilot)
        await say(pilot, *ODD)
        assert said(gateway) == list(ODD)


async def test_an_empty_reply_is_not_sent() -> None:
    """A notice tells what to do instead."""
    gateway = FakeGateway()
    async with fake_app(gateway).run_test(size=(120, 40), notifications=True) as pilot:
        await open_interview(pilot)
        await say(pilot, "  \n ")
        assert said(gateway) == []
        assert "laissez un silence avec F5" in shown(pilot.app.screen)


async def test_f5_lets_a_silence_pass_and_keeps_the_draft() -> None:
    """The silence is recorded with a length, what was being written stays."""
    gateway = FakeGateway()
    async with fake_app(gateway).run_test(notifications=True) as pilot:
        await open_interview(pilot)
        box(pilot).text = "brouillon"
        await press(pilot, "f5")
        assert gateway.live is not None
        assert [event.silence for event in gateway.live.events if event.event == "reply"] == [5.0]
        assert "Vous laissez un silence (5 s)" in shown(pilot.app.screen)
        assert box(pilot).text == "brouillon"


async def test_hints_go_from_a_question_to_an_example() -> None:
    """F3 gives one more each time, and starts again after a reply."""
    async with fake_app().run_test(size=(120, 40), notifications=True) as pilot:
        await open_interview(pilot)
        for level in (1, 2, 3, 3):
            await press(pilot, "f3")
            assert f"Indice {level} sur 3" in shown(pilot.app.screen)
        await say(pilot, "Bonjour.")
        assert "Indice" not in shown(pilot.app.screen.query_one("#exchange"))
        await press(pilot, "f3")
        assert "Indice 1 sur 3" in shown(pilot.app.screen)


async def test_gauges_are_shown_on_demand() -> None:
    """F4 shows them, F4 hides them."""
    async with fake_app().run_test(size=(120, 40), notifications=True) as pilot:
        await open_interview(pilot)
        assert not pilot.app.screen.query_one(GaugeStrip).display
        await press(pilot, "f4")
        assert "Tension" in shown(pilot.app.screen)
        await press(pilot, "f4")
        assert "Tension" not in shown(pilot.app.screen)


async def test_an_evaluation_has_neither_hint_nor_gauge_nor_marker() -> None:
    """The keys do nothing, and the last line does not offer them."""
    gateway = FakeGateway()
    async with fake_app(gateway).run_test(size=(120, 40), notifications=True) as pilot:
        await open_interview(pilot, mode="evaluation")
        await say(pilot, REPLIES[0])
        await press(pilot, "f3", "f4")
        screen = shown(pilot.app.screen)
        for word in ("Indice", "Jauges", "Tension", "F3", "F4"):
            assert word not in screen
        assert "évaluation" in screen
        assert gateway.live is not None
        assert not any(event.event == "hint" for event in gateway.live.events)


async def test_documents_open_beside_or_over_the_conversation() -> None:
    """F2 opens them and gives them the keyboard; F2 or Escape closes them and gives it back."""
    for size, beside in (((80, 24), False), ((120, 40), True)):
        async with fake_app().run_test(size=size, notifications=True) as pilot:
            await open_interview(pilot)
            await press(pilot, "f2", "down")
            panel = pilot.app.screen.query_one(DocumentPanel)
            assert "Couronne, panier libre" in shown(panel)
            assert ("Enfin, bonjour…" in shown(pilot.app.screen)) is beside
            await press(pilot, "escape")
            assert not panel.display
            assert box(pilot).has_focus
            await press(pilot, "f2", "f2")
            assert not panel.display


async def test_an_error_of_the_journal_is_told_and_the_reply_put_back() -> None:
    """Nothing typed is lost; the same reply can be sent again."""
    gateway = FakeGateway()
    async with fake_app(gateway).run_test(notifications=True) as pilot:
        await open_interview(pilot)
        assert gateway.live is not None
        gateway.live.failure = JournalLockedError("le journal est occupé.", hint="Fermez l’autre fenêtre.")
        await say(pilot, "Bonjour [Madame].")
        assert isinstance(pilot.app.screen, ErrorDialog)
        assert "le journal est occupé." in shown(pilot.app.screen)
        await press(pilot, "enter")
        assert box(pilot).text == "Bonjour [Madame]."
        await press(pilot, "enter")
        assert said(gateway) == ["Bonjour [Madame]."]


async def test_leaving_asks_first_and_the_interview_can_be_resumed() -> None:
    """Escape and F10 ask; « continue » changes nothing, « later » goes home."""
    gateway = FakeGateway()
    async with fake_app(gateway).run_test(notifications=True) as pilot:
        await open_interview(pilot)
        for key in ("escape", "f10", "ctrl+q"):
            await press(pilot, key)
            assert isinstance(pilot.app.screen, ChoiceDialog)
            await press(pilot, "escape")
            assert isinstance(pilot.app.screen, InterviewScreen)
        await press(pilot, "f10", "down", "enter")
        assert isinstance(pilot.app.screen, HomeScreen)
        await press(pilot, "home", "enter")
        assert isinstance(pilot.app.screen, InterviewScreen)
        assert "2 échanges sur 15" in shown(pilot.app.screen)


async def test_abandoning_ends_the_interview_and_opens_its_debrief() -> None:
    """The third choice of the dialog."""
    gateway = FakeGateway()
    async with fake_app(gateway).run_test(notifications=True) as pilot:
        await open_interview(pilot)
        await press(pilot, "f10", "down", "down", "enter")
        assert isinstance(pilot.app.screen, DebriefScreen)
        assert gateway.live is not None
        assert gateway.live.finished


async def test_a_window_made_tiny_then_large_again_loses_nothing() -> None:
    """At 20×5 a notice covers the screen; what was typed is there afterwards, with the focus."""
    async with fake_app().run_test(notifications=True) as pilot:
        await open_interview(pilot)
        await press(pilot, "a")
        await pilot.resize_terminal(20, 5)
        await settle(pilot)
        assert "Fenêtre trop petite" in shown(pilot.app.screen)
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert not pilot.app.screen.query_one(TooSmall).display
        await press(pilot, "b")
        assert box(pilot).text == "ab"


async def test_the_conversation_can_be_read_again_while_writing() -> None:
    """Page Up goes back without leaving the box; the next answer shows the end again."""
    async with fake_app(FakeGateway(turns=20)).run_test() as pilot:
        await open_interview(pilot)
        await say(pilot, *REPLIES, *REPLIES)
        assert "Enfin, bonjour…" not in shown(pilot.app.screen)
        await press(pilot, "pageup", "pageup", "pageup", "pageup", "pageup")
        assert "Enfin, bonjour…" in shown(pilot.app.screen)
        await press(pilot, *"ok")
        assert box(pilot).text == "ok"
        assert "Enfin, bonjour…" in shown(pilot.app.screen)
        await press(pilot, "enter")
        assert "9 échanges" in shown(pilot.app.screen)
        assert "Ah ben quand même" in shown(pilot.app.screen)


async def test_the_interlocutor_takes_time_to_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """While an answer is on its way, a chat says that somebody writes."""
    seen: list[str] = []
    app = RepartieApp(FakeGateway, NoPreferences(), clock=lambda: NOW)

    async def pause(_: Presenter, seconds: float) -> None:
        assert 0 < seconds < 4
        seen.append(app.screen.query_one(Waiting)._words)

    async with app.run_test(notifications=True) as pilot:
        await open_interview(pilot)
        monkeypatch.setattr(Presenter, "_pause", pause)
        await say(pilot, "Bonjour.")
        assert seen == ["Mireille Astier écrit"] * 2


async def test_what_is_typed_during_an_answer_is_kept_and_enter_shows_the_rest_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nothing typed is lost while the other one writes; Enter then hurries the answer and sends nothing."""
    app = RepartieApp(FakeGateway, NoPreferences(), clock=lambda: NOW)
    async with app.run_test(notifications=True) as pilot:
        await open_interview(pilot)
        monkeypatch.setattr("simulator.tui.presenter.answer_delay", lambda *_: 3600.0)
        await pilot.press(*"oui", "enter")
        while not app.screen.query(Waiting):
            await pilot.pause()
        await pilot.press(*"et")
        assert box(pilot).text == "et"
        await pilot.press("enter")
        await settle(pilot)
        assert not app.screen.query(Waiting)
        assert box(pilot).text == "et"
        assert "1 échange" in shown(app.screen)


async def test_the_end_leaves_only_the_debrief_to_read() -> None:
    """After the last answer there is no box, the line is cut, and nothing more can be asked."""
    async with fake_app(FakeGateway(turns=1)).run_test(notifications=True) as pilot:
        await open_interview(pilot, channel="telephone")
        await say(pilot, "Au revoir.")
        assert not box(pilot).display
        assert pilot.app.screen.query_one("#to-debrief", Button).has_focus
        screen = shown(pilot.app.screen)
        assert "Raccroché" in screen
        assert "Fin de l’entretien : Une adhérente apaisée" in screen
        assert "Indice" not in screen
