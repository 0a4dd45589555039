@operation:shipstation.list_shipments @operation:shipstation.list_stores
Feature: API keys that are regenerated
  Every service that talks to ShipStation uses a pair of API key and secret.
  Regenerating the pair ends the talk of all that have the old one.

  Background:
    Given a ShipStation store is connected in Cin7 Core
    And another service uses the same API keys

  @seed @seed-26 @P02 @durable
  Rule: Regenerated keys end the communication of every service with the old ones
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: Two services, one new pair
      When the API keys are regenerated in ShipStation
      And the integration synchronises
      Then the ShipStation store in Cin7 Core is broken
      And the other service is not served any more

    @seed-25
    Example: Before that, both are served
      When the integration synchronises
      Then the ShipStation store in Cin7 Core is active
      And the other service is served

  @seed @seed-21 @seed-26 @P03 @durable
  Rule: With the new pair the work goes on, and nothing is lost
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: A label was created while the keys were broken
      Given the API keys have been regenerated and the integration has noticed
      And a label has been created in ShipStation meanwhile
      When the new API keys are entered in Cin7 Core
      And the integration synchronises
      Then the ShipStation store in Cin7 Core is active
      And the engine knows the shipment, once

  @field @P08
  Rule: A key of API V2 is refused with a hint
    Source: https://www.shipstation.com/docs/api/

    Example: A V2 key in the V1 fields
      When a key of API V2 is entered in Cin7 Core
      Then it is refused as wrong credentials
      And the refusal says that a key of API V2 does not work here
