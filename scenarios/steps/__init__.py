"""
The phrases, one module for each place where somebody acts.
"""
