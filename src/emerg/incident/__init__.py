"""The record of an incident: append-only, chained by hashes, on disk before it is reported."""
