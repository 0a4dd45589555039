Feature: Methods that must not be used together
  As a store in ShipStation and as a ShipStation store in Cin7 Core the same order
  would travel in both directions, and might be sent to fulfilment twice.

  @own @seed-11 @seed-12 @O14 @durable
  Rule: A ShipStation store is refused while the custom store is Enabled
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: Method 1 is on, method 2 is tried
      Given Cin7 Core is connected as a store in ShipStation
      When a ShipStation store is connected in Cin7 Core
      Then it is refused because the same order might be fulfilled twice
      And the refusal says to disable the custom store first
      And no ShipStation store is connected

  @own @seed-11 @seed-12 @O15
  Rule: The custom store is refused while a ShipStation store is connected
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: Method 2 is on, method 1 is tried
      Given a ShipStation store is connected in Cin7 Core
      When the Custom Store Integration Status is switched to Enabled
      Then it is refused because the same order might be fulfilled twice
      And the refusal says to disconnect the ShipStation store first
      And the Custom Store Integration Status is Disabled

  @seed @seed-11 @seed-12 @O01
  Rule: Where both are allowed, the danger is announced
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: Under the policy of Cin7's own pages
      Given a ShipStation store is connected in Cin7 Core
      And the method policy is cin7
      When the custom store is Enabled beside it
      Then a warning says that the same order might be fulfilled twice
      And the Custom Store Integration Status is Enabled

  @seed @seed-50 @O18
  Rule: Notifications belong to the custom store alone
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: A label while only a ShipStation store is connected
      Given a ShipStation store is connected in Cin7 Core
      And order M-1 was typed in at ShipStation
      When a label is created for the order M-1
      And the integration synchronises
      Then no notification was sent
      And the engine knows the shipment, once
