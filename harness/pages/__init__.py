"""
The control room: where a person watches and steers all parts in a browser.
"""
