@operation:shipstation.list_shipments @operation:cin7_core.list_sales @operation:cin7_core.get_sale
Feature: Limits, and what else goes wrong on the way
  Both vendors take so many calls in a minute and no more, connections break, and
  clocks change. Nothing gets lost by it, nothing doubled, and no second is waited
  that nobody asked for.

  @shipstation @R01 @needs:shipstation_store
  Rule: A call beyond ShipStation's 40 is tried again when ShipStation says
    Source: https://www.shipstation.com/docs/api/requirements/

    Example: 40 seconds are left of the minute
      Given a ShipStation store is connected in Cin7 Core, 20 seconds past the hour
      And a label has been created in ShipStation meanwhile
      And another service uses up ShipStation's calls of the minute in which the next run is due
      When the next run is due
      Then the integration asked ShipStation again 40 seconds later, and not before
      And the engine knows the shipment, once

  @field @R02 @needs:shipstation_store
  Rule: Too Many Requests is the limit, whatever else the answer says
    Source: https://github.com/skuvault-integrations/shipStationAccess

    Scenario Outline: In the body alone
      Given a ShipStation store is connected in Cin7 Core, 20 seconds past the hour
      And a label has been created in ShipStation meanwhile
      And ShipStation says Too Many Requests to the next list of shipments, as <form>, for 25 seconds
      When 15 minutes pass
      Then the integration asked ShipStation again 25 seconds later, and not before
      And the engine knows the shipment, once

      Examples:
        | form      |
        | a refusal |
        | an error  |
        | success   |

  @cin7 @R03 @needs:custom_store
  Rule: Cin7 Core is left alone after its 60th call, in whichever form it says so
    Source: https://dearinventory.docs.apiary.io/

    Scenario Outline: The three forms
      Given Cin7 Core is connected as a store in ShipStation
      And Cin7 Core refuses calls beyond its limit as <form>
      And another program uses up Cin7 Core's calls of the minute in which the next run is due
      When the next run is due
      Then the integration asked Cin7 Core again 60 seconds later, and not before

      Examples:
        | form           |
        | too many calls |
        | unavailable    |
        | a bad request  |

    Example: It tells for how long
      Given Cin7 Core is connected as a store in ShipStation
      And Cin7 Core wants to be left alone for 30 seconds
      When the next run is due
      Then the integration asked Cin7 Core again 30 seconds later, and not before

  @field @R04 @needs:shipstation_store
  Rule: Who shares the API keys shares the limit: slower, and complete
    Source: https://support.techship.io/support/solutions/articles/260383

    Example: Two organisations, one pair of keys, and another service
      Given two organisations have a ShipStation store with the same API keys, 20 seconds past the hour
      And a label has been created in ShipStation meanwhile
      And another service uses up ShipStation's calls of the minute in which the next run is due
      When the integration synchronises, and 2 minutes pass
      Then ShipStation refused one call of the integration
      And both organisations know the shipment, once

  @own @R05 @needs:custom_store @needs:shipstation_store
  Rule: A connection that breaks in the middle of a page loses and doubles nothing

    Example: A page of shipments
      Given a ShipStation store is connected in Cin7 Core, 20 seconds past the hour
      And 3 labels have been created in ShipStation meanwhile
      And the connection breaks in the middle of the next page of shipments
      When 15 minutes pass
      Then the engine knows 3 shipments, each once

    Example: A list of sales
      Given Cin7 Core is connected as a store in ShipStation
      And the connection breaks in the middle of the next list of sales
      And 3 sales are packed, and their shipments drafted
      When 15 minutes pass, and ShipStation imports the store's orders
      Then ShipStation has 3 orders, each once

  @cin7 @R06 @reachable @needs:custom_store
  Rule: Where a webhook was given up, polling catches up
    Source: https://dearinventory.docs.apiary.io/

    Example: Six attempts in vain
      Given Cin7 Core is connected as a store in ShipStation
      And the token of Cin7 Core's webhooks is mistyped
      And Cin7 Core has given up a webhook after six attempts
      And sale SO-00002 is packed, and its shipment drafted
      When 15 minutes pass
      Then order SO-00002 is in Awaiting Shipment

  @own @R07 @needs:shipstation_store
  Rule: A night in which Pacific clocks change loses nothing

    Scenario Outline: Labels all through the night
      Given a ShipStation store is connected in the night to <night>
      When a label is created every 20 minutes, 15 times
      Then the engine knows the shipment of each label, once

      Examples:
        | night           |
        | 8 March 2026    |
        | 1 November 2026 |

  @field @R08 @needs:custom_store
  Rule: What comes in at once arrives as fast as the limits allow
    Source: https://support.techship.io/support/solutions/articles/260383

    Example: Twice what Cin7 Core tells in a minute
      Given Cin7 Core is connected as a store in ShipStation
      And 100 sales are packed, and their shipments drafted
      When 2 minutes pass, and ShipStation imports the store's orders
      Then ShipStation has 100 orders, each once

  @cin7 @R09 @needs:custom_store
  Rule: What Cin7 Core says in a refusal stands in the log
    Source: https://dearinventory.docs.apiary.io/

    Example: An error code and a text
      Given Cin7 Core is connected as a store in ShipStation
      And sale SO-00001 is packed, and its shipment drafted
      And Cin7 Core refuses to show the next sale, because "Location is deprecated"
      When ShipStation imports the store's orders
      Then the log of SO-00001 names "Location is deprecated"

  @own @R12 @needs:custom_store @needs:shipstation_store
  Rule: A vendor that takes its time is waited for, and nothing is asked twice

    Example: A page of shipments comes late
      Given a ShipStation store is connected in Cin7 Core, 20 seconds past the hour
      And a label has been created in ShipStation meanwhile
      And ShipStation takes 10 seconds for the next page of shipments
      When 15 minutes pass
      Then ShipStation was asked for that page once
      And the engine knows the shipment, once

    Example: A list of sales comes late
      Given Cin7 Core is connected as a store in ShipStation
      And sale SO-00001 is packed, and its shipment drafted
      And Cin7 Core takes 10 seconds for the next list of sales
      When ShipStation imports the store's orders
      Then Cin7 Core was asked for that list once
      And order SO-00001 is in Awaiting Shipment
