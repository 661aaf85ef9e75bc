"""The small parts on their own: templates, channels, the state machine."""

from __future__ import annotations

import pytest

from simulator.dialogue.channels import BURSTS_AT_MOST, deliver, seen_only, sentences
from simulator.dialogue.machine import StateMachine
from simulator.dialogue.templates import MAX_OUTPUT, Template, Unsayable, Vocabulary, parse

WORDS = Vocabulary({"faits": frozenset({"date"}), "personne": frozenset({"nom", "tics"}), "humeur": None})
VALUES = {"faits": {"date": "le 3 mai"}, "personne": {"nom": "Claire", "tics": ["bon", "voilà"]}, "humeur": "vive"}


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("Bonjour.", "Bonjour."),
        ("{{ faits.date|capitalize }}, {{ personne.nom }} DURAND", "Le 3 mai, Claire DURAND"),
        ("{{ 'CPAM de Brest'|capitalize }}", "CPAM de Brest"),
        ("{% if humeur == 'vive' %}Non !{% else %}Oui.{% endif %}", "Non !"),
        ("{% for tic in personne.tics %}{{ tic }} {% endfor %}", "bon voilà"),
        ("Un   blanc\n\n  deux", "Un blanc\ndeux"),
        ("Une espace fine\u202f: gardée", "Une espace fine\u202f: gardée"),
    ],
)
def test_a_template_says_its_values(source: str, said: str) -> None:
    """Values, choices and short lists are what a line may hold."""
    template, problems = parse(source, WORDS)
    assert problems == []
    assert template.render(VALUES) == said


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("{{ 'a' * 100000000 }}", "TP103"),
        ("{{ 2 ** 99999 }}", "TP103"),
        ("{{ '%s' % humeur }}", "TP103"),
        ("{{ range(9) }}", "TP103"),
        ("{% for a in personne.tics %}{% for b in personne.tics %}x{% endfor %}{% endfor %}", "TP103"),
        ("{{ ''.__class__.__mro__ }}", "TP103"),
        ("{{ personne['__class__'] }}", "TP102"),
        ("{% include 'x' %}", "TP103"),
        ("{% macro m() %}{% endmacro %}", "TP103"),
        ("{{ lipsum() }}", "TP103"),
        ("{{ personne.tics|random }}", "TP104"),
        ("{{ 'x'|replace('x', 'xxxx') }}", "TP104"),
        ("{{ inconnu }}", "TP102"),
        ("{{ faits.heure }}", "TP102"),
        ("{{ loop.index }}", "TP102"),
        ("{{ humeur ~ humeur }}", "TP103"),
        ("{{ 1e999 }}", "TP103"),
        ("{{ " + "(" * 900 + "humeur" + ")" * 900 + " }}", "TP103"),
        ("{{ " + "[" * 100 + "]" * 100 + " }}", "TP103"),
        ("{{ " + "not " * 400 + "humeur }}", "TP103"),
        ("{{ faits.date ", "TP101"),
        ("{% if humeur %}", "TP101"),
        ("x" * 2001, "TP105"),
    ],
)
def test_what_a_template_may_not_do_is_told_at_load(source: str, code: str) -> None:
    """Nothing that grows, calls, reaches inside objects or draws by chance passes the check."""
    _, problems = parse(source, WORDS)
    assert code in [problem.code for problem in problems]


@pytest.mark.parametrize(
    "source", ["{{ 'a' * 100000000 }}", "{{ 2 ** 99999 }}", "{{ '%s' % 1 }}", "{{ x.y }}", "{{ ''.__class__ }}"]
)
def test_the_sandbox_refuses_what_the_check_would_have_missed(source: str) -> None:
    """The second wall holds without the first: the line is not said."""
    with pytest.raises(Unsayable):
        Template(source).render({})


@pytest.mark.parametrize(
    "source",
    [
        "{{ '" + "a" * 600 + "'|join('" + "b" * 600 + "')|join('" + "c" * 600 + "') }}",
        "{{ long|join(long)|join(long) }}",
        "{{ 3.5|round(99999999) }}",
        "{{ 3.5|round(-99999999) }}",
    ],
)
def test_no_filter_takes_long_or_fills_the_memory(source: str) -> None:
    """What filters make is capped, whatever they are given."""
    assert len(Template(source).render({"long": "x" * 50_000})) <= MAX_OUTPUT


