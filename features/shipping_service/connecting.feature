@operation:shipstation.list_users @operation:cin7_core.get_me
Feature: ShipStation as a shipping service in Cin7 Core
  ShipStation's API key and secret are entered in Cin7 Core. That makes a shipping
  service there: rates are fetched and labels are created in Cin7 Core.

  @seed @seed-02 @seed-31 @seed-32 @L01
  Rule: A key and a secret make a shipping service, whose settings can be changed
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: Connect as a shipping service
      Given a shop whose parcels leave in the United States
      When the API key and secret are entered to connect as a shipping service
      Then the shipping service is active
      And its settings can be changed

  @own @L09
  Rule: The currency and the units of the ShipStation account have to be told
    Source: decision dec-33

    Example: Nobody said in what the account weighs
      Given a shop whose parcels leave in the United States
      When ShipStation is connected as a shipping service without a unit of weight
      Then the settings are refused, naming "grams or ounces or pounds"
      And no shipping service is connected

  @cin7 @L02
  Rule: Another currency is flagged, and there are no rates and no labels in it
    Source: https://help.core.cin7.com/hc/en-us/articles/9034589708431

    Example: Dollars at ShipStation, pounds in Cin7 Core
      Given ShipStation is connected as a shipping service, counting in USD
      And sale SO-00001 is packed for Austin
      Then a warning says that the currencies differ
      When rates are asked for SO-00001
      Then it is refused because of "currency_differs"
      And ShipStation was not asked for rates

  @own @L03
  Rule: Known units are converted
    Source: decision dec-33

    Example: Kilograms in Cin7 Core, ounces at ShipStation
      Given ShipStation is connected as a shipping service, weighing in ounces
      And sale SO-00001 is packed for Austin
      When rates are asked for SO-00001
      Then ShipStation was asked about 37.04 ounces

  @own @L03
  Rule: An unknown unit is refused
    Source: decision dec-33

    Example: A package that is weighed in stones
      Given ShipStation is connected as a shipping service
      And sale SO-00001 is packed for Austin
      When it is entered that Box 1 of SO-00001 weighs 2 stone
      Then it is refused because of "units"

  @cin7 @L04
  Rule: Of several shipping services the default one is used
    Source: https://help.core.cin7.com/hc/en-us/articles/9034589708431

    Example: Two accounts, and Set Default
      Given ShipStation is connected as a shipping service
      And a second ShipStation account is connected as a shipping service
      And sale SO-00001 is packed for Austin
      When Set Default is pressed for the first shipping service
      And labels are created for SO-00001
      Then order SO-00001 is in Shipped

    Example: Two accounts, and none is the default
      Given ShipStation is connected as a shipping service
      And a second ShipStation account is connected as a shipping service
      And sale SO-00001 is packed for Austin
      When rates are asked for SO-00001
      Then it is refused because of "several_services"

  @cin7 @L05
  Rule: Packages are entered by who may see the pack
    Source: https://help.core.cin7.com/hc/en-us/articles/9034589708431

    Example: A user with the ship view alone
      Given ShipStation is connected as a shipping service
      And sale SO-00001 is packed for Austin
      And user "loader" may only ship
      When user "loader" enters packages for SO-00001
      Then it is refused because of "not_allowed"

    Example: A user with the pack view
      Given ShipStation is connected as a shipping service
      And sale SO-00001 is packed for Austin
      And user "packer" may only pack
      When user "packer" enters that Box 1 of SO-00001 weighs 2 kg
      Then Box 1 of SO-00001 weighs 2000 grams

  @cin7 @L06
  Rule: Labels are created by who may see the shipment
    Source: https://help.core.cin7.com/hc/en-us/articles/9034589708431

    Example: A user with the pack view alone
      Given ShipStation is connected as a shipping service
      And sale SO-00001 is packed for Austin
      And user "packer" may only pack
      When user "packer" creates labels for SO-00001
      Then it is refused because of "not_allowed"
      And no label was bought

    Example: A user with the ship view
      Given ShipStation is connected as a shipping service
      And sale SO-00001 is packed for Austin
      And user "loader" may only ship
      When user "loader" creates labels for SO-00001
      Then SO-00001 has 1 label and the same number in Cin7 Core

  @cin7 @L07
  Rule: A location without an address leaves it to the Default Ship From Address
    Source: https://help.core.cin7.com/hc/en-us/articles/9034589708431

    Example: The company's address
      Given ShipStation is connected as a shipping service
      And sale SO-00001 is packed for Austin
      When rates are asked for SO-00001
      Then ShipStation was asked from postcode 88012

    Example: The location's own address
      Given ShipStation is connected as a shipping service
      And the warehouse stands at postcode 97201
      And sale SO-00001 is packed for Austin
      When rates are asked for SO-00001
      Then ShipStation was asked from postcode 97201

    Example: The address of the default location
      Given ShipStation is connected as a shipping service
      And parcels leave from the default location, at postcode 97201
      And sale SO-00001 is packed at "Annex" for Austin
      When rates are asked for SO-00001
      Then ShipStation was asked from postcode 97201

  @cin7 @seed-32 @L08
  Rule: What is not saved does not count
    Source: https://help.core.cin7.com/hc/en-us/articles/9034589708431

    Example: A change that is refused leaves the old value
      Given ShipStation is connected as a shipping service
      And sale SO-00001 is packed for Austin
      When a setting is edited to weigh in stones, and cannot be saved
      And rates are asked for SO-00001
      Then ShipStation was asked about 1050 grams
