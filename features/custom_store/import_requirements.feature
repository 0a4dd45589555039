@operation:shipstation.refresh_store @operation:cin7_core.list_sales @operation:cin7_core.get_sale
Feature: Which sales reach ShipStation
  Cin7 Core is a store in ShipStation. A sale is handed over once it is ready to
  leave, and as long as nobody has loaded tracking information on it.

  Background:
    Given Cin7 Core is connected as a store in ShipStation

  @seed @seed-03 @seed-04 @seed-05 @B01
  Rule: A sale with pick, pack and ship status and a shipping address is imported
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    @durable
    Example: A packed sale with its shipment drafted
      Given sale SO-00001 is packed, and its shipment drafted
      When ShipStation imports the store's orders
      Then order SO-00001 is in Awaiting Shipment

    Example: The import is automatic
      Given sale SO-00001 is packed, and its shipment drafted
      When 15 minutes pass
      Then order SO-00001 is in Awaiting Shipment

  @seed @seed-03 @B02 @durable
  Rule: A sale without a shipping address is not imported
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: A ready sale that nobody knows where to send
      Given sale SO-00001 is packed, and its shipment drafted, without a shipping address
      When ShipStation imports the store's orders
      Then ShipStation has no order SO-00001
      And SO-00001 is held back by "address"

  @seed @seed-04 @B03
  Rule: A sale that is not picked is not imported
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: An authorised order that waits for its pick
      Given sale SO-00001 is ordered
      When ShipStation imports the store's orders
      Then ShipStation has no order SO-00001
      And SO-00001 is held back by "pick"

  @seed @seed-04 @B04
  Rule: A sale that is picked but not packed is not imported
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: A picked sale that waits for its pack
      Given sale SO-00001 is picked
      When ShipStation imports the store's orders
      Then ShipStation has no order SO-00001
      And SO-00001 is held back by "pack"

    Example: A simple sale that Cin7 Core lets nobody pack
      Given in Cin7 Core the contested "simple_stages" is "combined"
      And sale SO-00001 is picked
      When ShipStation imports the store's orders
      Then ShipStation has no order SO-00001
      And SO-00001 is held back by "pack"

  @seed @seed-04 @B05
  Rule: A sale without ship status is not imported
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: A packed sale whose ship stage is empty
      Given sale SO-00001 is packed
      When ShipStation imports the store's orders
      Then ShipStation has no order SO-00001
      And SO-00001 is held back by "ship"

  @seed @seed-65 @seed-66 @B06
  Rule: A sale that carries tracking information is not imported
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: A drafted shipment with a tracking number
      Given sale SO-00001 is packed, and its shipment drafted with tracking number QX1
      When ShipStation imports the store's orders
      Then ShipStation has no order SO-00001
      And SO-00001 is held back by "tracking"

    Example: The same sale without the number
      Given sale SO-00001 is packed, and its shipment drafted with tracking number QX1
      And sale SO-00002 is packed, and its shipment drafted
      When ShipStation imports the store's orders
      Then ShipStation has the orders SO-00002

  @seed @seed-65 @seed-66 @B07
  Rule: Tracking that is typed in after the import takes the sale out of the feed
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: Staff ship the parcel themselves
      Given sale SO-00001 is packed, and its shipment drafted
      And ShipStation has imported SO-00001
      And tracking number QX1 is typed into the shipment of SO-00001
      When ShipStation imports the store's orders
      Then the store did not deliver SO-00001 again

  @cin7 @B08
  Rule: A ship stage that is only drafted is enough
    Source: https://support.dearsystems.com/support/solutions/articles/1000067395

    Example: Drafted with one line
      Given sale SO-00001 is packed, and its shipment drafted
      When ShipStation imports the store's orders
      Then the ship stage of SO-00001 is DRAFT
      And order SO-00001 is in Awaiting Shipment

  @cin7 @B09
  Rule: An invoice that is only drafted is enough
    Source: https://support.dearsystems.com/support/solutions/articles/1000067395

    Example: The invoice waits to be authorised
      Given sale SO-00001 is packed, and its shipment drafted
      And the invoice of SO-00001 is drafted
      When ShipStation imports the store's orders
      Then order SO-00001 is in Awaiting Shipment

  @cin7 @B10
  Rule: City, postcode and country stand in fields of their own
    Source: https://support.dearsystems.com/support/solutions/articles/1000067395

    Example: City and postcode are squeezed into the second line
      Given sale SO-00001 is packed, and its shipment drafted, with city and postcode in Line 2
      When ShipStation imports the store's orders
      Then ShipStation has no order SO-00001
      And SO-00001 is held back by "address"
      And the reason names "City, Postcode"

    Example: Each stands in its own field
      Given sale SO-00001 is packed, and its shipment drafted
      When ShipStation imports the store's orders
      Then order SO-00001 goes to the shipping address of the sale

  @cin7 @B11
  Rule: A sale of a connected web shop is imported like any other
    Source: https://help.core.cin7.com/hc/en-us/articles/9034589736463

    Example: The web shop sold it
      Given sale SO-00001 is packed, and its shipment drafted
      And SO-00001 came from the channel "Web shop"
      When ShipStation imports the store's orders
      Then order SO-00001 is in Awaiting Shipment

  @cin7 @B12
  Rule: A sale that came from ShipStation does not go back
    Source: https://dearsystems.freshdesk.com/support/solutions/articles/11000049088

    Example: Method 2 has made the sale
      Given sale SO-00001 is packed, and its shipment drafted, as imported from ShipStation
      When ShipStation imports the store's orders
      Then ShipStation has no order SO-00001
      And SO-00001 is held back by "imported"

  @own @B13
  Rule: A service sale is not imported

    Example: Only labour was sold
      Given sale SO-00001 is a service sale
      When ShipStation imports the store's orders
      Then ShipStation has no order SO-00001
      And SO-00001 is held back by "service_sale"

  @own @B14
  Rule: Each packed fulfilment is an order of its own

    Example: Two fulfilments of one sale
      Given sale SO-00001 has two fulfilments, both packed and drafted to ship
      When ShipStation imports the store's orders
      Then ShipStation has two orders of SO-00001, with keys of their own

  @own @B15
  Rule: A fulfilment that is not ready waits alone

    Example: Only the first is packed
      Given sale SO-00001 has two fulfilments, and only the first is packed and drafted to ship
      When ShipStation imports the store's orders
      Then ShipStation has one order of SO-00001

  @own @B16
  Rule: What is on backorder is not delivered

    Example: Two of five are in stock
      Given sale SO-00001 of 5 BELL-01 with 2 in stock is packed, and its shipment drafted
      When ShipStation imports the store's orders
      Then the items of order SO-00001 are 2 BELL-01

  @field @B17
  Rule: A sale with nothing to ship is left out, and the others are imported
    Source: https://github.com/FosterCommerce/shipstation-connect

    Example: A service sale beside a parcel
      Given sale SO-00001 is a service sale
      And sale SO-00002 is packed, and its shipment drafted
      When ShipStation imports the store's orders
      Then ShipStation has the orders SO-00002
      And the store shows no error

    Example: Nothing but a service is packed
      Given the product ENGRAVING is a service that is not kept in stock
      And sale SO-00001 of 3 BELL-01 and 1 ENGRAVING is packed in a fulfilment for each, all drafted to ship
      When ShipStation imports the store's orders
      Then ShipStation has one order of SO-00001
      And the log of SO-00001 names "no stock line is packed"

  @own @B18
  Rule: A location filter keeps the sales of other locations back

    Example: Only Harbour Store is exported
      Given only sales of "Harbour Store" are exported
      And sale SO-00001 is packed, and its shipment drafted
      When ShipStation imports the store's orders
      Then ShipStation has no order SO-00001
      And SO-00001 is held back by "location"

  @cin7 @B19
  Rule: Resend to ShipStation delivers a sale at the next pull
    Source: https://support.dearsystems.com/support/solutions/articles/1000067395

    Example: ShipStation has missed it
      Given sale SO-00001 is packed, and its shipment authorised without a tracking number
      And ShipStation has imported SO-00001, two hours ago
      And Resend to ShipStation is pressed for SO-00001
      When ShipStation imports the store's orders
      Then the store delivered SO-00001 again

    Example: Without it, the sale stays where it is
      Given sale SO-00001 is packed, and its shipment authorised without a tracking number
      And ShipStation has imported SO-00001, two hours ago
      When ShipStation imports the store's orders
      Then the store did not deliver SO-00001 again

  @cin7 @B20
  Rule: Resend to ShipStation sends nothing by itself
    Source: https://support.dearsystems.com/support/solutions/articles/1000067395

    Example: Pressed, and no pull
      Given sale SO-00001 is packed, and its shipment authorised without a tracking number
      When Resend to ShipStation is pressed for SO-00001
      Then nobody has asked the store for orders
      And ShipStation has no order SO-00001 yet

  @cin7 @B21
  Rule: Resend to ShipStation is hidden until the shipment is authorised
    Source: https://support.dearsystems.com/support/solutions/articles/1000067395

    Example: The shipment is a draft
      Given sale SO-00001 is packed, and its shipment drafted
      When the integration synchronises
      Then SO-00001 has no button Resend to ShipStation

    Example: The shipment is authorised
      Given sale SO-00001 is packed, and its shipment authorised without a tracking number
      When the integration synchronises
      Then SO-00001 has a button Resend to ShipStation
