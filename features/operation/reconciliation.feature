@operation:shipstation.list_orders @operation:shipstation.list_shipments @operation:cin7_core.list_sales @needs:shipstation_store @needs:reconciliation
Feature: Both sides are compared
  What one side has and the other has not is listed with a way to mend it. Nothing is
  mended by itself: a person, or a script, has to ask for it.

  Background:
    Given a ShipStation store is connected in Cin7 Core
    And 10 BELL-01 are put on the shelf in Cin7 Core
    And the shop sells to Kestrel Cycles

  @own @S04
  Rule: Sides that agree have no difference

    Example: One order in each direction, one of them shipped
      Given order W-1 of 3 BELL-01 came into ShipStation
      And the integration has synchronised
      And a label was created for W-1, and the integration has synchronised
      And sale SO-00002 is packed, and its shipment drafted
      When the integration synchronises
      Then reconciliation reports nothing

  @own @S04
  Rule: A sale whose order is gone from ShipStation is sent again

    Example: Somebody has deleted the order
      Given sale SO-00001 is packed, and its shipment drafted
      And the integration has synchronised
      And the order SO-00001 is deleted in ShipStation
      When "order_missing" of SO-00001 is mended by "send_again"
      And the integration synchronises
      Then order SO-00001 is in Awaiting Shipment

  @own @S04
  Rule: An order whose sale was voided becomes a sale again

    Example: The sale was voided in Cin7 Core alone
      Given order W-1 of 3 BELL-01 came into ShipStation
      And the integration has synchronised
      And the sale of W-1 was voided in Cin7 Core
      When "sale_voided" of W-1 is mended by "import"
      And the integration synchronises
      Then one sale of W-1 is good in Cin7 Core

  @own @S04
  Rule: An order that no sale was made of becomes one

    Example: Its store was not chosen when it came
      Given only another store's orders are captured
      And order W-1 of 3 BELL-01 came into ShipStation
      And the integration has synchronised without a sale of W-1
      When the orders of all stores are captured
      And "order_not_imported" of W-1 is mended by "import", and the integration synchronises
      Then order W-1 is a sale in Cin7 Core

  @own @S04
  Rule: A shipment that nobody applied is applied

    Example: It is not waited for
      Given order W-1 of 3 BELL-01 came into ShipStation
      And the integration has synchronised
      And a label was just created for W-1
      When "shipment_not_applied" of the sale of W-1 is mended by "apply_shipment"
      Then order W-1 is a shipped sale in Cin7 Core
      And reconciliation reports nothing

  @own @S04
  Rule: The number of a voided label is taken from the sale

    Example: It was voided after the sale had it
      Given order W-1 of 3 BELL-01 came into ShipStation
      And the integration has synchronised
      And a label was created for W-1, and the integration has synchronised
      When the label of W-1 is voided
      And "shipment_voided" of the sale of W-1 is mended by "remove_number"
      Then the sale of W-1 has no tracking number

  @own @S04
  Rule: A number that somebody took away is written again

    Example: It was lost in Cin7 Core
      Given order W-1 of 3 BELL-01 came into ShipStation
      And the integration has synchronised
      And a label was created for W-1, and the integration has synchronised
      And the tracking number of the sale of W-1 is wiped out
      When "tracking_missing" of the sale of W-1 is mended by "take_number"
      Then the sale of W-1 carries the number of its label

    Example: A label was voided, and another created
      Given order W-1 of 3 BELL-01 came into ShipStation
      And the integration has synchronised
      And a label was created for W-1, and the integration has synchronised
      And the label of W-1 was voided, and another created
      When "tracking_differs" of the sale of W-1 is mended by "take_number"
      Then the sale of W-1 has the number of its last label alone

  @own @S04
  Rule: What a lost ledger forgot is noted again by the marks on both sides

    Example: An imported order
      Given order W-1 of 3 BELL-01 came into ShipStation
      And the integration has synchronised
      And the integration has lost its ledger
      When "origin_lost" of W-1 is mended by "adopt"
      And W-1 is labelled, and the integration synchronises
      Then order W-1 is a shipped sale in Cin7 Core

    Example: An order that Cin7 Core created
      Given sale SO-00001 is packed, and its shipment drafted
      And the integration has synchronised
      And the integration has lost its ledger
      When "origin_lost" of SO-00001 is mended by "adopt"
      And SO-00001 is labelled, and the integration synchronises
      Then sale SO-00001 carries the number of its label

  @own @S04
  Rule: A custom store is compared and mended in the same way

    Example: The number of a label after a void
      Given Cin7 Core is connected as a store in ShipStation instead, and may compare
      And sale SO-00001 is packed, and its shipment drafted
      And ShipStation has imported SO-00001
      And a label of SO-00001 was voided, and another created
      When "tracking_differs" of SO-00001 is mended by "take_number"
      Then Cin7 Core has the last tracking number of SO-00001 alone
