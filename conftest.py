"""
The phrases and the bench come with the plugin; this adds what only our own tests need.
"""

pytest_plugins = ["pytester", "tests.postgresql"]
