"""
Figures, each measured beside the thing that it is compared with, in one run.
"""
