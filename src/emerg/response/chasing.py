"""How long nobody confirms a call before it is made again; light, for the settings ask it too."""

from datetime import timedelta

# Ours: an office may set it otherwise.
CHASE_AFTER = timedelta(minutes=15)
