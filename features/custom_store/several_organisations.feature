@operation:shipstation.get_refresh_status @operation:shipstation.list_stores
Feature: A user in several organisations
  ShipStation signs in at Cin7 Core with a user name and a password. If the user
  belongs to several organisations, nobody can say whose orders are meant.

  Background:
    Given Cin7 Core is connected as a store in ShipStation
    And sale SO-00001 is packed, and its shipment drafted

  @seed @seed-68 @seed-69 @Q01 @durable
  Rule: A user in several organisations makes the import fail with error 300
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: The user belongs to a second organisation
      Given the user of the connection belongs to a second organisation
      When ShipStation imports the store's orders
      Then the store shows "Error: (300) Multiple Choices Redirect."
      And ShipStation has no order SO-00001

  @seed @seed-02 @seed-19 @seed-70 @Q02
  Rule: A new user in one organisation only is the cure
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: The store is configured again with a new user
      Given the import has failed because the user belongs to a second organisation
      When a new user of one organisation is entered for the store
      And ShipStation imports the store's orders
      Then order SO-00001 is in Awaiting Shipment
      And the store shows no error

  @seed @seed-71 @Q03
  Rule: Each organisation has a store of its own, with a user of its own
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: Two stores side by side
      Given a second organisation with a user and a store of its own
      And the second organisation has sold SO-00001, and drafted its shipment
      When ShipStation imports the orders of both stores
      Then each store has its own order SO-00001

  @own @Q04
  Rule: A later invitation breaks a connection that worked

    Example: It worked in the morning
      Given ShipStation has imported SO-00001
      And the user of the connection belongs to a second organisation
      When ShipStation imports the store's orders, two minutes later
      Then the store shows "Error: (300) Multiple Choices Redirect."
