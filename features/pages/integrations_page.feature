@browser @needs:pages
Feature: The page Integrations > ShipStation
  A merchant connects, watches and prints by the words on tabs and buttons that are
  documented. Whatever is pressed there has happened on the other side afterwards.

  @seed @seed-16 @seed-17 @A01
  Rule: The custom store is Enabled on its tab
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: Integrations > ShipStation > Custom Store
      Given the organisation is known to the integration
      When the merchant opens "Integrations > ShipStation > Custom Store" at the integration
      And the merchant chooses "Enabled" in "Custom Store Integration Status"
      And the merchant presses "Save Changes"
      Then the Custom Store Integration Status is Enabled
      And the page shows "Saved: the custom store is Enabled."

    Example: In German
      Given the organisation is known to the integration
      And the merchant's browser speaks German
      When the merchant opens "Integrationen > ShipStation > Benutzerdefinierter Shop" at the integration
      And the merchant chooses "Aktiviert" in "Status der benutzerdefinierten Shop-Integration"
      And the merchant presses "Änderungen speichern"
      Then the Custom Store Integration Status is Enabled

  @seed @seed-27 @seed-28 @H01
  Rule: API key and secret behind the plus make a shop, and Setup says how it works
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: Connect as shop
      Given the organisation is known to the integration
      When the merchant opens "Integrations > ShipStation > +" at the integration
      And the merchant types the API key into its field
      And the merchant types the API secret into its field
      And the merchant presses "Connect as shop"
      Then the ShipStation store in Cin7 Core is active

    Example: A setting on the tab Setup
      Given a ShipStation store is connected in Cin7 Core
      When the merchant opens "Integrations > ShipStation > Setup" at the integration
      And the merchant ticks "Ignore restock for non-fulfilled sales"
      And the merchant presses "Save Changes"
      Then Setup ignores restock for non-fulfilled sales

  @own @H03
  Rule: A wrong secret is refused on the page
    Source: decision dec-7

    Example: The key is right, the typed secret is not
      Given the organisation is known to the integration
      When the merchant opens "Integrations > ShipStation > +" at the integration
      And the merchant types the API key into its field
      And the merchant types "not the secret" into "API secret"
      And the merchant presses "Connect as shop"
      Then the page shows "ShipStation refused the API key and secret (401 Unauthorized)."

  @seed @seed-31 @seed-32 @L01
  Rule: API key and secret behind the plus make a shipping service that can be set
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: Connect ShipStation as a shipping service
      Given a shop whose parcels leave in the United States
      When the merchant opens "Integrations > ShipStation > +" at the integration
      And the merchant types the API key into its field
      And the merchant types the API secret into its field
      And the merchant presses "Connect ShipStation as a shipping service"
      Then the shipping service is active

    Example: A setting on the tab Shipping Service
      Given ShipStation is connected as a shipping service
      When the merchant opens "Integrations > ShipStation > Shipping Service" at the integration
      And the merchant chooses "the default location's address" in "Default Ship From Address"
      And the merchant presses "Save Changes"
      Then parcels leave from the default location's address

  @seed @seed-33 @M02
  Rule: Rates are fetched and labels are created on the sale
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: The cheapest service
      Given ShipStation is connected as a shipping service
      And sale SO-00001 is packed for Austin
      When the merchant opens sale SO-00001 at the integration
      And the merchant presses "Ask for rates"
      And the merchant presses "Create labels"
      Then SO-00001 has 1 label and the same number in Cin7 Core

    Example: The label is printed
      Given ShipStation is connected as a shipping service
      And sale SO-00001 is packed for Austin
      And labels were created for SO-00001
      When the merchant opens sale SO-00001 at the integration
      Then "Print label" opens a PDF
      And "Print label" opens the label of SO-00001

  @own @seed-11 @O14
  Rule: A shop beside the custom store is refused with both ways out
    Source: decision dec-3

    Example: Method 1 is on, Connect as shop is pressed
      Given Cin7 Core is connected as a store in ShipStation
      When the merchant opens "Integrations > ShipStation > +" at the integration
      And the merchant types the pair of ShipStation's keys
      And the merchant presses "Connect as shop"
      Then the page offers to end the custom store, or to keep it
      And no ShipStation store is connected

  @own @seed-11 @O15
  Rule: The custom store beside a shop is refused, and the way out leads on
    Source: decision dec-3

    Example: Method 2 is on, the switch is Enabled
      Given a ShipStation store is connected in Cin7 Core
      When the merchant tries to enable the custom store on its tab
      And the merchant presses "Disconnect the ShipStation store"
      And the merchant presses "Disconnect"
      Then no ShipStation store is connected
      And the Custom Store Integration Status is Disabled

  @seed @seed-26 @P03
  Rule: After the keys were renewed the new pair is entered on the page
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: Enter new keys
      Given a ShipStation store is connected in Cin7 Core
      And the integration has noticed that the API keys were renewed
      When the merchant opens "Integrations > ShipStation > Enter new keys" at the integration
      And the merchant types the pair of ShipStation's keys
      And the merchant presses "Save the keys"
      Then the ShipStation store in Cin7 Core is active

  @seed @seed-67 @O21
  Rule: The page tells how information flows by each method, and where Cin7 says which suits
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: Three methods
      Given the organisation is known to the integration
      When the merchant opens "Integrations > ShipStation" at the integration
      Then the page shows "ShipStation asks Cin7 Core for orders, and tells it of each shipment."
      And the page shows "Cin7 Core asks ShipStation for orders and shipments, and creates orders there."
      And "Cin7's article says which one suits your work" leads to Cin7's help
