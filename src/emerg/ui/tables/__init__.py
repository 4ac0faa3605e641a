"""What every table of the window does: it is sorted, filtered, copied and exported."""
