"""One module per thing a user does: the only door for window, command line and tests."""
