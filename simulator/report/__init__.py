"""Part of Repartie; see docs/architecture.md."""
