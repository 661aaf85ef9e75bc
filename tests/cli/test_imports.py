"""What each command loads: programs that tag ten thousand replies do not wait for a screen or a database."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROBE = """
import sys
sys.stdin = stream = open({stdin!r})
from simulator.cli import main
code = main({words!r})
stream.close()
print(code, *(name for name in {unwanted!r} if name in sys.modules), file=sys.stderr)
"""
HEADLESS = ["play", "remboursement_refuse", "--headless", "--journal", "sqlite://"]


@pytest.mark.parametrize(
    ("words", "unwanted"),
    [
        (["tag", "Bonjour."], ["textual", "sqlalchemy", "sqlite3", "alembic"]),
        (["judge", "/dev/null"], ["textual", "sqlalchemy", "sqlite3", "alembic"]),
        (["check"], ["textual", "sqlalchemy", "sqlite3", "alembic"]),
        (["scripts"], ["textual", "sqlalchemy", "sqlite3", "alembic"]),
        (["rubrics"], ["textual", "sqlalchemy", "sqlite3", "alembic"]),
        (HEADLESS, ["textual"]),
        (["sessions", "--journal", "sqlite://"], ["textual"]),
    ],
    ids=lambda value: value[0],
)
def test_a_command_loads_no_screen(words: list[str], unwanted: list[str], environment: dict[str, str]) -> None:
    """A child process runs the command, then looks at what it has imported."""
    probe = PROBE.format(stdin="/dev/null", words=words, unwanted=unwanted)
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, env=environment, check=True)
    assert done.stderr.decode().splitlines()[-1] == "0"


def test_opening_the_app_loads_no_command_line(environment: dict[str, str]) -> None:
    """Without an argument, the refusal for want of a terminal comes before typer or pydantic is imported."""
    unwanted = ["typer", "pydantic", "sqlalchemy", "textual"]
    probe = PROBE.format(stdin="/dev/null", words=[], unwanted=unwanted)
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, env=environment, check=True)
    assert done.stderr.decode().splitlines()[-1] == "2"
