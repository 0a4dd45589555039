@operation:shipstation.list_orders @operation:shipstation.refresh_store
Feature: Which status an order gets in ShipStation
  Cin7 Core sends its own word for the state of a sale. The Cin7 Core tile of
  ShipStation knows five of them.

  Background:
    Given Cin7 Core is connected as a store in ShipStation
    And sale SO-00001 is packed, and its shipment drafted

  @seed @seed-35 @C01
  Rule: authorised means Awaiting Shipment
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: The invoice is authorised
      Given the invoice of SO-00001 is authorised
      When ShipStation imports the store's orders
      Then Cin7 Core sent the word "authorised" for SO-00001
      And order SO-00001 is in Awaiting Shipment

  @seed @seed-36 @C02
  Rule: draft means Awaiting Shipment
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: The invoice is a draft
      Given the invoice of SO-00001 is drafted
      When ShipStation imports the store's orders
      Then Cin7 Core sent the word "draft" for SO-00001
      And order SO-00001 is in Awaiting Shipment

  @seed @seed-37 @C03
  Rule: paid means Awaiting Shipment
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: The invoice is paid
      Given the invoice of SO-00001 is paid
      When ShipStation imports the store's orders
      Then Cin7 Core sent the word "paid" for SO-00001
      And order SO-00001 is in Awaiting Shipment

  @seed @seed-38 @C04
  Rule: shipped means Shipped
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: The parcel left without a tracking number after the order was imported
      Given ShipStation has imported SO-00001
      And the shipment of SO-00001 is authorised without a tracking number
      When ShipStation imports the store's orders
      Then Cin7 Core sent the word "shipped" for SO-00001
      And order SO-00001 is in Shipped

  @seed @seed-39 @C05
  Rule: voided means Cancelled
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: The sale is voided after the order was imported
      Given ShipStation has imported SO-00001
      And sale SO-00001 is voided
      When ShipStation imports the store's orders
      Then Cin7 Core sent the word "voided" for SO-00001
      And order SO-00001 is in Cancelled

  @seed @seed-34 @C06
  Rule: Nothing is ever in Awaiting Payment
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: Sales in several states
      Given the invoice of SO-00001 is drafted
      And sale SO-00002 is packed, and its shipment drafted, and its invoice is authorised
      And sale SO-00003 is packed, and its shipment drafted, and its invoice is paid
      When ShipStation imports the store's orders
      Then ShipStation has the orders SO-00001, SO-00002, SO-00003
      And no order is in Awaiting Payment

  @seed @seed-40 @C07
  Rule: Nothing is ever put On Hold by the import
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: Sales in several states are not held
      Given the invoice of SO-00001 is drafted
      And sale SO-00002 is packed, and its shipment drafted, and its invoice is authorised
      And sale SO-00003 is packed, and its shipment drafted, and its invoice is paid
      When ShipStation imports the store's orders
      Then ShipStation has the orders SO-00001, SO-00002, SO-00003
      And no order is in On Hold

  @shipstation @C09
  Rule: A voided sale cancels an order that is on hold
    Source: https://help.shipstation.com/hc/en-us/articles/360026156911

    Example: Held in ShipStation, voided in Cin7 Core
      Given ShipStation has imported SO-00001
      And order SO-00001 is held for a week
      And sale SO-00001 is voided
      When ShipStation imports the store's orders
      Then order SO-00001 is in Cancelled

  @shipstation @C10
  Rule: A label for an order on hold is told like any other
    Source: https://help.shipstation.com/hc/en-us/articles/360025869712

    Example: Shipped from hold
      Given ShipStation has imported SO-00001
      And order SO-00001 is held for a week
      When a label is created for SO-00001
      Then sale SO-00001 is shipped in Cin7 Core

  @field @C13
  Rule: Cancelling in ShipStation is not told to Cin7 Core
    Source: https://help.shipstation.com/hc/en-us/articles/360025856192

    Example: Cancelled by a person at ShipStation
      Given ShipStation has imported SO-00001
      When order SO-00001 is cancelled in ShipStation
      And the integration synchronises
      Then the ship stage of SO-00001 is DRAFT
      And sale SO-00001 is not voided

  @own @C14
  Rule: An order that is shipped is not opened again by an import

    Example: The store was not told, and exports it as before
      Given ShipStation has imported SO-00001
      And a label was created for SO-00001 with the notification suppressed
      And the invoice of SO-00001 is authorised
      When ShipStation imports the store's orders
      Then order SO-00001 is in Shipped
