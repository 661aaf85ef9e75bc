"""The two themes: one restrained palette, one accent, in a light and a dark form.

Every colour that carries meaning is doubled by a word or a symbol, so that a terminal without colour loses nothing.
Contrasts were chosen for at least 4.5:1 between text and its background (WCAG 2.1, level AA).
"""

from __future__ import annotations

from textual.theme import Theme

DARK_NAME = "repartie-sombre"
LIGHT_NAME = "repartie-clair"


def _variables(
    quiet: str, line: str, mine: str, theirs: str, shade: str, accent: str, background: str
) -> dict[str, str]:
    return {
        "quiet": quiet,
        "line": line,
        "mine": mine,
        "theirs": theirs,
        "shade": shade,
        "border": accent,
        "border-blurred": line,
        "footer-background": background,
        "footer-key-foreground": accent,
        "footer-description-foreground": quiet,
        "input-cursor-background": accent,
        "input-cursor-foreground": background,
        "input-selection-background": f"{accent} 30%",
        "scrollbar": line,
        "scrollbar-hover": quiet,
        "scrollbar-active": accent,
        "scrollbar-background": background,
        "scrollbar-background-hover": background,
        "scrollbar-background-active": background,
        "scrollbar-corner-color": background,
        "block-cursor-text-style": "none",
    }


DARK = Theme(
    name=DARK_NAME,
    primary="#6CC5B4",
    secondary="#93AAB5",
    accent="#6CC5B4",
    foreground="#E6E3DC",
    background="#14181B",
    surface="#1B2024",
    panel="#242B30",
    success="#8CCB95",
    warning="#E6BC72",
    error="#F0958A",
    dark=True,
    variables=_variables("#9BA7AD", "#3A444A", "#1F3F3C", "#262E34", "#3E8177", "#6CC5B4", "#14181B"),
)

LIGHT = Theme(
    name=LIGHT_NAME,
    primary="#0B6B60",
    secondary="#4F6470",
    accent="#0B6B60",
    foreground="#22282C",
    background="#FBF9F5",
    surface="#F4F0E9",
    panel="#EAE5DB",
    success="#26693A",
    warning="#855600",
    error="#A5302A",
    dark=False,
    variables=_variables("#5A636A", "#CFC8BB", "#D3E8E3", "#ECE7DE", "#4A988B", "#0B6B60", "#FBF9F5"),
)
