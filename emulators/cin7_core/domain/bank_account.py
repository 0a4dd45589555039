"""
The accounts of the chart that lie at a bank, as the list of banks shows them.
"""

from decimal import Decimal
from typing import Any

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.books import Row
from emulators.cin7_core.domain.reading import ZERO
from emulators.cin7_core.domain.uses import use_of


def bank_account(account: Account, row: Row) -> dict[str, Any]:
    """
    Return the row of an account at a bank.

    Its balance is what customers paid in, less what was refunded: nothing else moves
    money here, and no statement of a bank is ever imported.
    """
    code = row["Code"]
    # Added up once for each state, and not for each call.
    balance = account.lock.document(("balance", code), lambda: _balance(account, code))
    return {
        "AccountID": row["BankAccountId"],
        "Bank": row["Bank"],
        "AccountName": row["Name"],
        "AccountNumber": row["BankAccountNumber"],
        "AccountCode": code,
        "Currency": account.organisation.currency,
        "StatementBalance": ZERO,
        "BalanceInDear": balance.body,
        "InitialBalance": ZERO,
    }


def _balance(account: Account, code: str) -> Decimal:
    use = use_of("accounts", code)
    return sum(
        (
            payment.amount * (-1 if payment.kind == "Refund" else 1)
            for sale in account.sales.using(use)
            for payment in sale.payments()
            if use_of("accounts", payment.account) == use
        ),
        ZERO,
    )
