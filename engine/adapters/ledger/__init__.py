"""
The ledger in SQL: SQLite in a file or in memory, or PostgreSQL.
"""
