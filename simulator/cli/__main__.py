"""``python -m simulator.cli`` is ``repartie``: for places where the command is not on the path."""

from __future__ import annotations

import sys

from simulator.cli import main

sys.exit(main())
