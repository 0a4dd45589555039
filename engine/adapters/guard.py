"""
Tells whether a ledger transaction is open, so that no call is made inside one.
"""

from contextvars import ContextVar

transaction_is_open: ContextVar[bool] = ContextVar("transaction_is_open", default=False)


class CallInsideTransaction(AssertionError):
    """
    A vendor was called, or a sleep begun, while the ledger was locked.
    """


def check_no_transaction() -> None:
    """
    Return if no transaction is open in this context.
    """
    if transaction_is_open.get():
        raise CallInsideTransaction("no call and no sleep inside a ledger transaction")
