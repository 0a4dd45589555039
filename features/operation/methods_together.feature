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

  @seed @seed-13 @O03
  Rule: A shipping service may stand beside the custom store
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: Method 3 beside method 1
      Given Cin7 Core is connected as a store in ShipStation
      When the API key and secret are entered to connect as a shipping service
      Then the shipping service is active
      And the Custom Store Integration Status is Enabled

  @cin7 @O04
  Rule: By Cin7's own pages, duplicates are warned of
    Source: https://help.core.cin7.com/hc/en-us/articles/9034589708431

    Example: Method 3 beside method 1, under the policy cin7
      Given Cin7 Core is connected as a store in ShipStation
      And the method policy is cin7
      When ShipStation is connected as a shipping service beside it
      Then a warning of duplicates is shown
      And the Custom Store Integration Status is Enabled

  @cin7 @O05
  Rule: A change of the integration type ends the custom store, if it is confirmed
    Source: https://support.dearsystems.com/support/solutions/articles/11000072592

    Example: Yes, change it
      Given Cin7 Core is connected as a store in ShipStation
      And the method policy is dear
      When the change of type to a shipping service is confirmed
      Then the shipping service is active
      And the Custom Store Integration Status is Disabled

  @cin7 @O06
  Rule: A change of the integration type that is declined changes nothing
    Source: https://support.dearsystems.com/support/solutions/articles/11000072592

    Example: No, leave it
      Given Cin7 Core is connected as a store in ShipStation
      And the method policy is dear
      When the change of type to a shipping service is declined
      Then no shipping service is connected
      And the Custom Store Integration Status is Enabled

  @seed @seed-14 @O07
  Rule: A shipping service may stand beside a ShipStation store
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: Method 3 beside method 2
      Given a ShipStation store is connected in Cin7 Core
      When the API key and secret are entered to connect as a shipping service
      Then the shipping service is active
      And one ShipStation store is connected beside it

    @seed-25
    Example: One copied pair serves both
      Given a ShipStation store is connected in Cin7 Core
      When the API key and secret are entered to connect as a shipping service
      And the integration synchronises
      Then every connection is active

  @own @O09
  Rule: A fulfilment leaves by one path
    Source: decision dec-5

    Example: What the custom store has offered is not exported
      Given Cin7 Core is connected as a store in ShipStation
      And sale SO-00001 is packed for Austin, and ShipStation has imported it
      And a shipping service that exports is connected beside it
      When 15 minutes pass
      Then ShipStation has 1 order and 0 shipments of SO-00001
      And SO-00001 is held back by "claimed"

    Example: What was exported is not offered by the custom store
      Given Cin7 Core is connected as a store in ShipStation
      And a shipping service that exports is connected beside it
      And sale SO-00001 is packed for Austin, and its shipment drafted
      And the integration has exported SO-00001
      When ShipStation imports the store's orders
      Then ShipStation has 1 order and 0 shipments of SO-00001

    Example: A label for what the custom store has offered is bought on that order
      Given Cin7 Core is connected as a store in ShipStation
      And a shipping service is connected beside it
      And sale SO-00001 is packed for Austin, and ShipStation has imported it
      When labels are created for SO-00001
      Then ShipStation has 1 order and 1 shipment of SO-00001
      And SO-00001 has 1 label and the same number in Cin7 Core

    Example: A label for what was offered and never imported is refused
      Given Cin7 Core is connected as a store in ShipStation
      And a shipping service is connected beside it
      And sale SO-00001 is packed for Austin, and its shipment drafted
      And the custom store has offered SO-00001, and ShipStation lost it
      When labels are created for SO-00001
      Then it is refused because of "order_missing"

  @own @O10
  Rule: A sale that came from ShipStation is labelled on its own order
    Source: decision dec-5

    Example: Imported by method 2, labelled by method 3
      Given a ShipStation store is connected in Cin7 Core
      And a shipping service is connected beside it
      And order M-1 of ShipStation was imported as SO-00001, and is packed
      When labels are created for SO-00001
      And the integration synchronises
      Then the order M-1 has the one label of SO-00001, and there is no other order
