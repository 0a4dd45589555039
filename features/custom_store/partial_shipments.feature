@operation:shipstation.list_shipments @operation:cin7_core.replace_ship
Feature: Orders that are split, shipped in parts, or combined
  A sale can leave in several parcels, and several sales can leave in one.

  Background:
    Given Cin7 Core is connected as a store in ShipStation

  @shipstation @F01
  Rule: The first of two shipments leaves the order open
    Source: https://help.shipstation.com/hc/en-us/articles/360060188272

    Example: The bells first
      Given sale SO-00001 of 3 BELL-01 and 2 LAMP-02 is packed, and its shipment drafted
      And ShipStation has imported SO-00001
      When a label is created for SO-00001 with only 3 BELL-01 in the parcel
      Then order SO-00001 is in Awaiting Shipment
      And sale SO-00001 is partly shipped in Cin7 Core

  @shipstation @F02
  Rule: The last of them ships the order, and the sale has every number
    Source: https://help.shipstation.com/hc/en-us/articles/360060188272

    Example: The bells, then the lamps
      Given sale SO-00001 of 3 BELL-01 and 2 LAMP-02 is packed, and its shipment drafted
      And ShipStation has imported SO-00001
      When a label is created for SO-00001 with only 3 BELL-01 in the parcel
      And a label is created for SO-00001 with only 2 LAMP-02 in the parcel
      Then order SO-00001 is in Shipped
      And sale SO-00001 has two tracking numbers

  @shipstation @F04
  Rule: The second half of an order that was split in the old manner is refused
    Source: https://help.shipstation.com/hc/en-us/articles/360024950272

    Example: Two orders, and a store that knows one
      Given an order that is split becomes two orders
      And sale SO-00001 of 3 BELL-01 and 2 LAMP-02 is packed, and its shipment drafted
      And ShipStation has imported SO-00001
      And 2 LAMP-02 are split off order SO-00001
      When a label is created for the second half of SO-00001
      Then ShipStation shows that the notification of the second half of SO-00001 failed

  @shipstation @F05
  Rule: One label for combined orders reaches every sale
    Source: https://help.shipstation.com/hc/en-us/articles/360060188292

    Example: Two sales in one parcel
      Given sale SO-00001 is packed, and its shipment drafted
      And sale SO-00002 is packed, and its shipment drafted
      And ShipStation has imported SO-00002
      And the orders SO-00001, SO-00002 are combined
      When a label is created for SO-00001
      Then sale SO-00001 and sale SO-00002 have the same tracking number

  @field @F07
  Rule: An order that was merged into another is gone, and stays so
    Source: https://www.shipstation.com/docs/api/models/advanced-options/

    Example: The next import brings the sale again
      Given sale SO-00001 is packed, and its shipment drafted
      And sale SO-00002 is packed, and its shipment drafted
      And the orders SO-00001, SO-00002 are imported and combined
      When ShipStation imports the store's orders
      Then ShipStation has the orders SO-00001
      And order SO-00001 names one order that was merged into it

  @field @F08
  Rule: No more is shipped than was packed
    Source: https://github.com/shipstation/plugin-magento

    Example: Two and one of three
      Given sale SO-00001 of 3 BELL-01 is packed, and its shipment drafted
      And ShipStation has imported SO-00001
      When a label is created for SO-00001 with only 2 BELL-01 in the parcel
      And a label is created for SO-00001 with only 1 BELL-01 in the parcel
      Then the engine has shipped 3 BELL-01 of SO-00001

    Example: Four of three
      Given sale SO-00001 of 3 BELL-01 is packed, and its shipment drafted
      And ShipStation has imported SO-00001
      When the store is notified of 4 BELL-01 for SO-00001
      Then the notification is refused
      And sale SO-00001 has no tracking number

  @field @F09
  Rule: Where the rest is cancelled after a part has left, its order is cancelled alone
    Source: https://help.shipstation.com/hc/en-us/articles/360060188272

    Example: The second fulfilment is voided
      Given sale SO-00001 has two fulfilments, both packed and drafted to ship
      And ShipStation has imported both, and the first is labelled
      And the second fulfilment of SO-00001 is voided
      When ShipStation imports the store's orders
      Then the order of the second fulfilment of SO-00001 is in Cancelled
      And order SO-00001 is in Shipped

  @field @F10
  Rule: The rest of a backorder is a new order, once
    Source: https://help.core.cin7.com/hc/en-us/articles/9034589736463

    Example: The missing bells arrive
      Given sale SO-00001 has two fulfilments, and only the first is packed and drafted to ship
      And ShipStation has imported the first fulfilment of SO-00001
      And the second fulfilment of SO-00001 is packed and drafted to ship
      When ShipStation imports the store's orders
      Then ShipStation has two orders of SO-00001, with keys of their own

  @own @F11
  Rule: Boxes that leave one by one complete the shipment with the last

    Example: Three boxes
      Given sale SO-00001 is packed into 3 boxes, and its shipment drafted
      And ShipStation has imported SO-00001
      When two boxes of SO-00001 are labelled
      Then sale SO-00001 is partly shipped in Cin7 Core
      When the last box of SO-00001 is labelled
      Then sale SO-00001 is shipped in Cin7 Core
