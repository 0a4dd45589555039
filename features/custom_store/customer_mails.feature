@operation:shipstation.create_label_for_order @operation:cin7_core.replace_ship
Feature: Who tells the customer
  A notification says whether the customer still has to hear of the parcel. Cin7 Core
  has no call that mails anybody, so whoever is to be mailed is mailed by ShipStation.

  Background:
    Given Cin7 Core is connected as a store in ShipStation
    And sale SO-00001 is packed, and its shipment drafted
    And ShipStation has imported SO-00001

  @shipstation @E16
  Rule: A customer whom ShipStation has told is not told again
    Source: https://help.shipstation.com/hc/en-us/articles/360025856192

    Example: One mail for one parcel
      Given ShipStation mails customers when their parcels leave
      When a label is created for SO-00001
      Then the notification says that the customer knows
      And the customer has one mail, and it is from ShipStation
      And Cin7 Core was told of the shipment, and of nothing else

  @seed @seed-52 @D13 @fake
  Rule: ShipStation mails the address that the order brought, if the store's settings say so
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: They say so
      Given ShipStation mails customers when their parcels leave
      When a label is created for SO-00001
      Then "orders@kestrel.example" has one mail from ShipStation

    Example: They do not
      Given ShipStation mails no customers
      When a label is created for SO-00001
      Then no customer has a mail from ShipStation
