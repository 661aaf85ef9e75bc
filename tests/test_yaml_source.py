"""YAML is read safely, every element has its place, and whatever is wrong is told there, in French."""

from __future__ import annotations

import copy
from typing import Annotated, Literal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, field_validator

from simulator.diagnostics import Position
from simulator.yaml_source import MAX_BYTES, Element, LocatedDict, LocatedStr, YamlDocument, read_yaml, reader, validate

BOMB = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))

# What is wrong, the file's content, and the code, line and column of each diagnostic.
BAD: list[tuple[str, str | bytes, list[tuple[str, int, int]]]] = [
    ("latin-1", "a: 1\nb: déjà".encode("latin-1"), [("YA101", 2, 5)]),
    ("utf-32", "a: 1".encode("utf-32"), [("YA101", 1, 1)]),
    ("truncated utf-16", b"\xff\xfea\0:", [("YA101", 1, 1)]),
    ("image", b"\x89PNG\r\n\x1a\n\0\0", [("YA101", 1, 1)]),
    ("colon in a text", "titre: Bonjour : ça va\n", [("YA102", 1, 16)]),
    ("unclosed quote", "a: 1\nb: 'l''eau\nc: 2\n", [("YA102", 2, 4)]),
    ("forgotten closing quote", 'a: "un\nb: "deux"\nc: 3\n', [("YA102", 1, 4)]),
    ("key after separators of a word processor", "a: \u2028x\x85y\u2029z\nb\nc: 3\n", [("YA102", 2, 1)]),
    ("unclosed bracket", "a: [1, 2\n", [("YA102", 1, 4)]),
    ("unclosed brace", "a: {b: 1\n", [("YA102", 1, 4)]),
    ("wrong escape", 'a: "\\q"\n', [("YA102", 1, 5)]),
    ("forbidden first character", "a: @x\n", [("YA102", 1, 4)]),
    ("control character", "a: 1\nb: \x07\n", [("YA102", 2, 4)]),
    ("line that is no key", "a: 1\nb\nc: 3\n", [("YA102", 2, 1)]),
    ("list that breaks off", "- a\nb: 1\n", [("YA102", 2, 1)]),
    ("template without quotes", "a: {{ personne.nom }}\n", [("YA102", 1, 5)]),
    ("list as a key", "? [a]\n: b\n", [("YA102", 1, 3)]),
    ("text after a block sign", "a: | texte\n", [("YA102", 1, 6)]),
    ("tabulation", "a:\n\tb: 2\n", [("YA103", 2, 1)]),
    ("tabulation after spaces", "a:\n  b: 1\n  \tc: 2\n", [("YA103", 3, 3)]),
    ("10 MB", b"a: " + b"x" * 10_000_000, [("YA104", 1, 1)]),
    ("just too big", "#" * (MAX_BYTES + 1), [("YA104", 1, 1)]),
    ("deep flow", "a: " + "[" * 5_000, [("YA105", 1, 43)]),
    ("deep block", "".join(" " * depth + "a:\n" for depth in range(60)), [("YA105", 41, 41)]),
    ("anchor", "a: &x 1\nb: *x\n", [("YA106", 1, 4), ("YA106", 2, 4)]),
    ("alias of nothing", "a: *x\n", [("YA106", 1, 4)]),
    ("merge key", "a: &x {b: 1}\nc:\n  <<: *x\n", [("YA106", 1, 4), ("YA106", 3, 7)]),
    ("same key twice", "a: 1\nb: 2\na: 3\nb: 4\n", [("YA107", 3, 1), ("YA107", 4, 1)]),
    ("same key twice, inside", "a:\n  - {b: 1, b: [2]}\n", [("YA107", 2, 12)]),
    ("Python object", "a: !!python/object/apply:os.getcwd []\n", [("YA108", 1, 4)]),
    ("Python name", "!!python/name:os.system\na: 1\n", [("YA108", 1, 1)]),
    ("plain tag", "a: !important oui\n", [("YA108", 1, 4)]),
    ("empty", "", [("YA109", 1, 1)]),
    ("spaces and comments", "\n  # rien\n---\n", [("YA109", 1, 1)]),
    ("two documents", "a: 1\n---\nb: 2\n", [("YA110", 2, 1)]),
]


