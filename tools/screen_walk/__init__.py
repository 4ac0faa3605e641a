"""Goes through the window as a person would, for `tools/screens.py`."""
