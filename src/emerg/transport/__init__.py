"""When a release arrives, how strong, and when it has passed. Pure numpy."""
