"""Whether a text is language at all: lists of key words, foreign text and gibberish accomplish nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.rubric.language.words import words

if TYPE_CHECKING:
    from simulator.rubric.language import Analysis

_LIST = 4
"""Pieces without any verb from which a text is a list."""


def senseless(analysis: Analysis) -> str:
    """Why the whole text is worth nothing, a French phrase; an empty string for ordinary language."""
    forms = [token.form for token in analysis.tokens]
    if not forms:
        return "aucun mot"
    english = sum(form in words("anglais") for form in forms)
    french = sum(form in words("francais") for form in forms)
    if english >= 3 and english > french:
        return "ce texte n'est pas en français"
    if _is_list(analysis):
        return "une liste de mots n'accomplit rien : il faut une phrase"
    return ""


def _is_list(analysis: Analysis) -> bool:
    """Whether most of the text is words strung together, with no verb and hardly a link between them."""
    tokens = analysis.tokens
    if len(tokens) < 5 or analysis.questions:
        return False
    links = sum(token.form in words("francais") or token.form in words("liens") for token in tokens)
    if links == 0 and not _polite(analysis) and not any(token.form.endswith("ez") for token in tokens):
        return True
    if any(token.is_verb() and token.form not in words("noms_ou_verbes") for token in tokens):
        return False
    pieces = 1 + sum(bool(token.before.strip("'’-")) for token in tokens[1:])
    return pieces >= _LIST and links * 4 <= len(tokens)


def _polite(analysis: Analysis) -> bool:
    """Whether a text without links is made of set phrases (« ok parfait, bonne journée madame »)."""
    return any(token.form in words("civilites") for token in analysis.tokens)
