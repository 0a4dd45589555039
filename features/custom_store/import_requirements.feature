@operation:shipstation.refresh_store @operation:cin7_core.list_sales @operation:cin7_core.get_sale
Feature: Which sales reach ShipStation
  Cin7 Core is a store in ShipStation. A sale is handed over once it is ready to
  leave, and as long as nobody has loaded tracking information on it.

  Background:
    Given Cin7 Core is connected as a store in ShipStation

  @seed @seed-03 @seed-04 @seed-05 @B01
  Rule: A sale with pick, pack and ship status and a shipping address is imported
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: A packed sale with its shipment drafted
      Given sale SO-00001 is packed, and its shipment drafted
      When ShipStation imports the store's orders
      Then order SO-00001 is in Awaiting Shipment

    Example: The import is automatic
      Given sale SO-00001 is packed, and its shipment drafted
      When 15 minutes pass
      Then order SO-00001 is in Awaiting Shipment

  @seed @seed-03 @B02
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
