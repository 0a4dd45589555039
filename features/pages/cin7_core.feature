@browser
Feature: The pages of Cin7 Core
  A clerk sells, picks, packs and ships there, and the menu leads to the integration.

  @seed @seed-16 @A01
  Rule: The custom store is reached from the menu of Cin7 Core, after logging in
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: Integrations > ShipStation, tab Custom Store
      Given the organisation is known to the integration
      And the merchant has opened "Integrations > ShipStation" at Cin7 Core
      When the merchant types the user name into its field
      And the merchant types the password into its field
      And the merchant presses "Log in"
      And the merchant presses "Custom Store"
      And the merchant chooses "Enabled" in "Custom Store Integration Status"
      And the merchant presses "Save Changes"
      Then the Custom Store Integration Status is Enabled

  @seed @seed-68 @Q01
  Rule: A user of two organisations is told that the custom store cannot use it
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: The page says what ShipStation will say
      Given Cin7 Core is connected as a store in ShipStation
      And the user of the connection belongs to a second organisation
      When the merchant opens "Organisations" at Cin7 Core
      And ShipStation imports the store's orders
      Then the page shows "ShipStation's custom store answers it with Error 300"
      And the store shows "Error: (300) Multiple Choices Redirect."

    Example: A user of its own is invited for the store
      Given Cin7 Core is connected as a store in ShipStation
      And the user of the connection belongs to a second organisation
      And the merchant has opened "Users" at Cin7 Core
      When the merchant types "store-user" into "User name"
      And the merchant types "ahoy-store-1" into "Password"
      And the merchant presses "Invite"
      Then the page shows "store-user is a user of this organisation."

  @seed @seed-03 @seed-04 @B01
  Rule: What a clerk has picked, packed and drafted to ship is offered to ShipStation
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: A new sale goes through its stages
      Given Cin7 Core is connected as a store in ShipStation
      And sale SO-00001 is ordered
      And the merchant has opened "Sales > New sale" at Cin7 Core
      When the merchant types "Kestrel Cycles" into "Customer"
      And the merchant types "4 Mill Lane" into "Address line 1"
      And the merchant types "Ely" into "City"
      And the merchant types "CB7 4AA" into "Postcode"
      And the merchant types "United Kingdom" into "Country"
      And the merchant presses "Create sale"
      And the merchant types "BELL-01" into "SKU 1"
      And the merchant types "2" into "Quantity 1"
      And the merchant presses "Authorise"
      And the merchant presses "Pick"
      And the merchant presses "Authorise"
      And the merchant presses "Pack"
      And the merchant presses "Authorise"
      And the merchant presses "Ship"
      And the merchant presses "Save"
      And ShipStation imports the store's orders
      Then order SO-00002 is in Awaiting Shipment
      And ShipStation has no order SO-00001

  @own @B19
  Rule: Resend to ShipStation on a sale leads to the integration
    Source: decision dec-22

    Example: A sale that has left without a tracking number
      Given Cin7 Core is connected as a store in ShipStation
      And sale SO-00001 is packed, and its shipment authorised without a tracking number
      And ShipStation has imported SO-00001, a day ago
      And the merchant has opened "Sales > SO-00001 > Resend to ShipStation" at Cin7 Core
      When the merchant types the user name into its field
      And the merchant types the password into its field
      And the merchant presses "Log in"
      And the merchant presses "Resend to ShipStation"
      And ShipStation imports the store's orders
      Then the store delivered SO-00001 again
