"""
The phrases and the bench, for every test.
"""
