"""
Stock adjustments and transfers.
"""

from emulators.cin7_core.domain.adjusting import (
    change_adjustment,
    create_adjustment,
    end_adjustment,
)
from emulators.cin7_core.domain.stock_documents import (
    adjustment_document,
    adjustment_row,
    transfer_document,
    transfer_row,
)
from emulators.cin7_core.domain.transferring import (
    change_transfer,
    create_transfer,
    end_transfer,
)
from emulators.cin7_core.operations.documents import (
    DocumentType,
    document_operations,
    list_operation,
)
from emulators.cin7_core.operations.params import WORD
from emulators.kit.operation import TEXT

adjustments = document_operations(
    DocumentType(
        noun="stock_adjustment",
        path="/stockadjustment",
        key="TaskID",
        schema="stock_adjustment",
        find=lambda account, task_id: account.adjustments.by_id(task_id),
        create=create_adjustment,
        change=change_adjustment,
        end=end_adjustment,
        show=lambda account, found, _: adjustment_document(account, found),
        query={},
    )
)
list_adjustments = list_operation(
    "stock_adjustment_list",
    "/stockadjustmentList",
    shelf=lambda account: account.adjustments,
    key="StockAdjustmentList",
    filters={"Status": WORD},
    show=lambda _, found: adjustment_row(found),
)
transfers = document_operations(
    DocumentType(
        noun="stock_transfer",
        path="/stockTransfer",
        key="TaskID",
        schema="stock_transfer",
        find=lambda account, task_id: account.transfers.by_id(task_id),
        create=create_transfer,
        change=change_transfer,
        end=end_transfer,
        show=lambda account, found, _: transfer_document(account, found),
        query={},
    )
)
list_transfers = list_operation(
    "stock_transfer_list",
    "/stockTransferList",
    shelf=lambda account: account.transfers,
    key="StockTransferList",
    filters={"Status": WORD, "Search": TEXT},
    show=lambda _, found: transfer_row(found),
)
