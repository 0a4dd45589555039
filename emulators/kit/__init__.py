"""
What both fakes share; it knows neither of them.
"""
