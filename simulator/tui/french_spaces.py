"""Keeps a question mark on the line of its question: non-breaking spaces do not break.

Rich (15.0, ``rich._wrap``) cuts lines at any white space, U+00A0 and U+202F included, so that French text would show
lines made of a lone « ? ». Its pattern for a word is replaced by one that reads those two as part of the word. If a
later Rich no longer has that pattern, nothing is changed; a test watches the result.
"""

from __future__ import annotations

import re

import rich._wrap

_WORD = re.compile(r"[^\S\u00a0\u202f]*[\S\u00a0\u202f]+[^\S\u00a0\u202f]*")


def keep_french_spaces() -> None:
    """Change the wrapping of the whole process; calling it again changes nothing."""
    if hasattr(rich._wrap, "re_word"):
        rich._wrap.re_word = _WORD
