"""Says in a trainer's words what the YAML parser did not understand.

The parser's own sentences are English and speak of tokens; each one known here is turned into what to look at. This
module knows only the parser's errors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from yaml.error import MarkedYAMLError
from yaml.reader import ReaderError

from simulator.diagnostics import Diagnostic, Position

if TYPE_CHECKING:
    from yaml.error import YAMLError


class _Explanation(NamedTuple):
    words: tuple[str, ...]
    """Stretches of the parser's sentence, any of which calls for this explanation."""
    message: str
    hint: str
    at_start: bool = False
    """Whether the place to look at is where the faulty element begins, rather than where the parser gave up."""


_QUOTE_IT = 'Mettez le texte entre guillemets droits : "…".'
_EXPLANATIONS = (
    _Explanation(
        ("mapping values are not allowed",),
        "Un deux-points est mal placé : il annonce une clé là où aucune clé n’est possible.",
        "Si le texte contient « : », mettez-le entre guillemets droits ; sinon vérifiez le retrait de la ligne.",
    ),
    _Explanation(
        ("could not find expected ':'",),
        "Cette ligne devrait être une clé suivie d’un deux-points.",
        "Écrivez « clé: valeur », ou vérifiez le retrait de la ligne.",
        at_start=True,
    ),
    _Explanation(
        ("block sequence entries are not allowed",),
        "Un tiret de liste est mal placé.",
        "Commencez la liste à la ligne, chaque élément précédé d’un tiret et d’une espace.",
    ),
    _Explanation(
        ("expected '-' indicator", "expected <block end>, but found '?'"),
        "Une liste est interrompue : cette ligne devrait commencer par un tiret, ou être moins en retrait.",
        "Alignez les éléments de la liste les uns sous les autres.",
    ),
    _Explanation(
        ("expected key", "expected <block end>"),
        "Le retrait ou la forme de cette ligne ne suit pas celle qui précède.",
        "Alignez les clés d’un même élément, et vérifiez les guillemets de la ligne.",
    ),
    _Explanation(
        ("unexpected end of stream", "unexpected document indicator"),
        "Des guillemets sont ouverts et jamais fermés.",
        "Fermez les guillemets ; une apostrophe dans un texte entre apostrophes s’écrit deux fois : ''.",
        at_start=True,
    ),
    _Explanation(
        ("expected ',' or ']'", "expected ',' or '}'"),
        "Une liste ou un ensemble entre crochets ou accolades n’est pas fermé, ou une virgule manque.",
        "Fermez le crochet ou l’accolade, et séparez les éléments par des virgules.",
        at_start=True,
    ),
    _Explanation(
        ("unknown escape character", "escape sequence", "expected hexdecimal number", "hexadecimal"),
        "Une barre oblique inverse suivie de ce caractère n’a pas de sens dans un texte entre guillemets.",
        "Écrivez deux barres « \\\\ », ou mettez le texte entre apostrophes droites : '…'.",
    ),
    _Explanation(("cannot start any token",), "Un texte ne peut pas commencer par ce caractère.", _QUOTE_IT),
    _Explanation(
        ("expected alphabetic or numeric character", "while scanning an alias", "while scanning an anchor"),
        "Un texte qui commence par « * » ou « & » doit être entre guillemets.",
        _QUOTE_IT,
    ),
    _Explanation(
        ("indentation indicator", "comment or line break", "chomping"),
        "Après « | » ou « > », le texte commence à la ligne suivante.",
        "Allez à la ligne après « | » ou « > », puis écrivez le texte en retrait.",
    ),
    _Explanation(
        ("while scanning a tag", "tag handle", "while parsing a tag"),
        "Un texte qui commence par « ! » doit être entre guillemets.",
        _QUOTE_IT,
    ),
    _Explanation(
        ("expected <document start>", "directive"),
        "Le fichier continue après sa fin, ou commence par une ligne « % » incomprise.",
        "Gardez un seul ensemble de clés, toutes alignées à gauche.",
    ),
)
_UNKNOWN = _Explanation(
    (), "La forme de cette ligne n’est pas comprise.", "Vérifiez le retrait, les guillemets et les deux-points."
)


def explain(error: YAMLError, text: str, file: str, *, quoted: tuple[Position, int] | None = None) -> Diagnostic:
    """The diagnostic (YA102 or YA103) for an error of the parser.

    Args:
        error: what the parser raised.
        text: the text of the file.
        file: its name.
        quoted: where the text between quotes read just before begins, and the line where it ends, when it spans
            several lines: when the error follows on that last line, the closing quote was forgotten.
    """
    if isinstance(error, ReaderError):
        return _forbidden_character(error, text, file)
    line, column = _place(error, at_start=False)
    if tab := _tabulation(text, line):
        place = Position(file, tab[0] + 1, tab[1] + 1)
        message = "Une tabulation sert de retrait ; seules des espaces sont permises."
        return Diagnostic.at(place, "YA103", message, hint="Remplacez la tabulation par deux espaces.")
    if quoted is not None and quoted[1] == line + 1:
        message = f"Des guillemets ouverts ici ne se ferment que ligne {quoted[1]} : il en manque."
        return Diagnostic.at(quoted[0], "YA102", message, hint="Fermez les guillemets à la fin du texte.")
    words = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')}"
    found = next((entry for entry in _EXPLANATIONS if any(word in words for word in entry.words)), _UNKNOWN)
    line, column = _place(error, at_start=found.at_start)
    return Diagnostic.at(Position(file, line + 1, column + 1), "YA102", found.message, hint=found.hint)


def _place(error: YAMLError, *, at_start: bool) -> tuple[int, int]:
    """The 0-based line and column of an error: where the element begins, or where the parser gave up."""
    if not isinstance(error, MarkedYAMLError):
        return 0, 0
    marks = (error.context_mark, error.problem_mark) if at_start else (error.problem_mark, error.context_mark)
    mark = next((mark for mark in marks if mark), None)
    return (mark.line, mark.column) if mark else (0, 0)


def _tabulation(text: str, line: int) -> tuple[int, int] | None:
    """The 0-based place of a tabulation in the indentation of the faulty line or of the one before it."""
    lines = text.split("\n")
    for number in (line, line - 1):
        if 0 <= number < len(lines):
            indentation = lines[number][: len(lines[number]) - len(lines[number].lstrip())]
            if "\t" in indentation:
                return number, indentation.index("\t")
    return None


def _forbidden_character(error: ReaderError, text: str, file: str) -> Diagnostic:
    """Place the control character that YAML refuses: the parser counts it in bytes or characters, so look for it."""
    code = error.character if isinstance(error.character, int) else ord(error.character[:1] or "\0")
    offset = max(text.find(chr(code)), 0)
    before = text[:offset]
    place = Position(file, before.count("\n") + 1, offset - before.rfind("\n"))
    message = f"Le fichier contient un caractère invisible interdit (U+{code:04X})."
    return Diagnostic.at(place, "YA102", message, hint="Effacez ce caractère, souvent venu d’un copier-coller.")
