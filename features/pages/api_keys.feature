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
