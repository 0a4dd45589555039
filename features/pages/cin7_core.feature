@browser @needs:custom_store @needs:pages
Feature: The pages of Cin7 Core
  A clerk sells, picks, packs and ships there, and the menu leads to the integration.

  @seed @seed-16 @A01
  Rule: The custom store is reached from the menu of Cin7 Core, after logging in
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: Integrations > ShipStation, tab Custom Store
      Given the organisation is known to the integration
      And the merchant has opened "Integrations > ShipStation" at Cin7 Core
      When the merchant logs in at the page that has opened
      And the merchant presses "Custom Store"
      Then the page shows "Custom Store Integration Status"

  @seed @seed-68 @Q01
  Rule: A user of two organisations is told that the custom store cannot use it
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Background:
      Given Cin7 Core is connected as a store in ShipStation
      And the user of the connection belongs to a second organisation

    Example: The page says what ShipStation will say
      When the merchant opens "Organisations" at Cin7 Core
      And ShipStation imports the store's orders
      Then the page shows "ShipStation's custom store answers it with Error 300"
      And the store shows "Error: (300) Multiple Choices Redirect."

    Example: A user of its own is invited for the store
      When the merchant invites a user "store-user"
      Then the page shows "store-user is a user of this organisation."
      And the user "store-user" belongs to one organisation

  @seed @seed-03 @seed-04 @B01
  Rule: What a clerk has picked, packed and drafted to ship is offered to ShipStation
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: A new sale goes through its stages
      Given Cin7 Core is connected as a store in ShipStation
      And sale SO-00001 is ordered
      And a clerk has typed in and authorised a sale of 2 BELL-01
      When the clerk authorises Pick and Pack of the sale, and saves a draft of Ship
      And ShipStation imports the store's orders
      Then order SO-00002 is in Awaiting Shipment

  @cin7 @B19
  Rule: Resend to ShipStation on a sale of Cin7 Core leads to the integration
    Source: https://support.dearsystems.com/support/solutions/articles/1000067395

    Background:
      Given Cin7 Core is connected as a store in ShipStation
      And sale SO-00001 is packed, and its shipment authorised without a tracking number

    Example: ShipStation has missed it, and a clerk presses the button
      Given ShipStation has imported SO-00001, two hours ago
      And the merchant has opened "Sales > SO-00001 > Resend to ShipStation" at Cin7 Core
      When the merchant logs in at the page that has opened
      And the merchant presses "Resend to ShipStation"
      And ShipStation imports the store's orders
      Then the store delivered SO-00001 again
