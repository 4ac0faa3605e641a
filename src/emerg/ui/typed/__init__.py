"""What people type into the five questions, read into a scenario. Knows no widget."""
