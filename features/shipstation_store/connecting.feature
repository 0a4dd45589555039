@operation:shipstation.list_users @operation:shipstation.list_stores
Feature: ShipStation as a store in Cin7 Core
  ShipStation's API key and secret are entered in Cin7 Core. That makes a ShipStation
  store there, whose Setup says how its orders are treated.

  @seed @seed-02 @seed-21 @seed-27 @seed-28 @H01
  Rule: A key and a secret make a ShipStation store, whose Setup can be changed
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: Connect as store
      Given the organisation is known to the integration
      When the API key and secret are entered to connect as a store
      Then the ShipStation store in Cin7 Core is active
      And its Setup can be changed

  @seed @seed-24 @H02 @fake
  Rule: An account without keys has them generated, and they work
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: The first pair
      Given the organisation is known to the integration
      And ShipStation says that no API keys are generated
      When API keys are generated in ShipStation
      And the API key and secret are entered to connect as a store
      Then the ShipStation store in Cin7 Core is active

  @own @H03
  Rule: A wrong secret is refused
    Source: decision dec-7

    Example: The key is right, the secret is not
      Given the organisation is known to the integration
      When a wrong API secret is entered to connect as a store
      Then it is refused as wrong credentials
      And the refusal shows "401 Unauthorized"
      And no ShipStation store is connected

  @cin7 @H04
  Rule: One ShipStation account is connected once
    Source: https://help.core.cin7.com/hc/en-us/articles/9034569837839

    Scenario Outline: The same account again
      Given a ShipStation store is connected under the policy <policy>
      When the API key and secret are entered to connect as a store again
      Then it is refused as already connected

      Examples:
        | policy |
        | strict |
        | cin7   |
        | dear   |

  @own @seed-28 @H06
  Rule: A Setup that cannot work is refused, and the old one stays
    Source: decision dec-30

    Example: A warehouse that Cin7 Core lacks
      Given a ShipStation store is connected in Cin7 Core
      When Setup is changed to pick imported sales at "Moon Base"
      Then Setup is refused, naming "Main Warehouse" as a choice
      And Setup has no location
