"""
Methods 2 and 3, the keys and the limits, broken one documented rule at a time.
"""

from harness.strength.breakage import (
    Breakage,
    always,
    answering,
    asked,
    breakage,
    having,
    instead,
)

LABELS = (
    breakage(
        "rates-order",
        "M01",
        "Services are listed with the dearest first.",
        "engine.shipping_service.rates.offers",
        answering(lambda offers: offers[::-1]),
    ),
    breakage(
        "rates-every-package",
        "M01",
        "A service counts that does not take every package.",
        "engine.shipping_service.rates.offers",
        asked(lambda packages: packages[:1]),
    ),
    breakage(
        "rates-kilograms",
        "M07",
        "Kilograms are sent as grams.",
        "engine.shipping_service.freight.weight_grams",
        lambda _: lambda weight, _units: weight,
    ),
    breakage(
        "service-currency",
        "L02",
        "Rates are asked for in another currency.",
        "engine.domain.service.ShippingService.currency_problem",
        always(""),
    ),
    breakage(
        "service-permissions",
        "L05 L06",
        "Everybody may see packages and make labels.",
        "engine.web.shipping.check_may",
        always(value=None),
    ),
    breakage(
        "label-choices",
        "M15",
        "A label is made without a carrier or a confirmation.",
        "engine.shipping_service.loading.missing_choices",
        always(""),
    ),
    breakage(
        "label-lost",
        "M14",
        "Where no answer came, a label is bought again.",
        "engine.shipping_service.keeping.find_lost",
        always(value=None),
    ),
    breakage(
        "label-void-refused",
        "M11",
        "A void that the carrier refuses counts as approved.",
        "engine.shipping_service.voids._is_void",
        always(value=True),
    ),
    breakage(
        "label-void-number",
        "M10",
        "A voided label's number stays in Cin7 Core.",
        "engine.shipping_service.voids.write_labels",
        always(()),
    ),
    breakage(
        "label-number",
        "M02 M03",
        "Labels have no number in Cin7 Core.",
        "engine.shipping_service.labels.write_labels",
        always(()),
    ),
    breakage(
        "service-filter",
        "N04",
        "The export filter wants everything.",
        "engine.shipping_service.export.export_filter",
        always(lambda _: None),
    ),
    breakage(
        "service-mode",
        "N05",
        "Sales are exported whose label is made in Cin7 Core.",
        "engine.domain.service.ShippingService.exports",
        instead(property(lambda _: True)),
    ),
)

FLOWS = (
    breakage(
        "flow-create-only",
        "I26",
        "Orders are imported though Setup says that they are created only.",
        "engine.domain.setup.Setup.imports",
        instead(property(lambda _: True)),
    ),
    breakage(
        "flow-import-only",
        "I26",
        "Orders are created though Setup says that they are imported only.",
        "engine.domain.setup.Setup.creates",
        instead(property(lambda _: True)),
    ),
    breakage(
        "flow-rival",
        "O09",
        "A fulfilment leaves by two paths.",
        "engine.flows.outbound._has_rival",
        always(value=False),
        "engine.adapters.ledger.orders.OrderTable.offer",
        always(()),
    ),
    breakage(
        "shipment-return",
        "J04",
        "A return label counts as a shipment.",
        "engine.flows.polling._noted",
        asked(having(is_return=False), position=1),
    ),
    breakage(
        "shipment-carrier",
        "J01 J11",
        "Shipments that are polled for have no carrier.",
        "engine.domain.ship_plan.cin7_carrier",
        always("DEFAULT Carrier"),
    ),
    breakage(
        "shipment-voided-later",
        "J03",
        "A void that comes later is not seen.",
        "engine.flows.polling._again",
        always(()),
    ),
    breakage(
        "refund-restock",
        "K02",
        "Goods that never left are put back all the same.",
        "engine.shipstation_store.changes.credit_note",
        lambda right: (
            lambda *given, **named: right(
                *given, **{**named, "ignores_unshipped": False}
            )
        ),
    ),
    breakage(
        "refund-no-restock",
        "K04",
        "Goods that come back are not put back.",
        "engine.domain.refund._restocked",
        always(()),
    ),
    breakage(
        "refund-waits",
        "K01 K03",
        "Restock of goods that never left is always ignored.",
        "engine.shipstation_store.changes.credit_note",
        lambda right: (
            lambda *given, **named: right(
                *given, **{**named, "ignores_unshipped": True}
            )
        ),
    ),
    breakage(
        "setup-check",
        "H06",
        "A Setup that cannot work is taken.",
        "engine.connections.settings._require",
        always(value=None),
    ),
)

KEYS = (
    breakage(
        "keys-break",
        "P02 P11",
        "Refused keys break no connection.",
        "engine.flows.keys.break_connections",
        always(value=None),
    ),
    breakage(
        "keys-sharing",
        "P11",
        "Only one of the connections with dead keys stops.",
        "engine.adapters.ledger.accounts.ConnectionTable.sharing",
        answering(lambda connections: connections[:1]),
    ),
)

LIMITS = (
    breakage(
        "limit-wait",
        "R01",
        "ShipStation is asked again before it says.",
        "engine.adapters.shipstation_calls.wait_told",
        always(0.0),
        "engine.adapters.shipstation_calls._used_up_seconds",
        always(0.0),
    ),
    breakage(
        "limit-told",
        "R02",
        "Too Many Requests counts as a failure like others.",
        "engine.adapters.shipstation_calls._is_throttled",
        always(value=False),
    ),
    breakage(
        "refusal-told",
        "R09",
        "What Cin7 Core says in a refusal is left out.",
        "engine.adapters.cin7_calls._error",
        always("no"),
    ),
)

COMPARED = (
    breakage(
        "compared-orders",
        "S04",
        "A sale whose order is gone is not found.",
        "engine.reconciliation.connection.order_difference",
        always(value=None),
    ),
    breakage(
        "compared-numbers",
        "S04 G07",
        "A dead number is not found.",
        "engine.reconciliation.connection.number_differences",
        always(()),
        "engine.reconciliation.custom_store.number_differences",
        always(()),
    ),
)

CONNECTION_RULES: tuple[Breakage, ...] = (
    *LABELS,
    *FLOWS,
    *KEYS,
    *LIMITS,
    *COMPARED,
)
