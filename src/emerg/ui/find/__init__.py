"""One line that finds anything: places, stakes, positions, substances, contacts, commands."""
