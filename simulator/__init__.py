"""Repartie: role-play simulator for French mutual-insurance advisers.

The packages are layered; imports point inward only (see ``[tool.importlinter]`` in ``pyproject.toml``).
"""

__version__ = "0.1.0"
