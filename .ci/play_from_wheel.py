"""Plays a recorded interview with the installed ``repartie`` and fails when it does not end as recorded.

Run it with the Python of an environment that has nothing but the wheel, away from the checkout:
``python -I play_from_wheel.py interviews``.
"""

import json
import subprocess
import sys
from pathlib import Path

import simulator


def main() -> int:
    """Play ``bonne.jsonl`` and compare its ending."""
    environment = Path(sys.executable).parent.parent
    if not Path(simulator.__file__).is_relative_to(environment):
        print(f"simulator comes from {simulator.__file__}, not from {environment}", file=sys.stderr)
        return 1
    first, *lines = Path(sys.argv[1], "bonne.jsonl").read_text(encoding="utf-8").splitlines()
    recorded = json.loads(first)
    settings = ["--channel", recorded["channel"], "--seed", str(recorded["seed"]), "--journal", "wheel.sqlite3"]
    command = [str(environment / "bin" / "repartie"), "play", recorded["script"], "--headless", *settings]
    played = subprocess.run(command, input="\n".join(lines) + "\n", capture_output=True, encoding="utf-8", check=False)
    events = [json.loads(line) for line in played.stdout.splitlines()]
    for event in events:
        if event["event"] in {"reply", "interlocutor"}:
            print(f"{'>' if event['event'] == 'reply' else '<'} {event['text']}")
    end = events[-1] if events else {}
    print(f"{end.get('title')} : {end.get('sentence')}")
    expected = ("end", recorded["expected_ending"], recorded["expected_quality"])
    found = (end.get("event"), end.get("ending"), end.get("quality"))
    if played.returncode != 0 or played.stderr or found != expected or not end["verdicts"]:
        print(f"code {played.returncode}, {found} instead of {expected}\n{played.stderr}", file=sys.stderr)
        return 1
    return 0


sys.exit(main())
