"""
What is done to a sale's manual journal, and how the vendor shows it.
"""

from typing import Any

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.instants import midnight
from emulators.cin7_core.domain.journal import JournalClosed, JournalLine
from emulators.cin7_core.domain.reading import Document, cents, day, text
from emulators.cin7_core.domain.sale import Sale
from emulators.cin7_core.domain.stage import OPEN, Stage


def write_journal(account: Account, sale: Sale, body: Document) -> None:
    """
    Write the manual journal, as a draft or authorised.

    Raises:
        SaleVoided: The sale is voided.
        JournalClosed: It is authorised already, or the order is not yet.
        NotInBook: A line books to or from an account that does not exist.
    """
    sale.check_alive()
    stage = sale.journal_stage
    if stage is Stage.NOT_AVAILABLE:
        raise JournalClosed("Manual Journal is not possible: Order is not authorised")
    if stage not in OPEN:
        raise JournalClosed(f"Manual Journal cannot be changed: Status is {stage}")
    sale.journal.lines = tuple(_line(account, row) for row in body.get("Lines") or ())
    sale.journal.stage = Stage(body["Status"])
    account.touch(sale)


def journal_document(sale: Sale) -> dict[str, Any]:
    """
    Return the manual journal.
    """
    return {
        "Status": sale.journal_stage.value,
        "Lines": [
            {
                "Reference": line.reference,
                "Amount": line.amount,
                "Date": midnight(line.booked_on),
                "Debit": line.debit,
                "Credit": line.credit,
            }
            for line in sale.journal.lines
        ],
    }


def _line(account: Account, row: Document) -> JournalLine:
    accounts = account.books["accounts"]
    return JournalLine(
        reference=text(row, "Reference"),
        amount=cents(row["Amount"]),
        booked_on=day(row["Date"]),
        debit=accounts.wanted(text(row, "Debit"))["Code"],
        credit=accounts.wanted(text(row, "Credit"))["Code"],
    )
