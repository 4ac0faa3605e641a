"""What lies at a place of the map, and what can be done there."""
