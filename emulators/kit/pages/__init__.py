"""
What a person sees of a fake in a browser: pages, forms and a session, no vendor.
"""
