"""Where things are and what lies downstream of them."""
