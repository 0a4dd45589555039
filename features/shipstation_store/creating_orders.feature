@operation:shipstation.create_orders @operation:cin7_core.list_sales @operation:cin7_core.get_sale
Feature: Cin7 Core creates orders in ShipStation
  Cin7 Core's own sales are created as orders in ShipStation, and their shipments
  are polled for.

  Background:
    Given a ShipStation store is connected in Cin7 Core
    And the shop sells to Kestrel Cycles

  @seed @seed-22 @I02 @durable
  Rule: A packed sale is created as an order in ShipStation
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: Pick, pack and ship status
      Given sale SO-00001 is packed, and its shipment drafted
      When the integration synchronises
      Then order SO-00001 is in Awaiting Shipment
      And the order SO-00001 has the key of its fulfilment

    Example: A sale that is not packed stays
      Given sale SO-00001 is picked
      When the integration synchronises
      Then ShipStation has no order SO-00001 by API
      And SO-00001 is held back by "pack"

  @seed @seed-08 @seed-23 @J11
  Rule: Shipments of created orders are polled for
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: A label in ShipStation
      Given sale SO-00001 is packed, and its shipment drafted
      And the integration has synchronised
      When a label is created for SO-00001
      And 15 minutes pass
      Then sale SO-00001 is shipped in Cin7 Core
      And sale SO-00001 carries the number of its label

  @own @seed-12 @I23
  Rule: No order makes the round trip
    Source: decision dec-2a

    Example: Created in ShipStation, then polled
      Given sale SO-00001 is packed, and its shipment drafted
      When the integration synchronises
      And 60 minutes pass
      Then Cin7 Core has 1 sale
      And ShipStation has the orders SO-00001

    Example: Imported from ShipStation, then packed
      Given 3 BELL-01 are put on the shelf in Cin7 Core
      And order W-1 of 3 BELL-01 came into ShipStation
      And the integration has synchronised
      When the sale of W-1 is packed, and its shipment drafted
      And 60 minutes pass
      Then ShipStation has one order

  @own @I24
  Rule: A change of an open order is sent; a void cancels it
    Source: decision dec-2a

    Example: Other notes
      Given sale SO-00001 is packed, and its shipment drafted
      And the integration has synchronised
      When the note of SO-00001 is changed to "Fragile"
      And 15 minutes pass
      Then the order SO-00001 in ShipStation has the internal note "Fragile"

    Example: The sale is voided
      Given sale SO-00001 is packed, and its shipment drafted
      And the integration has synchronised
      When sale SO-00001 is voided in Cin7 Core
      And 15 minutes pass
      Then order SO-00001 is in Cancelled

  @own @I25
  Rule: An order is created once, whatever is lost on the way
    Source: decision dec-4

    Example: ShipStation creates it, and the answer is lost
      Given sale SO-00001 is packed, and its shipment drafted
      And the answer to the next create_orders of ShipStation is lost
      When 60 minutes pass
      Then ShipStation has the orders SO-00001
      And the log of SO-00001 says nothing failed

  @own @I26
  Rule: Setup says which way orders go
    Source: decision dec-2

    Example: Import only
      Given orders are only imported
      And sale SO-00001 is packed, and its shipment drafted
      When the integration synchronises
      Then ShipStation has no order SO-00001 by API

    Example: Create only
      Given orders are only created
      And order W-1 of 3 BELL-01 came into ShipStation
      When the integration synchronises
      Then order W-1 is no sale in Cin7 Core
