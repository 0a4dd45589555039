@operation:shipstation.create_orders @operation:shipstation.list_shipments
Feature: Export for fulfilment, and the 15 minutes
  Sales are exported to ShipStation and shipped there. What was shipped is read every
  15 minutes.

  @cin7 @N01
  Rule: A sale that is exported is an order in ShipStation
    Source: https://help.core.cin7.com/hc/en-us/articles/9034589708431

    Example: A sale that is ready
      Given ShipStation is connected as a shipping service that exports
      And sale SO-00001 is packed for Austin, and its shipment drafted
      When the integration synchronises
      Then order SO-00001 is in Awaiting Shipment

  @cin7 @N02
  Rule: What was shipped there is in Cin7 Core after 15 minutes
    Source: https://help.core.cin7.com/hc/en-us/articles/9034589708431

    Example: A label in ShipStation
      Given ShipStation is connected as a shipping service, and has got SO-00001
      When a label is created for SO-00001
      And 15 minutes pass
      Then sale SO-00001 is shipped in Cin7 Core

  @cin7 @N03
  Rule: Before the 15 minutes are over, Cin7 Core is unchanged
    Source: https://help.core.cin7.com/hc/en-us/articles/9034589708431

    Example: A minute after the label
      Given ShipStation is connected as a shipping service, and has got SO-00001
      When a label is created for SO-00001
      And 1 minutes pass
      Then sale SO-00001 has no tracking number

  @cin7 @N04
  Rule: A sale that the export filter does not want stays
    Source: https://help.core.cin7.com/hc/en-us/articles/9034589708431

    Example: Another carrier
      Given ShipStation is connected as a shipping service that exports carrier "Royal Mail"
      And sale SO-00001 by "DHL" is packed for Austin, and its shipment drafted
      And sale SO-00002 by "Royal Mail" is packed for Austin, and its shipment drafted
      When the integration synchronises
      Then ShipStation has the orders SO-00002
      And SO-00001 is held back by "carrier"

    Example: Another location
      Given ShipStation is connected as a shipping service that exports location "Annex"
      And sale SO-00001 is packed for Austin, and its shipment drafted
      When the integration synchronises
      Then SO-00001 is held back by "location"

    Example: A customer with another tag
      Given ShipStation is connected as a shipping service that exports tag "Trade"
      And sale SO-00001 is packed for Austin, and its shipment drafted
      When the integration synchronises
      Then SO-00001 is held back by "customer_tag"

  @cin7 @N05
  Rule: Where the label is made in Cin7 Core, there is no export
    Source: https://help.core.cin7.com/hc/en-us/articles/9034589708431

    Example: Labels and export, and the label was first
      Given ShipStation is connected as a shipping service for both
      And sale SO-00001 is packed for Austin, and its shipment drafted
      When labels are created for SO-00001
      And the integration synchronises
      Then ShipStation has 1 order and 1 shipment of SO-00001
      And SO-00001 is exported 0 times

    Example: Labels alone
      Given ShipStation is connected as a shipping service
      And sale SO-00001 is packed for Austin, and its shipment drafted
      When the integration synchronises
      Then SO-00001 is exported 0 times

  @shipstation @N06
  Rule: An open order that is exported again under its key is changed
    Source: https://www.shipstation.com/docs/api/orders/create-update-order/

    Example: A note that was added later
      Given ShipStation is connected as a shipping service, and has got SO-00001
      When the note of SO-00001 is changed to "Fragile"
      And 15 minutes pass
      Then order SO-00001 has the internal note "Fragile"
      And ShipStation has 1 order and 0 shipments of SO-00001

  @shipstation @N07
  Rule: An order that is shipped or cancelled cannot be changed, and the log says so
    Source: https://www.shipstation.com/docs/api/orders/create-update-order/

    Example: Cancelled in ShipStation
      Given ShipStation is connected as a shipping service, and has got SO-00001
      And order SO-00001 is cancelled there
      When the note of SO-00001 is changed to "Fragile"
      And 15 minutes pass
      Then the log says that SO-00001 failed because of "refused"
      And order SO-00001 is in Cancelled

    Example: Shipped in ShipStation a moment ago
      Given ShipStation is connected as a shipping service, and has got SO-00001
      And the order SO-00001 has left ShipStation
      When the note of SO-00001 is changed to "Fragile"
      And 15 minutes pass
      Then the log says that SO-00001 failed because of "refused"
      And order SO-00001 is in Shipped

  @shipstation @N09
  Rule: The whole order is sent, whatever has changed
    Source: https://www.shipstation.com/docs/api/orders/create-update-order/

    Example: One field of the sale
      Given ShipStation is connected as a shipping service, and has got SO-00001
      When the note of SO-00001 is changed to "Fragile"
      And 15 minutes pass
      Then the last export of SO-00001 has its address and its items

  @shipstation @N10
  Rule: Orders are sent a hundred at a time, at the most
    Source: https://www.shipstation.com/docs/api/orders/create-update-multiple-orders/

    Example: Three sales travel in one call
      Given ShipStation is connected as a shipping service that exports
      And sales SO-00001 to SO-00003 are packed for Austin, and their shipments drafted
      When the integration synchronises
      Then ShipStation has the orders SO-00001, SO-00002, SO-00003
      And one call has created them

  @own @S04
  Rule: What was exported is compared with what ShipStation has

    Example: Somebody has deleted the order
      Given ShipStation is connected as a shipping service, and has got SO-00001
      And the order SO-00001 is deleted in ShipStation
      When "order_missing" of SO-00001 is mended by "send_again"
      And the integration synchronises
      Then order SO-00001 is in Awaiting Shipment

    Example: A label that nobody has read yet
      Given ShipStation is connected as a shipping service, and has got SO-00001
      When a label is created for SO-00001
      And "shipment_not_applied" of SO-00001 is mended by "apply_shipment"
      Then sale SO-00001 is shipped in Cin7 Core
      And reconciliation reports nothing