@pytest.mark.parametrize("source", ["{{ 'x'.join }}", "{{ ''['join'] }}", "{{ tics.append }}", "{{ parler.items }}"])
def test_a_template_sees_no_method_of_python(source: str) -> None:
    """A method would print an address of memory, another one at each run: the line is not said."""
    with pytest.raises(Unsayable):
        Template(source).render({"tics": [], "parler": {"registre": "familier"}})


def test_a_fact_may_have_the_name_of_a_method() -> None:
    """What the author wrote wins over what Python calls so."""
    assert (
        Template("{{ faits.items }}, {{ faits['values'] }}").render({"faits": {"items": "3", "values": "4"}}) == "3, 4"
    )


def test_a_loop_knows_where_it_is() -> None:
    """``loop.last`` and its like serve to join a list with « et »."""
    source = "{% for tic in personne.tics %}{{ tic }}{% if not loop.last %} et {% endif %}{% endfor %}"
    template, problems = parse(source, WORDS)
    assert problems == []
    assert template.render(VALUES) == "bon et voilà"


def test_a_line_is_cut_when_it_grows_too_long() -> None:
    """The output is capped while it is being made."""
    template = Template("{% for tic in tics %}{{ tic }}{% endfor %}")
    assert len(template.render({"tics": ["abcdefghij"] * 100_000})) == MAX_OUTPUT


def test_a_template_knows_the_facts_that_it_tells() -> None:
    """Printing tells; testing does not."""
    assert parse("{{ faits.date }}", WORDS)[0].facts == {"date"}
    assert parse("{% if faits.date %}Oui.{% endif %}", WORDS)[0].facts == frozenset()


def test_a_long_line_is_sent_as_several_messages_on_a_chat() -> None:
    """Cut at ends of sentences, in a few messages; in one piece by voice, in paragraphs by mail."""
    long = "Je vous ai écrit trois fois déjà. Personne ne me répond jamais ! " * 4
    parts = [["Non."], [long.strip()]]
    messages = deliver(parts, "tchat")
    assert messages[0] == "Non."
    assert 2 < len(messages) <= BURSTS_AT_MOST
    assert " ".join(messages) == "Non. " + long.strip()
    assert deliver(parts, "telephone") == ("Non. " + long.strip(),)
    assert deliver(parts, "mail") == ("Non.\n\n" + long.strip(),)
    assert deliver([], "tchat") == ()


def test_a_line_break_separates_messages_on_a_chat_only() -> None:
    """What an author breaks is sent as two messages, and said in one breath on the phone."""
    assert deliver([["Non.\nJamais."]], "tchat") == ("Non.", "Jamais.")
    assert deliver([["Non.\nJamais."]], "telephone") == ("Non. Jamais.",)


def test_french_spacing_does_not_cut_a_sentence() -> None:
    """« ? » after a space closes the sentence it belongs to."""
    assert sentences("Vous êtes là ? Bon… Écoutez !") == ["Vous êtes là ?", "Bon…", "Écoutez !"]


def test_what_is_seen_is_told_from_what_is_heard() -> None:
    """A shrug does not pass on the phone; a sigh does."""
    assert seen_only("elle hausse les épaules") == "hausse les épaules"
    assert seen_only("elle soupire longuement") == ""


def test_the_machine_takes_the_first_open_way() -> None:
    """Order is preference; names that look like the library's own methods do no harm."""
    opened = {("trigger", 1), ("state", 0)}
    ways = {"trigger": ("to_state", "state"), "state": ("fin",), "to_state": ()}
    machine = StateMachine(
        ["trigger", "state", "to_state", "fin"], ways, "fin", lambda place, rank: (place, rank) in opened
    )
    assert machine.place == "trigger"
    assert machine.step() == 1
    assert machine.place == "state"
    opened.clear()
    assert machine.step() is None
    machine.cut()
    assert machine.place == "fin"
    assert machine.step() is None
