"""French wording of what screens show: dates, durations, names of channels, levels, qualities and verdicts.

Symbols always come with a word, since colour and shape alone are not read by everyone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

_MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)

CHANNEL_NAMES = {
    "telephone": "téléphone",
    "face_a_face": "face à face",
    "visio": "visio",
    "tchat": "tchat",
    "sms": "SMS",
    "mail": "mail",
    "jury": "jury",
}

MODE_NAMES = {"entrainement": "entraînement", "evaluation": "évaluation"}

QUALITIES = {
    "bonne": ("●", "bonne", "$success"),
    "mitigee": ("◐", "mitigée", "$warning"),
    "mauvaise": ("○", "mauvaise", "$error"),
}

ISSUES = {"bonne": "bonne issue", "mitigee": "issue mitigée", "mauvaise": "mauvaise issue"}

VERDICTS = {
    "acquis": ("✓", "acquis", "$success"),
    "partiel": ("◐", "partiel", "$warning"),
    "non_acquis": ("✗", "non acquis", "$error"),
    "non_observe": ("–", "non observé", "$quiet"),
}

_ACTIVITY_WORDS = {
    "situations_difficiles": "Situations difficiles",
    "accueil": "Accueil",
    "conseil": "Conseil",
    "decouverte": "Découverte des besoins",
    "vente": "Vente",
    "prospection": "Prospection",
    "prestations": "Prestations",
    "fidelisation": "Fidélisation",
    "reclamations": "Réclamations",
    "jury": "Entretien avec le jury",
}


def capital(text: str) -> str:
    """The text with its first letter in upper case, the rest untouched."""
    return text[:1].upper() + text[1:]


def plural(count: int, singular: str, many: str = "") -> str:
    """``count`` and its noun; in French 0 and 1 are singular."""
    return f"{count} {singular if count < 2 else many or singular + 's'}"


def day_text(moment: datetime) -> str:
    """« 24 novembre 2026 »; the first of a month is « 1er »."""
    day = "1er" if moment.day == 1 else str(moment.day)
    return f"{day} {_MONTHS[moment.month - 1]} {moment.year}"


def hour_text(moment: datetime) -> str:
    """« 9 h 05 »."""
    return f"{moment.hour} h {moment.minute:02d}"


def when_text(moment: datetime, now: datetime) -> str:
    """The moment as said on the day ``now``: today, yesterday, or the date."""
    days = (now.date() - moment.date()).days
    if days == 0:
        return f"aujourd’hui à {hour_text(moment)}"
    if days == 1:
        return f"hier à {hour_text(moment)}"
    return f"le {day_text(moment)} à {hour_text(moment)}"


def duration_text(seconds: float) -> str:
    """« 03:24 », or « 1:02:09 » beyond an hour."""
    minutes, rest = divmod(max(0, int(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes:02d}:{rest:02d}"


def level_text(level: int) -> str:
    """Three dots, filled up to the level (1 to 3)."""
    return "●" * level + "○" * (3 - level)


def verdict_count(verdict: str, count: int) -> str:
    """« ✓ 3 acquis », « ◐ 2 partiels »: on one line, whatever the width."""
    symbol, words, _ = VERDICTS[verdict]
    ending = "s" if count > 1 and not words.endswith("s") else ""
    return f"{symbol} {count} {words}{ending}".replace(" ", "\u00a0")


def channel_name(channel: str) -> str:
    """The channel's French name."""
    return CHANNEL_NAMES.get(channel, channel)


def activity_name(activity: str) -> str:
    """The heading of a folder of interviews."""
    return _ACTIVITY_WORDS.get(activity) or capital(activity.replace("_", " "))


def gauge_name(gauge: str) -> str:
    """A gauge's id as a label."""
    return capital(gauge.replace("_", " "))


def figure(number: int) -> str:
    """A whole number with its thousands apart."""
    return f"{number:,}".replace(",", "\u00a0")


def signed(change: float) -> str:
    """A change with its arrow and its sign: « ▲ +6 », « ▼ −8 »."""
    return f"{'▲' if change > 0 else '▼'} {'+' if change > 0 else '−'}{abs(change):.0f}"


def visible(text: str) -> str:
    """The text as screens show it, character for character, so that evidence offsets still point at the same ones.

    Control and direction-changing characters become visible; nothing is added or taken away.
    """
    return "".join(_visible_character(character) for character in text)


def _visible_character(character: str) -> str:
    if character in "\n\u00a0\u202f\u200d" or character.isprintable():
        return character
    return " " if character.isspace() else "�"
