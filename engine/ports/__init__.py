"""
What the engine asks of the world.
"""