@pytest.mark.parametrize(("content", "expected"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_bad_yaml_is_told_with_its_place(content: str | bytes, expected: list[tuple[str, int, int]]) -> None:
    """Each fault has its code, line and column, a French sentence and a way out, and yields no document."""
    document, diagnostics = read_yaml(content, "f.yaml")
    assert [(found.code, found.line, found.column) for found in diagnostics] == expected
    assert document is None
    assert all(found.message.endswith(".") and found.hint.endswith(".") for found in diagnostics)


def test_anchor_bomb_is_refused_without_being_built() -> None:
    """Nested aliases are refused where they stand, a bounded number of times."""
    document, diagnostics = read_yaml(BOMB, "f.yaml")
    assert document is None
    assert {found.code for found in diagnostics} == {"YA106"}
    assert len(diagnostics) <= 10


@pytest.mark.parametrize("case", BAD, ids=[case[0] for case in BAD])
def test_pure_python_parser_gives_the_same_codes(
    case: tuple[str, str | bytes, list[tuple[str, int, int]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where PyYAML has no C parser, the same files are refused for the same reasons."""
    monkeypatch.setattr(reader, "_Loader", yaml.SafeLoader)
    _, diagnostics = read_yaml(case[1], "f.yaml")
    assert [found.code for found in diagnostics] == [code for code, _, _ in case[2]]


def test_scalars_are_read_as_trainers_mean_them() -> None:
    """Only true and false are booleans; French words, times, dates and numbers with a leading zero are strings."""
    text = (
        "[oui, non, on, off, yes, no, y, true, false, 12:30, 2026-11-24, 1.1.a, 0612, 12, -3, 2.5, 1e3, 1_000, ~, "
        "null, 0x1f, 0o17, .inf, .nan, '12', \"true\"]"
    )
    document, _ = read_yaml(text, "f")
    assert document is not None
    # fmt: off
    expected = [
        "oui", "non", "on", "off", "yes", "no", "y", True, False, "12:30", "2026-11-24", "1.1.a", "0612", 12, -3, 2.5,
        "1e3", "1_000", None, None, "0x1f", "0o17", ".inf", ".nan", "12", "true",
    ]
    # fmt: on
    assert document.data == expected
    assert [type(value) for value in document.data[7:9]] == [bool, bool]


@pytest.mark.parametrize(
    "content",
    [
        "é: à\n".encode(),
        "\ufeffé: à\n".encode(),
        "é: à\r\n".encode(),
        "é: à\n".encode("utf-16"),
        b"\xfe\xff" + "é: à\n".encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8 with mark", "crlf", "utf-16", "utf-16 big-endian"],
)
def test_files_of_usual_editors_are_read(content: bytes) -> None:
    """UTF-8 with or without a mark, UTF-16 with one and Windows line ends all give the same text."""
    document, diagnostics = read_yaml(content, "f")
    assert diagnostics == []
    assert document is not None
    assert document.data == {"é": "à"}
    assert document.text == "é: à\n"


def test_every_element_has_its_place() -> None:
    """Mappings, lists, strings, numbers and keys all know their line and column, counted in characters."""
    document, _ = read_yaml("é: {à: 1}\nliste:\n  - un\n  - 2\n", "f")
    assert document is not None
    data = document.data
    assert data.key_place("é") == Position("f", 1, 1)
    assert data["é"].position == data.place("é") == Position("f", 1, 4)
    assert data["é"].key_place("à") == Position("f", 1, 5)
    assert data["é"].place("à") == Position("f", 1, 8)
    assert data["liste"][0].position == Position("f", 3, 5)
    assert data["liste"].place(1) == Position("f", 4, 5)
    assert data["liste"].place(9) == data["liste"].position
    assert data.place("absente") == data.key_place("absente") == Position("f", 1, 1)


# A mapping with one key, and where the letter X stands in it.
CHARACTERS = [
    ("a: plain X", (1, 10)),
    ("a: 'l''eau X'", (1, 12)),
    ('a: "\\t\\u00e9 X"', (1, 14)),
    ('a: "tab\\tX"', (1, 10)),
    ('a: "une \\\n   suite X"', (2, 10)),
    ("a: |\n  un\n    deux X", (3, 10)),
    ("a: |\n\n\n  X", (4, 3)),
    ("a: >-\n  un\n  deux\n\n  X", (5, 3)),
    ("a: un\n  deux\n  X", (3, 3)),
]


@pytest.mark.parametrize(("text", "place"), CHARACTERS)
def test_a_character_is_found_through_quotes_escapes_and_folds(text: str, place: tuple[int, int]) -> None:
    """``LocatedStr.at`` gives the place in the file of a character of the string, in every YAML style."""
    document, diagnostics = read_yaml(text, "f")
    assert document is not None, diagnostics
    value = document.data["a"]
    found = value.at(value.index("X"))
    assert (found.line, found.column) == place


@given(st.text(alphabet=" \n'\"\\éxX:#-", max_size=30))
def test_any_quoted_text_is_read_back_and_located(text: str) -> None:
    """Whatever a text holds, each of its visible characters is found where the file has it."""
    quoted = "a: '" + text.replace("'", "''").replace("\n", "\n\n") + "'"
    document, _ = read_yaml(quoted, "f")
    assert document is not None
    value = document.data["a"]
    lines = quoted.split("\n")
    for offset, character in enumerate(value):
        place = value.at(offset)
        if not character.isspace():
            assert lines[place.line - 1][place.column - 1] == character


@given(st.one_of(st.text(max_size=200), st.binary(max_size=200)))
def test_no_content_makes_reading_fail(content: str | bytes) -> None:
    """Any text and any bytes give a document or diagnostics, never an exception."""
    document, diagnostics = read_yaml(content, "f")
    assert (document is None) == bool(diagnostics)


@given(st.text(alphabet="ab:-[]{}&*!|>'\"#\t\n ,?%@", max_size=80))
def test_no_punctuation_makes_reading_fail(content: str) -> None:
    """Text made of the signs of YAML gives a document or diagnostics inside the text."""
    document, diagnostics = read_yaml(content, "f")
    assert (document is None) == bool(diagnostics)
    assert all(1 <= found.line <= content.count("\n") + 2 and found.column >= 1 for found in diagnostics)


def test_a_located_string_survives_copying() -> None:
    """Copies of a string keep its place, as models copied with other values must."""
    document, _ = read_yaml("a: 'b'", "f")
    assert document is not None
    value = copy.deepcopy(document.data["a"])
    assert value == "b"
    assert value.at(0) == Position("f", 1, 5)
    assert LocatedStr("x").at(0) == Position("", 1, 1)


# --- validate


class Line(Element):
    """A line said, in its long form."""

    text: LocatedStr = Field(alias="texte")
    tone: str = Field(default="", alias="ton")


Said = str | Line


class Gauge(Element):
    """A quantity."""

    start: float = Field(alias="depart", ge=0, le=100)


class Sheet(Element):
    """A small model with all the shapes that scripts and rubrics use."""

    title: Annotated[str, Field(min_length=3)] = Field(alias="titre")
    level: Literal[1, 2, 3] = Field(default=1, alias="niveau")
    channel: Literal["tchat", "telephone"] = Field(default="tchat", alias="canal")
    hard: bool = Field(default=False, alias="difficile")
    say: tuple[Said, ...] | dict[str, tuple[Said, ...]] = Field(default=(), alias="dire")
    gauges: dict[str, Gauge] = Field(default_factory=dict, alias="jauges")
    replies: Annotated[tuple[LocatedStr, ...], Field(min_length=2, max_length=3)] = Field(default=("a", "b"))
    short_id: Annotated[str, Field(pattern="^[a-z][a-z0-9_]*$")] = Field(default="x", alias="id")
    person: Gauge | None = Field(default=None, alias="personne")

    @field_validator("title")
    @classmethod
    def _no_shouting(cls, title: str) -> str:
        if title.isupper():
            raise ValueError("Le titre ne se crie pas.")
        return title


def sheet(text: str) -> YamlDocument:
    """The document of a text that is sound YAML."""
    document, diagnostics = read_yaml(text, "f")
    assert document is not None, diagnostics
    return document


# A document, and for each diagnostic its code, line, column, some words of its message and of its hint.
MISSHAPEN = [
    ("niveau: 1", [("SC102", 1, 1, "« titre » manque", "titre: …")]),
    ("titre: abc\nnivo: 1", [("SC101", 2, 1, "« nivo » est inconnue", "« niveau »")]),
    ("titre: abc\nzzz: 1", [("SC101", 2, 1, "« zzz » est inconnue", "canal, difficile, dire")]),
    ("titre: abc\nposition: 1", [("SC101", 2, 1, "inconnue", "Clés possibles")]),
    ("titre: 2026", [("SC103", 1, 8, "Un texte est attendu ici, et non le nombre « 2026 »", "guillemets")]),
    ("titre:", [("SC103", 1, 7, "Un texte est attendu ici, et non une valeur vide", "après le deux-points")]),
    ("titre: abc\nniveau: 4", [("SC104", 2, 9, "« 4 »", "1, 2, 3")]),
    ("titre: abc\ncanal: tchatt", [("SC104", 2, 8, "« tchatt »", "Vouliez-vous dire « tchat »")]),
    ("titre: abc\ndifficile: oui", [("SC103", 2, 12, "« true » ou « false »", "true (oui)")]),
    ("titre: abc\nreplies: texte", [("SC103", 2, 10, "Une liste est attendue ici, et non le texte", "tiret")]),
    ("titre: abc\nreplies: [a]", [("SC104", 2, 10, "au moins 2 éléments ici ; il y en a 1", "")]),
    ("titre: abc\nreplies: [a, b, c, d]", [("SC104", 2, 10, "au plus 3 éléments", "")]),
    ("titre: abc\nreplies: [a, 2]", [("SC103", 2, 14, "Un texte", "guillemets")]),
    ("titre: ab", [("SC104", 1, 8, "trop court", "")]),
    ("titre: ABC", [("SC105", 1, 8, "Le titre ne se crie pas.", "")]),
    ("titre: abc\nid: Été", [("SC104", 2, 5, "« Été » n’est pas un identifiant", "minuscules")]),
    ("titre: abc\npersonne: [1]", [("SC103", 2, 11, "Un ensemble de clés est attendu ici, et non une liste", "")]),
    ("titre: abc\njauges:\n  t:\n    depart: 101", [("SC104", 4, 13, "inférieur ou égal à 100", "")]),
    ("titre: abc\njauges:\n  t: {depart: true}", [("SC103", 3, 15, "Un nombre est attendu", "")]),
    ("titre: abc\njauges:\n  t:\n    min: 1", [("SC102", 4, 5, "depart", ""), ("SC101", 4, 5, "min", "depart")]),
    ("titre: abc\ndire: abc", [("SC103", 2, 7, "Une liste ou un ensemble de clés est attendu", "tiret")]),
    ("titre: abc\ndire: [a, 3]", [("SC103", 2, 11, "Un texte ou un ensemble de clés est attendu", "guillemets")]),
    ("titre: abc\ndire: {x: [a, {texte: b, tom: c}]}", [("SC101", 2, 26, "« tom »", "« ton »")]),
    ("titre: abc\ndire: {x: [{ton: c}], y: 3}", [("SC102", 2, 12, "texte", ""), ("SC103", 2, 26, "Une liste", "")]),
    ("- a", [("SC103", 1, 1, "Un ensemble de clés est attendu ici, et non une liste", "")]),
    ("texte", [("SC103", 1, 1, "et non le texte « texte »", "")]),
]


@pytest.mark.parametrize(("text", "expected"), MISSHAPEN, ids=[text for text, _ in MISSHAPEN])
def test_misshapen_documents_are_told_in_yaml_terms(text: str, expected: list[tuple[str, int, int, str, str]]) -> None:
    """Each fault of shape has its place, names the key or the value found, and suggests what to write."""
    model, diagnostics = validate(Sheet, sheet(text))
    assert model is None
    places = [(found.code, found.line, found.column) for found in diagnostics]
    assert sorted(places) == sorted((code, line, column) for code, line, column, _, _ in expected)
    for code, line, column, message, hint in expected:
        told = [found for found in diagnostics if (found.code, found.line, found.column) == (code, line, column)]
        assert any(
            message in found.message.replace("\u00a0", " ") and hint in found.hint.replace("\u00a0", " ")
            for found in told
        ), told


def test_all_faults_of_a_document_are_told_at_once() -> None:
    """A file with several faults needs one reading, not one per fault; they come in the order of the file."""
    _, diagnostics = validate(Sheet, sheet("niveau: 4\ncanal: mail\ndirre: []\n"), family="RU1")
    assert [(found.code, found.line) for found in diagnostics] == [
        ("RU102", 1),
        ("RU104", 1),
        ("RU104", 2),
        ("RU101", 3),
    ]


def test_elements_know_their_place_and_that_of_their_keys() -> None:
    """An element gives its own place and, by field name or YAML key, that of what it holds."""
    text = "titre: abc\njauges:\n  tension: {depart: 3}\ndire: [a, {texte: 'b'}]\n"
    model, _ = validate(Sheet, sheet(text))
    assert model is not None
    assert model.position == Position("f", 1, 1)
    assert model.gauges["tension"].position == Position("f", 3, 12)
    assert model.gauges["tension"].place("start") == model.gauges["tension"].place("depart") == Position("f", 3, 21)
    assert model.place("jauges", "tension", "depart") == model.place("gauges", "tension", "depart")
    assert model.key_place("gauges") == Position("f", 2, 1)
    assert model.place("say", 1, "texte") == Position("f", 4, 19)
    assert model.place("niveau") == model.position
    line = model.say[1]
    assert isinstance(line, Line)
    assert line.text.at(0) == Position("f", 4, 20)


def test_elements_may_be_built_in_python() -> None:
    """Tests build elements by field name; these stand nowhere and dump like any other."""
    gauge = Gauge(start=3)
    assert gauge.position == Position("", 1, 1)
    assert gauge.place("start") == Position("", 1, 1)
    assert gauge.model_dump(by_alias=True) == {"depart": 3.0}
    assert Line(text="a").text.at(0) == Position("", 1, 1)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-9, 9) | st.text("aéX", max_size=4),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["titre", "dire", "jauges", "texte", "depart", "replies", "t"]), inner, max_size=4
            )
        ),
        max_leaves=15,
    )
)
def test_validation_never_fails_and_always_points_into_the_file(value: object) -> None:
    """Whatever the shape of a document, it is accepted, or refused with places inside it."""
    text = yaml.safe_dump(value, allow_unicode=True)
    document, _ = read_yaml(text, "f")
    if document is None:
        return
    model, diagnostics = validate(Sheet, document)
    assert (model is None) == bool(diagnostics)
    lines = text.split("\n")
    assert all(found.line <= len(lines) and found.column <= len(lines[found.line - 1]) + 1 for found in diagnostics)


def test_a_mapping_of_the_reader_is_a_plain_mapping_too() -> None:
    """Located containers compare and read like the dict, list and str that they are."""
    data = sheet("a: [b]").data
    assert isinstance(data, LocatedDict)
    assert data == {"a": ["b"]}
