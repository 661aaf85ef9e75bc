"""The demonstration script that the tests play and spoil, and the markers that it names."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.dialogue import Script, load_script

DEMO = (Path(__file__).parent / "demo.yaml").read_text("utf-8")
MARKERS = dict.fromkeys(
    (
        *("salutation", "ecoute_active", "empathie", "minimisation", "excuses", "reformulation", "conge"),
        *("traitement_objection", "agressivite", "proposition", "question_ouverte", "verification_satisfaction"),
    )
)


def load(text: str) -> Script:
    """A script that must have no error."""
    script, diagnostics = load_script(text, "demo.yaml", MARKERS)
    assert script is not None, [str(diagnostic) for diagnostic in diagnostics]
    return script


@pytest.fixture(scope="session")
def demo() -> Script:
    """The demonstration script, loaded once."""
    return load(DEMO)
