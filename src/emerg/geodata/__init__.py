"""Where things are: coordinates as people write them, base layers to draw on, names to find."""
