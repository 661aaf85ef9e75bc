"""Figures about Repartie: speed and memory as ratios measured in one run, accuracy against annotated data.

``python -m benchmarks`` prints the speed and memory table. Machines differ and are shared, so nothing here is a
test: each figure is a ratio against something simple measured at the same time on the same machine, with its
spread.
"""
