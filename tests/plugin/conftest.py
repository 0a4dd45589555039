"""
What is loaded before pytest runs within pytest.

A run within this process takes back what it has imported. A module of Rust that is
imported again afterwards refuses to start: so it is here before.
"""

import cryptography.fernet  # noqa: F401
