"""Tailings playbooks from the tables beside."""
