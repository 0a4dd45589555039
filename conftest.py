"""
The phrases and the bench come with the plugin; this adds pytest's own test bench.
"""

pytest_plugins = ["pytester"]
