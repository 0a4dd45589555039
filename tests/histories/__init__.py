"""
Random lives of accounts: what people, clients and time do to them.
"""
