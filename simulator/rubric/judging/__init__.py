"""How transcripts are read and criteria decided; ``simulator.rubric.judge`` is the way in."""
