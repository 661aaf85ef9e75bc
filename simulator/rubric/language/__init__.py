"""Reads French: tokens with offsets in the original text, sentences and clauses with their features.

Knows nothing of markers, criteria or interviews, and uses no outside data: the same text always gives the same reading.
"""

from simulator.rubric.language.model import Analysis, Clause, Reading, Token
from simulator.rubric.language.reading import analyse

__all__ = ["Analysis", "Clause", "Reading", "Token", "analyse"]
