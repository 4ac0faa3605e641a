"""What was spilled, and how much of it may be in water: dated, sourced tables and their reading."""
