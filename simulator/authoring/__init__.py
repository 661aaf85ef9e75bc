"""What trainers use to write scripts and rubrics.

Today: ``check``, which tells everything wrong in their files, with its place. It plays nothing and judges nobody.
"""

from simulator.authoring.check import check_paths
from simulator.authoring.emitters import as_json, as_text

__all__ = ["as_json", "as_text", "check_paths"]
