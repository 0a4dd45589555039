"""
What Cin7 Core has and this fake lacks: each call answers 501 and names itself.
"""

from typing import Any

from emulators.cin7_core.operations.params import DOCS
from emulators.kit.operation import Operation, not_built

_WORDS = {"G": "GET", "C": "POST", "U": "PUT", "D": "DELETE"}
_NAMES = {"G": "get", "C": "create", "U": "update", "D": "delete"}

# Path, verbs (get, create, update, delete), noun.
_TABLE: tuple[tuple[str, str, str], ...] = (
    ("/ref/templates", "G", "template"),
    ("/disassemblyList", "G", "disassembly_list"),
    ("/disassembly", "GCD", "disassembly"),
    ("/disassembly/order", "GC", "disassembly_order"),
    ("/finishedGoodsList", "G", "finished_goods_list"),
    ("/finishedGoods", "GCUD", "finished_goods"),
    ("/finishedGoods/order", "GC", "finished_goods_order"),
    ("/finishedGoods/pick", "GC", "finished_goods_pick"),
    ("/production/factoryCalendar", "G", "factory_calendar"),
    ("/production/productionBOM", "G", "production_bom"),
    ("/production/order", "GCUD", "production_order"),
    ("/production/orderList", "G", "production_order_list"),
    ("/production/order/authorise", "C", "production_order_authorisation"),
    ("/production/order/release", "C", "production_order_release"),
    ("/production/order/undo", "C", "production_order_undo"),
    ("/production/order/void", "C", "production_order_void"),
    ("/production/order/attachment", "GCD", "production_order_attachment"),
    ("/production/order/referenceData", "G", "production_order_reference_data"),
    ("/production/order/run", "GCU", "production_run"),
    ("/production/order/run/complete", "C", "production_run_completion"),
    ("/production/order/run/undo", "C", "production_run_undo"),
    ("/production/order/run/void", "C", "production_run_void"),
    ("/production/order/run/manualJournal", "GC", "production_run_manual_journal"),
    ("/production/order/run/operation/start", "C", "run_operation_start"),
    ("/production/order/run/operation/suspend", "C", "run_operation_suspension"),
    ("/production/order/run/operation/resume", "C", "run_operation_resumption"),
    ("/production/order/run/operation/complete", "C", "run_operation_completion"),
    ("/production/resourceList", "G", "production_resource_list"),
    ("/production/resource", "GCUD", "production_resource"),
    ("/production/suspendReason", "GCUD", "suspend_reason"),
    ("/production/workcenters", "GCUD", "work_centre"),
    ("/ref/fixedassettype", "GCU", "fixed_asset_type"),
    ("/inventoryWriteOffList", "G", "inventory_write_off_list"),
    ("/inventoryWriteOff", "GCUD", "inventory_write_off"),
    ("/journal", "GCUD", "journal"),
    ("/moneyTaskList", "G", "money_task_list"),
    ("/moneyOperation", "GCUD", "money_operation"),
    ("/bankTransfer", "GCUD", "bank_transfer"),
    ("/product/markupprices", "GU", "markup_price"),
    ("/reference/discount", "GCU", "discount"),
    ("/purchaseCreditNoteList", "G", "purchase_credit_note_list"),
    ("/purchase/stock", "GC", "purchase_stock"),
    ("/purchase/invoice", "GC", "purchase_invoice"),
    ("/purchase/creditnote", "GC", "purchase_credit_note"),
    ("/purchase/payment", "GCUD", "purchase_payment"),
    ("/purchase/manualJournal", "GC", "purchase_manual_journal"),
    ("/purchase/attachment", "GCD", "purchase_attachment"),
    ("/advanced-purchase/stock", "GCUD", "advanced_purchase_stock"),
    ("/advanced-purchase/put-away", "GCUD", "advanced_purchase_put_away"),
    ("/advanced-purchase/invoice", "GCUD", "advanced_purchase_invoice"),
    ("/advanced-purchase/creditnote", "GCUD", "advanced_purchase_credit_note"),
    ("/advanced-purchase/payment", "GCUD", "advanced_purchase_payment"),
    ("/advanced-purchase/manualJournal", "GC", "advanced_purchase_manual_journal"),
    ("/ref/supplier/deposits", "G", "supplier_deposit"),
    ("/ref/customer/templates", "GCD", "customer_template"),
    ("/ref/customer/credits", "G", "customer_credit"),
    ("/stockTakeList", "G", "stock_take_list"),
    ("/stocktake", "GCUD", "stock_take"),
    ("/stockTransfer/order", "GC", "stock_transfer_order"),
    ("/transactions", "G", "transactions"),
    ("/crm/task", "GCU", "crm_task"),
    ("/crm/taskcategory", "CU", "crm_task_category"),
    ("/crm/workflow", "CU", "crm_workflow"),
    ("/crm/workflowstart", "C", "crm_workflow_start"),
)

UNBUILT: tuple[Operation[Any], ...] = tuple(
    not_built(f"{_NAMES[verb]}_{noun}", _WORDS[verb], path, source=DOCS)
    for path, verbs, noun in _TABLE
    for verb in verbs
)
