@operation:shipstation.get_rates @operation:shipstation.list_carriers
Feature: Estimated rates
  Cin7 Core asks ShipStation what carriers take for the packages of a sale.

  Background:
    Given ShipStation is connected as a shipping service

  @seed @seed-09 @seed-29 @seed-33 @M01
  Rule: Services are listed with their prices, the cheapest first
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: One box, all carriers
      Given sale SO-00001 is packed for Austin
      When rates are asked for SO-00001
      Then rates of "stamps_com", "ups_walleted" and "fedex" are listed, cheapest first

    Example: Three equal boxes cost three times as much, and one call
      Given sale SO-00001 is packed in 3 boxes for Austin
      When rates of "ups_walleted" are asked for SO-00001
      Then ShipStation was asked for rates once
      And each rate is the sum of 3 packages

  @cin7 @M05
  Rule: Weights and sizes come from the packages that were entered at the pack
    Source: https://help.core.cin7.com/hc/en-us/articles/9034589708431

    Example: Two boxes, one of them measured
      Given sale SO-00001 is packed in 2 boxes for Austin
      And it is entered that Box 2 of SO-00001 weighs 2 kg and measures 30 x 20 x 10 cm
      When rates of "ups_walleted" are asked for SO-00001
      Then ShipStation was asked about 525 grams, and about 2000 grams in 30 x 20 x 10

    Example: Shipping instructions reach the order in ShipStation
      Given sale SO-00001 is packed for Austin
      And the shipping instructions of SO-00001 are "Keep upright"
      When labels are created for SO-00001
      Then order SO-00001 has the internal note "Keep upright"

  @own @M06
  Rule: A box without a weight is refused before ShipStation is asked
    Source: decision dec-33

    Example: A product that nobody has weighed
      Given a product FEATHER without a weight
      And sale SO-00001 of 1 FEATHER is packed for Austin
      When rates are asked for SO-00001
      Then it is refused because of "weight"
      And ShipStation was not asked for rates

  @own @M07
  Rule: Kilograms and centimetres are sent as grams and centimetres
    Source: decision dec-33

    Example: The units of the account
      Given sale SO-00001 is packed for Austin
      And it is entered that Box 1 of SO-00001 weighs 1.5 kg and measures 0.3 x 0.2 x 0.1 m
      When rates of "ups_walleted" are asked for SO-00001
      Then ShipStation was asked about 1500 grams in 30 x 20 x 10

  @own @M08
  Rule: A route that no carrier takes has an empty list and a message
    Source: decision dec-33

    Example: A carrier that only goes abroad
      Given sale SO-00001 is packed for Austin
      When rates of "dhl_express_worldwide" are asked for SO-00001
      Then there are no rates, and a message says that no service takes SO-00001

    Example: A carrier that is not connected
      Given sale SO-00001 is packed for Austin
      When rates of "pigeon" are asked for SO-00001
      Then it is refused because of "carrier"
