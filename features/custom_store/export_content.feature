@operation:shipstation.list_orders @operation:cin7_core.list_products
Feature: What an order brings along
  The store hands over what ShipStation needs for a label, and what a person wants to
  see beside it.

  Background:
    Given Cin7 Core is connected as a store in ShipStation

  @shipstation @D01
  Rule: Every required element is there and valid
    Source: https://help.shipstation.com/hc/en-us/articles/360025856192

    Example: A plain sale
      Given sale SO-00001 is packed, and its shipment drafted
      When ShipStation imports the store's orders
      Then the exported order SO-00001 has every required element
      And the store shows no error

    Example: A line has its price
      Given sale SO-00001 of 3 BELL-01 is packed, and its shipment drafted
      When ShipStation imports the store's orders
      Then the item BELL-01 of order SO-00001 costs what the sale says

  @shipstation @D02
  Rule: Dates are UTC, as MM/dd/yyyy HH:mm
    Source: https://help.shipstation.com/hc/en-us/articles/360025856192

    @needs:virtual_time
    Example: The moment of the last change
      Given sale SO-00001 is packed, and its shipment drafted
      When ShipStation imports the store's orders
      Then the exported order SO-00001 was last modified at "03/02/2026 09:00"

  @field @D08
  Rule: Special characters arrive as they are, and forbidden ones are left out
    Source: https://github.com/boomerdigital/solidus_shipstation

    Example: Markup, an emoji and an end of CDATA
      Given sale SO-00001 with the note "Ring <twice> & wait ]]> 🚲" is packed, and its shipment drafted
      When ShipStation imports the store's orders
      Then the internal notes of order SO-00001 are "Ring <twice> & wait ]]> 🚲"

    Example: A control character
      Given sale SO-00001 with a control character in its note is packed, and its shipment drafted
      When ShipStation imports the store's orders
      Then the internal notes of order SO-00001 are "Ring twice"

    Example: In the name of a company
      Given sale SO-00001 to the company "Möller & Søn 🚲" is packed, and its shipment drafted
      When ShipStation imports the store's orders
      Then order SO-00001 goes to the company "Möller & Søn 🚲"

  @field @D09
  Rule: Text that is too long is cut, and the log says so
    Source: https://github.com/shipstation/plugin-magento

    Example: A company of 120 characters
      Given sale SO-00001 to a company of 120 characters is packed, and its shipment drafted
      When ShipStation imports the store's orders
      Then the company of order SO-00001 has 100 characters
      And the log says that a text of SO-00001 was cut

  @field @D10
  Rule: A fractional quantity is rounded up, and the exact one is in the name
    Source: https://help.shipstation.com/hc/en-us/articles/360025856192

    Example: Cable by the metre
      Given sale SO-00001 of 2.5 CABLE-M is packed, and its shipment drafted
      When ShipStation imports the store's orders
      Then the items of order SO-00001 are 3 CABLE-M
      And the name of the item CABLE-M of order SO-00001 contains "2.5"

  @field @seed-61 @D11
  Rule: Weights arrive in grams
    Source: https://help.shipstation.com/hc/en-us/articles/360025856192

    Example: A product of 1.2 kg
      Given the product HEAVY-1 weighs 1.2 kg
      And sale SO-00001 of 1 HEAVY-1 is packed, and its shipment drafted
      When ShipStation imports the store's orders
      Then the item HEAVY-1 of order SO-00001 weighs 1200 grams

  @own @D12
  Rule: Countries arrive as codes

    Example: Germany
      Given sale SO-00001 to "Germany" is packed, and its shipment drafted
      When ShipStation imports the store's orders
      Then order SO-00001 goes to "DE"

  @seed @seed-52 @seed-53 @seed-54 @seed-55 @D13
  Rule: E-mail, phone, shipping method and payment method come with the order
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: A customer with all of them
      Given sale SO-00001 is packed, and its shipment drafted
      When ShipStation imports the store's orders
      Then order SO-00001 has e-mail "orders@kestrel.example" and phone "01353 555 010"
      And order SO-00001 asks for the service "Royal Mail"
      And order SO-00001 is paid by "30 days"

  @seed @seed-60 @seed-62 @seed-63 @seed-64 @D14
  Rule: Weight, image, options and location come with the order
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: A product with a picture, a colour and a bin
      Given colour is exported as an option
      And the product BIKE-1 has a picture, the colour "Blue" and lies in bin "A-07"
      And sale SO-00001 of 2 BIKE-1 is packed from its bin, and its shipment drafted
      When ShipStation imports the store's orders
      Then the item BIKE-1 of order SO-00001 has the picture, the option "Blue" and the location "A-07"
      And order SO-00001 weighs twice as much as BIKE-1

  @seed @seed-56 @seed-57 @seed-58 @seed-59 @D15
  Rule: Notes, discounts and the gift mark come with the order
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: A gift with a discount and two notes
      Given attribute 1 of a sale marks a gift
      And sale SO-00001 is a gift with notes and a discount of 10 %, packed, and its shipment drafted
      When ShipStation imports the store's orders
      Then the internal notes of order SO-00001 are "Regular customer"
      And the customer's notes of order SO-00001 are "Leave it at the lock"
      And order SO-00001 is a gift with a discount of 3.75

  @own @D16
  Rule: Freight is the shipping amount, and no item

    Example: Freight of 6.00
      Given sale SO-00001 with freight of 6.00 is packed, and its shipment drafted
      When ShipStation imports the store's orders
      Then order SO-00001 has a shipping amount of 6.00
      And the items of order SO-00001 are 3 BELL-01

  @own @D17
  Rule: The currency is the customer's

    Example: A sale in euros
      Given a customer who pays in EUR at 0.85
      And sale SO-00001 to that customer is packed, and its shipment drafted
      When ShipStation imports the store's orders
      Then the exported order SO-00001 is in EUR

  @shipstation @D23
  Rule: Where ShipStation takes no more than its published schema has, the currency stays out
    Source: https://help.shipstation.com/hc/en-us/articles/360025856192

    Example: Its newest sample names a currency, and its schema has none
      Given in ShipStation the contested "schema" is "D"
      And sale SO-00001 is packed, and its shipment drafted
      When ShipStation imports the store's orders
      Then the store shows an error with "CurrencyCode"

    Example: The setting
      Given in ShipStation the contested "schema" is "D"
      And orders are exported without their currency
      And sale SO-00001 is packed, and its shipment drafted
      When ShipStation imports the store's orders
      Then order SO-00001 is in Awaiting Shipment
