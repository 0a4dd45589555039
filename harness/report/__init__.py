"""
What a run says afterwards: tables, one HTML page, properties for JUnit.
"""
