"""
What a run has shown, along axes that are kept apart and never added up.
"""
