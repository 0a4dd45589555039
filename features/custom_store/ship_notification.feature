@operation:shipstation.create_label_for_order @operation:shipstation.list_shipments @operation:cin7_core.replace_ship
Feature: What ShipStation tells Cin7 Core when a label is created
  ShipStation notifies the store as soon as a label exists. The notification
  carries seven things, and each of them arrives.

  Background:
    Given Cin7 Core is connected as a store in ShipStation
    And sale SO-00001 of 3 BELL-01 and 2 LAMP-02 is packed, and its shipment drafted
    And ShipStation has imported SO-00001

  @seed @seed-06 @seed-41 @seed-42 @seed-49 @E01
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
      And the ship line of SO-00001 in Cin7 Core names a carrier
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
