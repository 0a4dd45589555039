@operation:shipstation.list_shipments @operation:shipstation.list_fulfillments @operation:cin7_core.replace_ship
Feature: Shipments of imported orders
  When an order ships in ShipStation, its sale in Cin7 Core receives the shipment.

  Background:
    Given a ShipStation store is connected in Cin7 Core
    And 10 BELL-01 are put on the shelf in Cin7 Core
    And order W-1 of 3 BELL-01 came into ShipStation
    And the integration has synchronised

  @seed @seed-08 @J01 @durable
  Rule: When the order ships, the sale receives its shipment
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: A label in ShipStation
      When a label is created for the order W-1
      And the integration synchronises
      Then order W-1 is a shipped sale in Cin7 Core
      And the sale of W-1 carries the number of its label, and carrier "USPS"
      And 7 BELL-01 are on hand in Cin7 Core

  @field @J02
  Rule: An order that was marked as shipped has its shipment too
    Source: https://www.shipstation.com/docs/api/fulfillments/list/

    Example: Marked as shipped with tracking number ZX9
      When W-1 is marked as shipped with tracking number ZX9
      And 15 minutes pass
      Then the sale of W-1 has the tracking number ZX9

  @field @J03
  Rule: A shipment that is voided later is told, or taken back, as Setup says
    Source: https://github.com/agritheory/shipstation_integration

    Example: It is told
      Given a label was created for W-1, and the integration has synchronised
      When the label of W-1 is voided
      And 15 minutes pass
      Then the sale of W-1 still has the number of the voided label
      And the log of the sale of W-1 says "voided_later"

    Example: It is taken back
      Given voided shipments are taken back
      And a label was created for W-1, and the integration has synchronised
      When the label of W-1 is voided
      And 15 minutes pass
      Then the sale of W-1 has no tracking number

  @own @J04
  Rule: A return label is not a shipment
    Source: decision dec-31

    Example: After the label that it returns
      Given a label was created for W-1, and the integration has synchronised
      When a return label is created for the order W-1
      And 15 minutes pass
      Then the sale of W-1 carries the number of its label
      And the log of the sale of W-1 says "return_label"

  @field @J05
  Rule: A null entry in a list is passed over
    Source: https://github.com/agritheory/shipstation_integration

    Example: Beside a real shipment
      Given order W-2 of 1 BELL-01 came into ShipStation
      And the integration has synchronised
      And labels are created for W-1 and W-2, and that of W-2 is listed as null
      When 15 minutes pass
      Then order W-1 is a shipped sale in Cin7 Core
      And the sale of W-2 has no tracking number

  @field @J06
  Rule: An order that breaks its page is found, passed over and reported
    Source: https://github.com/skuvault-integrations/shipStationAccess

    Example: One of three
      Given the orders W-2 and W-3 of 1 BELL-01 came into ShipStation
      And every list with W-2 breaks ShipStation
      When the integration synchronises
      Then order W-3 is a sale in Cin7 Core
      And order W-2 is no sale in Cin7 Core
      And the log says "poison"

  @own @J07
  Rule: A shipment that is read before its order is tried again
    Source: decision dec-31

    Example: The order waits for a product
      Given orders with missing products are held
      And order W-2 of 1 NEW-99 came into ShipStation
      And a label was created for W-2, and the integration has synchronised
      When 5 NEW-99 are put on the shelf in Cin7 Core
      And 60 minutes pass
      Then order W-2 is a shipped sale in Cin7 Core

  @field @J08
  Rule: A parcel from another warehouse is seen
    Source: https://www.sweetprocess.com/shipcalm

    Example: Ship From is changed in ShipStation
      Given W-1 is shipped from another warehouse of ShipStation
      When 15 minutes pass
      Then the sale of W-1 carries the number of its label

  @field @J09
  Rule: An order in several parcels is shipped by parts
    Source: https://help.shipstation.com/hc/en-us/articles/360060188272

    Example: Two of three, then the last
      When a label is created for 2 BELL-01 of W-1
      And 15 minutes pass
      And a label is created for 1 BELL-01 of W-1
      And 15 minutes pass
      Then order W-1 is a shipped sale in Cin7 Core
      And the sale of W-1 has two tracking numbers

  @own @J10
  Rule: A shipment is written once, whatever is lost on the way
    Source: decision dec-4

    Scenario Outline: Cin7 Core does it, and the answer is lost
      Given the answer to the next <operation> of Cin7 Core is lost
      When a label is created for the order W-1
      And 60 minutes pass
      Then order W-1 is a shipped sale in Cin7 Core
      And 7 BELL-01 are on hand in Cin7 Core

      Examples:
        | operation   |
        | write_pick |
        | write_pack |
        | replace_ship |
