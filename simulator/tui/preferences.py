"""The one setting that the app remembers: which theme was chosen last.

A settings file that cannot be read or written is no reason to disturb anybody: the default is used.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Protocol

from simulator.tui.themes import DARK_NAME, LIGHT_NAME


class Preferences(Protocol):
    """Where the theme is remembered."""

    def theme(self) -> str:
        """The theme to open with."""

    def remember_theme(self, name: str) -> None:
        """Keep the theme for next time."""


class FilePreferences:
    """Preferences in a small JSON file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def theme(self) -> str:
        """The theme chosen last, dark by default."""
        try:
            name = json.loads(self._path.read_text(encoding="utf-8")).get("theme")
        except (OSError, ValueError, AttributeError):
            return DARK_NAME
        return name if name in {DARK_NAME, LIGHT_NAME} else DARK_NAME

    def remember_theme(self, name: str) -> None:
        """Keep the theme for next time, if the folder can be written."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.write_text(json.dumps({"theme": name}), encoding="utf-8")
        except OSError:
            return


class NoPreferences:
    """Preferences that last as long as the app (tests, screenshots)."""

    def __init__(self, theme: str = DARK_NAME) -> None:
        self._theme = theme

    def theme(self) -> str:
        """The theme given, or chosen since."""
        return self._theme

    def remember_theme(self, name: str) -> None:
        """Keep the theme in memory."""
        self._theme = name


def user_preferences() -> FilePreferences:
    """Preferences in the user's configuration folder."""
    from platformdirs import user_config_path

    return FilePreferences(user_config_path("repartie") / "preferences.json")
