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
