"""emerg: offline playbooks, forecasts and briefs for environmental emergencies."""

__version__ = "0.1.0"
