Feature: Methods that must not be used together
  As a store in ShipStation and as a ShipStation store in Cin7 Core the same order
  would travel in both directions, and might be sent to fulfilment twice.

  @own @seed-11 @seed-12 @O14 @durable @needs:custom_store @needs:shipstation_store
  Rule: A ShipStation store is refused while the custom store is Enabled
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: Method 1 is on, method 2 is tried
      Given Cin7 Core is connected as a store in ShipStation
      When a ShipStation store is connected in Cin7 Core
      Then it is refused because the same order might be fulfilled twice
      And the refusal says to disable the custom store first
      And no ShipStation store is connected

  @own @seed-11 @seed-12 @O15 @needs:custom_store @needs:shipstation_store
  Rule: The custom store is refused while a ShipStation store is connected
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: Method 2 is on, method 1 is tried
      Given a ShipStation store is connected in Cin7 Core
      When the Custom Store Integration Status is switched to Enabled
      Then it is refused because the same order might be fulfilled twice
      And the refusal says to disconnect the ShipStation store first
      And the Custom Store Integration Status is Disabled

  @seed @seed-11 @seed-12 @O01 @needs:custom_store @needs:shipstation_store
  Rule: Where both are allowed, the danger is announced
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: Under the policy of Cin7's own pages
      Given a ShipStation store is connected in Cin7 Core
      And the method policy is cin7
      When the custom store is Enabled beside it
      Then a warning says that the same order might be fulfilled twice
      And the Custom Store Integration Status is Enabled

  @own @seed-11 @O20 @needs:custom_store @needs:shipstation_store
  Rule: The policy cannot become strict while both are active
    Source: decision dec-3

    Example: Both are active
      Given both methods are active under the policy cin7
      When the method policy is changed to strict
      Then it is refused because the same order might be fulfilled twice
      And the refusal says to disable the one or to disconnect the other

    Example: One was turned off before
      Given both methods are active under the policy dear
      When the custom store is Disabled, and the method policy is changed to strict
      And the Custom Store Integration Status is switched to Enabled
      Then it is refused because the same order might be fulfilled twice

  @own @seed-11 @O16 @needs:custom_store @needs:shipstation_store
  Rule: Of two that come at the same moment, one wins
    Source: decision dec-4

    Example: Enabled and connected at once
      Given the organisation is known to the integration
      When the custom store is Enabled and a ShipStation store connected at the same moment
      Then one of the two is refused because the same order might be fulfilled twice
      And one of the two is active

  @cin7 @seed-12 @O02 @needs:custom_store @needs:shipstation_store
  Rule: Where both are active, each order passes once
    Source: https://support.dearsystems.com/support/solutions/articles/1000067395

    Scenario Outline: A sale on its way to ShipStation
      Given both methods are active under the policy <policy>
      And sale SO-00001 is packed, and its shipment drafted
      When <first> asks first, and then the other
      Then ShipStation has one order of SO-00001
      And Cin7 Core has 1 sale

      Examples:
        | policy | first                 |
        | cin7   | the custom store      |
        | cin7   | the ShipStation store |
        | dear   | the custom store      |
        | dear   | the ShipStation store |

    Example: An order that somebody types into the custom store
      Given both methods are active under the policy cin7
      And order W-1 of 3 BELL-01 came into the store "Cin7 Core"
      When 30 minutes pass
      Then Cin7 Core has 0 sales

    Scenario Outline: An order on its way to Cin7 Core
      Given both methods are active under the policy cin7
      And 3 BELL-01 are put on the shelf in Cin7 Core
      And order W-1 of 3 BELL-01 came into ShipStation
      And the integration has synchronised, and the sale of W-1 is packed
      When <first> asks first, and then the other
      Then ShipStation has one order

      Examples:
        | first                 |
        | the custom store      |
        | the ShipStation store |

    Example: A parcel that both are told of
      Given SO-00001 has left by the custom store beside a ShipStation store
      When a label is created for SO-00001
      And 30 minutes pass
      Then sale SO-00001 has one ship line and one tracking number
      And the log of SO-00001 says "known"
      And the engine knows one shipment

    Example: Its goods leave the stock once
      Given SO-00001 has left by the custom store beside a ShipStation store
      And 1000 BELL-01 are on hand in Cin7 Core
      When a label is created for SO-00001
      And 30 minutes pass
      Then 997 BELL-01 are on hand in Cin7 Core

  @own @O11 @needs:shipstation_store
  Rule: Two runs that find one order make one copy
    Source: decision dec-4

    Example: An order of ShipStation
      Given a ShipStation store is connected in Cin7 Core
      And 3 BELL-01 are put on the shelf in Cin7 Core
      And order W-1 of 3 BELL-01 came into ShipStation
      When the integration is told twice at the same moment to synchronise
      Then Cin7 Core has 1 sale

    Example: A sale of Cin7 Core
      Given a ShipStation store is connected in Cin7 Core
      And the shop has sold SO-00001, and drafted its shipment
      When the integration is told twice at the same moment to synchronise
      Then ShipStation has one order of SO-00001

  @field @O12 @needs:shipstation_store
  Rule: An engine that ends after sending, and before it has recorded that, doubles nothing
    Source: https://github.com/agritheory/shipstation_integration

    Example: An order for ShipStation
      Given a ShipStation store is connected in Cin7 Core
      And the shop has sold SO-00001, and drafted its shipment
      And the engine ends when ShipStation has the next orders, and before it knows that
      When it is started again, and 15 minutes pass
      Then ShipStation has one order of SO-00001
      And the log of SO-00001 says nothing failed

    Example: A sale for Cin7 Core
      Given a ShipStation store is connected in Cin7 Core
      And 3 BELL-01 are put on the shelf in Cin7 Core
      And order W-1 of 3 BELL-01 came into ShipStation
      And the engine ends when Cin7 Core has the next sale, and before it knows that
      When it is started again, and 15 minutes pass
      Then Cin7 Core has 1 sale

  @own @seed-11 @O19 @needs:custom_store @needs:shipstation_store
  Rule: A custom store that is polled while a ShipStation store has its place is refused
    Source: decision dec-6

    Example: ShipStation asks for orders
      Given Cin7 Core is connected as a store in ShipStation
      And the custom store is Disabled, and a ShipStation store is connected instead
      When ShipStation imports the store's orders
      Then the store shows an error with "(409) Conflict"
      And the log says "slot"

    Example: It tells of an order that left before
      Given Cin7 Core is connected as a store in ShipStation
      And sale SO-00001 is packed, and its shipment drafted
      And ShipStation has imported SO-00001
      And the custom store is Disabled, and a ShipStation store is connected instead
      When a label is created for SO-00001
      Then sale SO-00001 is shipped in Cin7 Core

  @own @O13 @needs:custom_store @needs:shipstation_store
  Rule: When one method replaces the other, orders in flight are neither lost nor doubled
    Source: decision dec-4

    Scenario Outline: The custom store is replaced
      Given SO-00001 has left by the custom store under the policy <policy>
      When the custom store is Disabled, and a ShipStation store is connected instead
      And a label is created for SO-00001
      And 30 minutes pass
      Then sale SO-00001 has one ship line and one tracking number
      And SO-00001 is there once on either side

      Examples:
        | policy |
        | cin7   |
        | dear   |

    Scenario Outline: The ShipStation store is replaced
      Given W-1 came and SO-00002 left by a ShipStation store under the policy <policy>
      When the ShipStation store is disconnected, and the custom store Enabled instead
      And labels are created for SO-00002 and for W-1
      And 30 minutes pass
      Then order W-1 is a shipped sale in Cin7 Core
      And sale SO-00002 has one ship line and one tracking number

      Examples:
        | policy |
        | cin7   |
        | dear   |

    Scenario Outline: Nothing of the ShipStation store leaves by the custom store
      Given W-1 came and SO-00002 left by a ShipStation store under the policy <policy>
      And the ShipStation store is disconnected, and the custom store Enabled instead
      When ShipStation imports the store's orders
      And the sale of W-1 is packed, and its shipment drafted
      And ShipStation imports the store's orders
      Then ShipStation has 2 orders, each once

      Examples:
        | policy |
        | cin7   |
        | dear   |

  @own @O17 @needs:custom_store @needs:shipstation_store
  Rule: So it is under strict, whatever happens at the moment of the change
    Source: decision dec-8

    Example: The custom store is replaced, under strict
      Given SO-00001 has left by the custom store under the policy strict
      When the custom store is Disabled, and a ShipStation store is connected instead
      And a label is created for SO-00001
      And 30 minutes pass
      Then sale SO-00001 has one ship line and one tracking number
      And SO-00001 is there once on either side

    Example: The ShipStation store is replaced, under strict
      Given W-1 came and SO-00002 left by a ShipStation store under the policy strict
      When the ShipStation store is disconnected, and the custom store Enabled instead
      And labels are created for SO-00002 and for W-1
      And 30 minutes pass
      Then order W-1 is a shipped sale in Cin7 Core
      And sale SO-00002 has one ship line and one tracking number

    Example: Nothing of the ShipStation store leaves by the custom store, under strict
      Given W-1 came and SO-00002 left by a ShipStation store under the policy strict
      And the ShipStation store is disconnected, and the custom store Enabled instead
      When ShipStation imports the store's orders
      And the sale of W-1 is packed, and its shipment drafted
      And ShipStation imports the store's orders
      Then ShipStation has 2 orders, each once

    Example: A label while neither method is active
      Given SO-00001 has left by the custom store under the policy strict
      And the custom store is Disabled
      And a label was created for SO-00001, and nobody was told
      When a ShipStation store is connected, and 15 minutes pass
      Then sale SO-00001 has one ship line and one tracking number

    Example: An order that left by the custom store is split in ShipStation
      Given SO-00001 has left by the custom store under the policy strict
      And the custom store is Disabled, and a ShipStation store is connected instead
      When SO-00001 is split into two orders in ShipStation
      And 30 minutes pass
      Then Cin7 Core has 1 sale

    Example: A label while the ShipStation store is disconnected for a moment
      Given W-1 came and SO-00002 left by a ShipStation store under the policy strict
      And the ShipStation store is disconnected
      When labels are created for SO-00002 and for W-1
      And a ShipStation store is connected again, and 15 minutes pass
      Then order W-1 is a shipped sale in Cin7 Core
      And sale SO-00002 has one ship line and one tracking number

    Example: The custom store had offered an order that never arrived
      Given Cin7 Core is connected as a store in ShipStation
      And sale SO-00001 is packed, and its shipment drafted
      And a page with SO-00001 was lost on its way to ShipStation
      When the custom store is Disabled, and a ShipStation store is connected instead
      And 90 minutes pass
      Then SO-00001 is there once on either side

    Example: It was on its way by API, and never arrived
      Given a ShipStation store is connected in Cin7 Core
      And the shop has sold SO-00001, and drafted its shipment
      And the next orders never reach ShipStation, and the run has ended
      When the ShipStation store is disconnected, and the custom store Enabled instead
      And 30 minutes pass, and ShipStation imports the store's orders
      Then SO-00001 is there once on either side

    Example: It was on its way by API, and arrived unheard
      Given a ShipStation store is connected in Cin7 Core
      And the shop has sold SO-00001, and drafted its shipment
      And the engine ends when ShipStation has the next orders, and before it knows that
      When the ShipStation store is disconnected, and the custom store Enabled instead
      And 30 minutes pass, and ShipStation imports the store's orders
      Then SO-00001 is there once on either side

    Example: Keys that are renewed after the change end the look after the old orders
      Given W-1 came and SO-00002 left by a ShipStation store under the policy strict
      And the ShipStation store is disconnected, and the custom store Enabled instead
      When the API keys are renewed in ShipStation
      And 30 minutes pass
      Then the dead API keys were used once, and then no more

  @seed @seed-50 @O18 @needs:custom_store @needs:shipstation_store
  Rule: Notifications belong to the custom store alone
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: A label while only a ShipStation store is connected
      Given a ShipStation store is connected in Cin7 Core
      And order M-1 was typed in at ShipStation
      When a label is created for the order M-1
      And the integration synchronises
      Then no notification was sent
      And the engine knows the shipment, once

  @seed @seed-13 @O03 @needs:custom_store @needs:shipping_service
  Rule: A shipping service may stand beside the custom store
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: Method 3 beside method 1
      Given Cin7 Core is connected as a store in ShipStation
      When the API key and secret are entered to connect as a shipping service
      Then the shipping service is active
      And the Custom Store Integration Status is Enabled

  @cin7 @O04 @needs:custom_store @needs:shipstation_store @needs:shipping_service
  Rule: By Cin7's own pages, duplicates are warned of
    Source: https://help.core.cin7.com/hc/en-us/articles/9034589708431

    Example: Method 3 beside method 1, under the policy cin7
      Given Cin7 Core is connected as a store in ShipStation
      And the method policy is cin7
      When ShipStation is connected as a shipping service beside it
      Then a warning of duplicates is shown
      And the Custom Store Integration Status is Enabled

  @cin7 @O05 @needs:custom_store @needs:shipping_service
  Rule: A change of the integration type ends the custom store, if it is confirmed
    Source: https://support.dearsystems.com/support/solutions/articles/11000072592

    Example: Yes, change it
      Given Cin7 Core is connected as a store in ShipStation
      And the method policy is dear
      When the change of type to a shipping service is confirmed
      Then the shipping service is active
      And the Custom Store Integration Status is Disabled

  @cin7 @O06 @needs:custom_store @needs:shipping_service
  Rule: A change of the integration type that is declined changes nothing
    Source: https://support.dearsystems.com/support/solutions/articles/11000072592

    Example: No, leave it
      Given Cin7 Core is connected as a store in ShipStation
      And the method policy is dear
      When the change of type to a shipping service is declined
      Then no shipping service is connected
      And the Custom Store Integration Status is Enabled

  @seed @seed-14 @O07 @needs:shipstation_store @needs:shipping_service
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

  @cin7 @O08 @needs:shipstation_store @needs:shipping_service
  Rule: With a ShipStation store and a shipping service there is one order on each side
    Source: https://help.core.cin7.com/hc/en-us/articles/9034589708431

    Example: A sale that both may send
      Given a ShipStation store is connected in Cin7 Core
      And a shipping service that exports is connected beside it
      And the shop has sold SO-00001, and drafted its shipment
      When 30 minutes pass
      Then SO-00001 is there once on either side

    Example: An order that one imports
      Given a ShipStation store is connected in Cin7 Core
      And a shipping service that exports is connected beside it
      And 3 BELL-01 are put on the shelf in Cin7 Core
      And order W-1 of 3 BELL-01 came into ShipStation
      When 30 minutes pass
      Then W-1 is there once on either side

  @own @O09 @needs:custom_store @needs:shipping_service
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

  @own @O10 @needs:shipstation_store @needs:shipping_service
  Rule: A sale that came from ShipStation is labelled on its own order
    Source: decision dec-5

    Example: Imported by method 2, labelled by method 3
      Given a ShipStation store is connected in Cin7 Core
      And a shipping service is connected beside it
      And order M-1 of ShipStation was imported as SO-00001, and is packed
      When labels are created for SO-00001
      And the integration synchronises
      Then the order M-1 has the one label of SO-00001, and there is no other order
