"""
Gherkin made to run: the collector and the steps.
"""
