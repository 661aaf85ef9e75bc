"""Start a program in a pseudo-terminal of 80×24 and time how long a text takes to appear on its screen."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PATIENCE = 60.0
"""Seconds after which a program that shows nothing is given up."""


def seconds_until_shown(command: Sequence[str], text: str, environment: Mapping[str, str]) -> float:
    """Seconds from the start of ``command`` until ``text`` is written on its terminal; the program is then ended.

    Raises:
        TimeoutError: when the text does not appear.
    """
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    wanted, seen = text.encode(), b""
    started = time.perf_counter()
    child = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True
    )
    os.close(theirs)
    try:
        while wanted not in seen:
            left = PATIENCE - (time.perf_counter() - started)
            if left <= 0 or not select.select([ours], [], [], left)[0]:
                raise TimeoutError(f"« {text} » did not appear: {command}")
            try:
                seen += os.read(ours, 65536)
            except OSError as error:  # the program has ended: Linux says so with EIO
                raise TimeoutError(f"the program ended without showing « {text} »: {seen[-2000:]!r}") from error
        return time.perf_counter() - started
    finally:
        child.kill()
        child.wait()
        os.close(ours)
