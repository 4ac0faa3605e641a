"""Charts of an answer: at a place over time, down the river at an hour, and slack as bars.

Only these modules know pyqtgraph, and only `canvas` and what draws on it import it: the window is
up long before anybody asks for a chart.
"""
