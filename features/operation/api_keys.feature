@operation:shipstation.list_shipments @operation:shipstation.list_stores @needs:shipstation_store
Feature: API keys that are shared, renewed and replaced
  Every service that talks to ShipStation uses a pair of API key and secret. Who ends
  the pair ends the talk of all that have it. ShipStation's older screen has one pair,
  which is regenerated; today's has two key sets, which expire and can be deleted.

  Background:
    Given a ShipStation store is connected in Cin7 Core
    And another service uses the same API keys

  @seed @seed-25 @P01
  Rule: Keys that others use can be copied, and every service goes on
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: Two services, one pair
      When the integration synchronises
      Then the ShipStation store in Cin7 Core is active
      And the other service is served

  @seed @seed-26 @P02 @durable
  Rule: Renewed keys end the communication of every service with the old ones
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Scenario Outline: Two services, one new pair
      Given ShipStation's screens have <screens>
      When the API keys are renewed in ShipStation
      And the integration synchronises
      Then the ShipStation store in Cin7 Core is broken
      And the other service is not served any more

      Examples:
        | screens      |
        | one pair     |
        | two key sets |

  @own @seed-26 @P11
  Rule: All connections with the dead pair stop at once, and are named
    Source: decision dec-41

    Example: Two organisations, one pair
      Given a second organisation has a ShipStation store with the same API keys
      When the API keys are regenerated in ShipStation
      And 20 minutes pass
      Then the ShipStation store in Cin7 Core is broken
      And the reason says that both organisations need the new pair
      And the dead API keys were used once, and then no more

  @seed @seed-21 @seed-26 @P03 @durable
  Rule: With the new pair the work goes on, and nothing is lost
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Scenario Outline: A label was created while the keys were broken
      Given ShipStation's screens have <screens>
      And the integration has noticed that the API keys were renewed
      And a label has been created in ShipStation meanwhile
      When the new API keys are entered in Cin7 Core
      And the integration synchronises
      Then the engine knows the shipment, once

      Examples:
        | screens      |
        | one pair     |
        | two key sets |

    Example: An order came in while the keys were broken
      Given 10 BELL-01 are put on the shelf in Cin7 Core
      And the integration has noticed that the API keys were renewed
      And order W-1 of 3 BELL-01 came into ShipStation
      When the new API keys are entered in Cin7 Core
      And the integration synchronises
      Then order W-1 is a sale in Cin7 Core

    Example: It came in before, and was a sale already
      Given 10 BELL-01 are put on the shelf in Cin7 Core
      And order W-1 of 3 BELL-01 came into ShipStation
      And the integration has noticed that the API keys were renewed
      When the new API keys are entered in Cin7 Core
      And the integration synchronises
      Then Cin7 Core has 1 sale

    Example: A sale was packed while the keys were broken
      Given the integration has noticed that the API keys were renewed
      And the shop has sold SO-00001, and drafted its shipment
      When the new API keys are entered in Cin7 Core
      And the integration synchronises
      Then ShipStation has one order of SO-00001

    Example: An order was created, and nobody heard of it before the keys broke
      Given the shop has sold SO-00001, and drafted its shipment
      And the reply to the next orders is lost, and the API keys are renewed
      When the new API keys are entered in Cin7 Core
      And the integration synchronises
      Then ShipStation has one order of SO-00001
      And the log of SO-00001 says nothing failed

  @shipstation @P05
  Rule: With two key sets there is no gap
    Source: https://help.shipstation.com/hc/en-us/articles/360025856212

    Example: The second set is entered before the first is deleted
      Given ShipStation's screens have two key sets
      And a second key set is made in ShipStation
      And a label has been created in ShipStation meanwhile
      When the second key set is entered in Cin7 Core, and the first is deleted
      And the integration synchronises
      Then the engine knows the shipment, once

    Example: Nobody is refused on the way
      Given ShipStation's screens have two key sets
      And a second key set is made in ShipStation
      When the second key set is entered in Cin7 Core, and the first is deleted
      And 60 minutes pass
      Then the ShipStation store in Cin7 Core is active
      And no call was refused

  @field @P08
  Rule: A key of API V2 is refused with a hint
    Source: https://www.shipstation.com/docs/api/

    Example: A V2 key in the V1 fields
      When a key of API V2 is entered in Cin7 Core
      Then it is refused as wrong credentials
      And the refusal says that a key of API V2 does not work here

  @own @P09 @needs:custom_store
  Rule: The custom store needs no API key
    Source: decision dec-41

    Example: ShipStation pulls after the keys were renewed
      Given Cin7 Core is connected as a store in ShipStation beside it
      And the integration has noticed that the API keys were renewed
      And sale SO-00001 is packed, and its shipment drafted
      When ShipStation imports the store's orders
      Then order SO-00001 is in Awaiting Shipment

    Example: It is notified as well
      Given Cin7 Core is connected as a store in ShipStation beside it
      And the integration has noticed that the API keys were renewed
      And sale SO-00001 is packed, and its shipment drafted
      And ShipStation has imported SO-00001
      When a label is created for SO-00001
      Then sale SO-00001 is shipped in Cin7 Core

  @own @P10 @operation:cin7_core.list_sales
  Rule: Cin7 Core's 403 is throttling first, and only then a key that was revoked
    Source: decision dec-41

    Scenario Outline: So many in a row
      Given Cin7 Core forbids the next <times> calls
      When 20 minutes pass
      Then the last run <ended>

      Examples:
        | times | ended     |
        | 2     | succeeded |
        | 3     | failed    |
