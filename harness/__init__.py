"""
The bench: it owns time, faults, wiring and verdicts.
"""
