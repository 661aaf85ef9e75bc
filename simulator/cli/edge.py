"""The edge of the program: one function turns whatever happened into a message and an exit code.

Nothing else in Repartie ends the process or prints an error. This module knows no command.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from simulator.cli.streams import prepare_output, say, silence_output
from simulator.errors import ExitCode, InvalidFileError, RepartieError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

INTERRUPTED = 130
"""What a shell expects of a program ended by Ctrl+C (128 + SIGINT)."""

MOST_DIAGNOSTICS = 20
"""Diagnostics of an invalid file shown outside ``check``, which shows them all."""


def guarded(action: Callable[[], int]) -> int:
    """Run ``action`` and return the exit code, whatever happens in it.

    An error of Repartie becomes its French message on standard error. A reader of our output who left is no error, and
    neither is Ctrl+C. Anything else is a defect of ours: one French sentence, and the traceback in a log file.
    """
    prepare_output()
    try:
        code = action()
        if sys.stdout is not None:
            sys.stdout.flush()
    except RepartieError as error:
        say(message_of(error))
        return error.exit_code
    except BrokenPipeError:
        silence_output()
        return ExitCode.DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the edge of the program: no traceback may reach a person
        say(_defect_message(error))
        return ExitCode.USAGE
    return code


def message_of(error: RepartieError) -> str:
    """The whole French message of an error: its first diagnostics, one a line, then what happened and what to do."""
    diagnostics = error.diagnostics if isinstance(error, InvalidFileError) else ()
    lines = [str(diagnostic) for diagnostic in diagnostics[:MOST_DIAGNOSTICS]]
    if len(diagnostics) > MOST_DIAGNOSTICS:
        lines.append(f"(et {len(diagnostics) - MOST_DIAGNOSTICS} autres)")
    return "\n".join([*lines, f"{_label('Erreur')} : {error}"])


def _label(word: str) -> str:
    """``word`` in bold red when standard error is a terminal that wants colours (https://no-color.org)."""
    colourful = sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
    return f"\x1b[1;31m{word}\x1b[0m" if colourful and not os.environ.get("NO_COLOR") else word


def _defect_message(error: Exception) -> str:
    log = _write_log(error)
    kept = (
        f"Le détail est dans le fichier {log}." if log else f"Le détail n’a pas pu être écrit ({type(error).__name__})."
    )
    what = "Repartie a rencontré un défaut imprévu et s’arrête."
    return f"{_label('Erreur')} : {what}\n→ {kept} Joignez-le à votre signalement."


def _write_log(error: Exception) -> Path | None:
    """Append the traceback to the user's log file, or to a temporary one when that place cannot be written."""
    # Imported here: on the way of every start, and needed only by a defect.
    import tempfile
    import traceback
    from datetime import UTC, datetime
    from pathlib import Path

    from platformdirs import user_log_path

    entry = f"--- {datetime.now(UTC).isoformat(timespec='seconds')}\n{''.join(traceback.format_exception(error))}\n"
    for folder in (user_log_path("repartie", appauthor=False), Path(tempfile.gettempdir())):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with (folder / "repartie.log").open("a", encoding="utf-8", errors="backslashreplace") as log:
                log.write(entry)
        except OSError:
            continue
        return folder / "repartie.log"
    return None
