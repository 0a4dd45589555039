@operation:shipstation.create_label_for_order @operation:shipstation.list_shipments @operation:cin7_core.replace_ship
Feature: What ShipStation tells Cin7 Core when a label is created
  ShipStation notifies the store as soon as a label exists. The notification
  carries seven things, and each of them arrives.

  Background:
    Given Cin7 Core is connected as a store in ShipStation
    And sale SO-00001 of 3 BELL-01 and 2 LAMP-02 is packed, and its shipment drafted
    And ShipStation has imported SO-00001

  @seed @seed-06 @seed-41 @seed-42 @seed-49 @E01 @durable
  Rule: The notification carries the status update and the tracking number
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: A label ships the sale
      When a label is created for SO-00001
      Then sale SO-00001 is shipped in Cin7 Core
      And the tracking number is the same in ShipStation, on the wire and in Cin7 Core

    Example: Every label is told at once
      Given sale SO-00002 is packed, and its shipment drafted
      And ShipStation has imported SO-00002
      When a label is created for SO-00001
      And a label is created for SO-00002
      Then sale SO-00001 is shipped in Cin7 Core
      And sale SO-00002 is shipped in Cin7 Core

  @seed @seed-43 @seed-44 @E02
  Rule: The notification carries the carrier and the service
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: USPS Priority Mail
      When a label is created for SO-00001
      Then the notification names carrier "USPS" and service "USPS Priority Mail"
      And the ship line of SO-00001 in Cin7 Core names carrier "USPS"
      And the engine has carrier "USPS" and service "USPS Priority Mail" for SO-00001

  @seed @seed-45 @E03
  Rule: The notification carries the carrier's cost
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: The cost of the label
      When a label is created for SO-00001
      Then the cost is the same in ShipStation, on the wire and in the engine

  @seed @seed-46 @seed-48 @E04
  Rule: The notification carries the notes to the buyer
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: A note was set on the order
      Given the note to the buyer of SO-00001 is "Mind the step"
      When a label is created for SO-00001
      Then the notification has the note "Mind the step"
      And the shipment of SO-00001 in Cin7 Core has the note "Mind the step"

    Example: No note was set
      When a label is created for SO-00001
      Then the notification has no note

  @seed @seed-47 @E05
  Rule: The notification carries the items of the shipment
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: One of two lines is in the parcel
      When a label is created for SO-00001 with only 3 BELL-01 in the parcel
      Then the notification has the items 3 BELL-01
      And the engine has the items 3 BELL-01 for SO-00001
      And sale SO-00001 is partly shipped in Cin7 Core

  @cin7 @E06
  Rule: Stock leaves with the shipment
    Source: https://help.core.cin7.com/hc/en-us/articles/9034589736463

    Example: Three bells less
      Given 1000 BELL-01 are on hand in Cin7 Core
      When a label is created for SO-00001
      Then 997 BELL-01 are on hand in Cin7 Core
      And sale SO-00001 has a stock movement

  @cin7 @E07
  Rule: A web shop's sale gets its tracking number in Cin7 Core
    Source: https://help.core.cin7.com/hc/en-us/articles/9034589736463

    Example: Sold by the channel, shipped in ShipStation
      Given SO-00001 came from the channel "Web shop"
      When a label is created for SO-00001
      Then sale SO-00001 is shipped in Cin7 Core

  @shipstation @E08
  Rule: An order that is marked as shipped is told like a label
    Source: https://help.shipstation.com/hc/en-us/articles/360025856192

    Example: Shipped by another service
      When order SO-00001 is marked as shipped with tracking number QX7
      Then sale SO-00001 has the tracking numbers QX7

  @shipstation @E09
  Rule: Marking as shipped by the API tells nobody unless it is asked to
    Source: https://www.shipstation.com/docs/api/orders/mark-as-shipped/

    Example: A script marks the order
      When order SO-00001 is marked as shipped by the API
      Then no notification was sent
      And sale SO-00001 has no tracking number

  @shipstation @E10
  Rule: A label with the notification suppressed changes nothing in Cin7 Core
    Source: https://help.shipstation.com/hc/en-us/articles/360026157891

    Example: Notices are acknowledged when they are applied
      Given notices are acknowledged when they are applied
      When a label is created for SO-00001 with the notification suppressed
      Then no notification was sent
      And the ship stage of SO-00001 is DRAFT

  @shipstation @E11
  Rule: A delayed notification comes with the carrier's first scan
    Source: https://help.shipstation.com/hc/en-us/articles/360026157891

    Example: Label today, scan tomorrow
      Given the store notifies at the first scan
      When a label is created for SO-00001
      Then sale SO-00001 has no tracking number
      When the carrier scans the parcel of SO-00001
      Then sale SO-00001 is shipped in Cin7 Core

  @shipstation @E12 @durable
  Rule: The same notification twice changes nothing more
    Source: https://github.com/shipstation/plugin-magento

    Example: ShipStation sends it again
      When a label is created for SO-00001
      And the notification for SO-00001 is sent again
      Then both notifications were accepted
      And sale SO-00001 has one ship line and one tracking number

    Example: ShipStation sends two at once
      Given the next notification is sent twice
      When a label is created for SO-00001
      Then both notifications were accepted
      And sale SO-00001 has one ship line and one tracking number

  @shipstation @E13
  Rule: A notification for an order that is not known is refused
    Source: https://help.shipstation.com/hc/en-us/articles/360025856192

    Example: An order that was typed into the store by nobody
      When somebody notifies the store that SO-99999 is shipped
      Then the answer is 404 Not Found

  @shipstation @E14
  Rule: A notification that cannot be read is refused
    Source: https://help.shipstation.com/hc/en-us/articles/360025856192

    Example: Broken in the middle
      When the store is notified with half a document
      Then the answer is 400 Bad Request
      And sale SO-00001 has no tracking number

  @shipstation @E15
  Rule: A notification without items means the whole order
    Source: https://github.com/shipstation/plugin-magento

    Example: An empty list
      When somebody notifies the store that SO-00001 is shipped, without items
      Then the answer is 200 OK
      And sale SO-00001 is shipped in Cin7 Core

  @field @E17
  Rule: A failure inside does not look like success
    Source: https://github.com/woocommerce/woocommerce-shipstation

    Example: Cin7 Core fails while the notice is applied
      Given notices are acknowledged when they are applied
      And Cin7 Core fails at the next 9 shipments
      When a label is created for SO-00001
      Then ShipStation shows that the notification failed
      And sale SO-00001 has no tracking number

    Example: Sent again, it goes through
      Given notices are acknowledged when they are applied
      And Cin7 Core fails at the next 1 shipments
      When a label is created for SO-00001
      And the notification for SO-00001 is sent again
      Then sale SO-00001 is shipped in Cin7 Core

    Example: Lost on the way, and sent again
      Given the next notification is lost on the way
      When a label is created for SO-00001
      Then ShipStation shows that the notification failed
      When the notification for SO-00001 is sent again
      Then sale SO-00001 is shipped in Cin7 Core

  @field @E18
  Rule: A notification for a voided sale is refused and logged
    Source: https://github.com/shipstation/plugin-magento

    Example: Voided while the label was printed
      Given sale SO-00001 is voided
      When a label is created for SO-00001
      Then ShipStation shows that the notification failed
      And the log says that SO-00001 failed because of "voided"

  @field @E19
  Rule: A line that is not known does not stop the others
    Source: https://github.com/shipstation/plugin-magento

    Example: One SKU of ours and one of somebody else
      When the store is notified of 3 BELL-01 and 1 NOBODYS-1 for SO-00001
      Then the answer is 200 OK
      And the log of SO-00001 names "NOBODYS-1"
      And sale SO-00001 is partly shipped in Cin7 Core

  @field @E20
  Rule: A bundle that is told by its components counts as shipped
    Source: https://github.com/shipstation/plugin-magento

    Example: Sold as one line, packed as two things
      Given sale SO-00002 of 1 BIKE-KIT is packed, and its shipment drafted
      And ShipStation has imported SO-00002
      When the store is notified of 1 FRAME-1 and 2 WHEEL-1 for SO-00002
      Then the answer is 200 OK
      And sale SO-00002 is shipped in Cin7 Core

  @cin7 @E21
  Rule: A shipment that is authorised already gets its number added
    Source: https://dearinventory.docs.apiary.io/

    Example: Authorised by hand, labelled later
      Given the shipment of SO-00001 is authorised without a tracking number
      When a label is created for SO-00001
      Then the tracking number was added to the authorised shipment of SO-00001

  @field @E22
  Rule: Missing stages are completed
    Source: https://support.shiptheory.com/

    Example: The ship stage was only drafted
      When a label is created for SO-00001
      Then the ship stage of SO-00001 is AUTHORISED

  @own @E23
  Rule: A carrier that Cin7 Core does not know becomes the default one, and is logged

    Example: A courier on a bicycle
      When order SO-00001 is marked as shipped by the carrier "Bike Bros" with tracking number QX9
      Then the ship line of SO-00001 in Cin7 Core names "DEFAULT Carrier"
      And the log of SO-00001 names "Bike Bros"

  @own @E24
  Rule: The invoice is left alone

    Example: A draft stays a draft
      Given the invoice of SO-00001 is drafted
      When a label is created for SO-00001
      Then the invoice of SO-00001 is DRAFT
