"""The small condition language that scripts and criteria share.

A trainer writes « empathie et tension < 60 » and reads it aloud. The language is French, has no loop, no attribute and
no index, and every condition is checked when its file is loaded; evaluating one can then neither fail nor run long.
This package knows no script, no marker and no gauge: a ``Namespace`` says which words exist.
"""

from simulator.expressions.condition import Condition, compile_condition
from simulator.expressions.namespace import Environment, Namespace, Signature

__all__ = ["Condition", "Environment", "Namespace", "Signature", "compile_condition"]
