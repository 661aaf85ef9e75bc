"""Keeps a question mark on the line of its question.

Rich (15.0, ``rich._wrap``) cuts lines at any white space, U+00A0 and U+202F included, and Textual's Markdown turns
those two into plain spaces: French text would show lines made of a lone « ? ». The pattern for a word is replaced by
one that reads as part of the word a non-breaking space, and a plain space where French typography wants such a one.
If a later Rich no longer has that pattern, nothing is changed; a test watches the result.
"""

from __future__ import annotations

import re

import rich._wrap

_BREAK = r"[^\S\u00a0\u202f]"
_WORD = re.compile(rf"{_BREAK}*(?:[\S\u00a0\u202f]| (?=[?!;:»%€])|(?<=«) )+{_BREAK}*")


def keep_french_spaces() -> None:
    """Change the wrapping of the whole process; calling it again changes nothing."""
    if hasattr(rich._wrap, "re_word"):
        rich._wrap.re_word = _WORD
