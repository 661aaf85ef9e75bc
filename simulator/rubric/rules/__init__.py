"""The rule language of markers: token patterns that trainers write, compiled into one automaton.

Knows words, lexicon classes and clauses; knows no marker by name.
"""
