"""Lengths and directions measured on the map."""
