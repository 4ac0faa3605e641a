"""Hostile input by the million: see fuzz/README.md."""
