@browser
Feature: API keys on the page of ShipStation
  Settings > Account > API Settings has the pair that all services use.

  @seed @seed-24 @H02
  Rule: An account without API keys says so, and has a button that generates them
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: The first pair
      Given ShipStation says that no API keys are generated
      And the merchant has opened "Settings > Account > API Settings" at ShipStation
      When the merchant presses "Generate New API Keys"
      Then the page shows the API keys that ShipStation has
      And the page does not show "Generate New API Keys"

  @seed @seed-25 @P01
  Rule: An account that has API keys shows them to be copied
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: The pair that all services use
      When the merchant opens "Settings > Account > API Settings" at ShipStation
      Then the page shows the API keys that ShipStation has
      And the page does not show "Generate New API Keys"

  @seed @seed-26 @P02 @needs:shipstation_store @needs:pages
  Rule: Regenerate API Keys warns, asks once more, and ends what the old pair served
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Background:
      Given a ShipStation store is connected in Cin7 Core
      And the merchant has opened "Settings > Account > API Settings" at ShipStation

    Example: The warning
      When the merchant presses "Regenerate API Keys"
      And the integration synchronises
      Then the page shows "Every service that uses the present keys loses its connection to ShipStation at once"
      And the ShipStation store in Cin7 Core is active

    Example: The confirmation
      When the merchant presses "Regenerate API Keys"
      And the merchant presses "Regenerate API Keys"
      And the integration synchronises
      Then the ShipStation store in Cin7 Core is broken
