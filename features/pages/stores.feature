@browser @needs:custom_store
Feature: Shops and orders on the pages of ShipStation
  A merchant connects Cin7 Core by its tile, sets the new store up, and sees the orders.

  @seed @seed-18 @seed-19 @seed-20 @A01
  Rule: The Cin7 Core tile is given user name and password, and the store's settings open
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Background:
      Given the Custom Store Integration Status is Enabled
      And the merchant has opened "Settings > Store Setup > Connect a store" at ShipStation

    Example: From the tile to the settings
      When the merchant presses "Cin7 Core"
      And the merchant types user name and password of Cin7 Core
      And the merchant presses "Connect"
      Then the page shows "Branding"
      And the page shows "Customer notifications"
      And ShipStation has a Cin7 Core store

    Example: The connection is tested before anything is saved
      When the merchant presses "Cin7 Core"
      And the merchant types user name and password of Cin7 Core
      And the merchant presses "Test Connection"
      Then the page shows "The connection works."

  @seed @seed-20 @A02
  Rule: Save keeps the settings of a store, and closes them
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: A name for mails and packing slips
      Given Cin7 Core is connected as a store in ShipStation
      And the merchant has opened "Settings > Store Setup > Cin7 Core" at ShipStation
      When the merchant types "Kestrel Cycles" into "Name on mails and packing slips"
      And the merchant presses "Save"
      Then the page shows "Stores of this account"
      And customers read the name "Kestrel Cycles"

  @seed @seed-51 @A12
  Rule: The owner of a shop with statuses of its own says what each means
    Source: https://help.shipstation.com/hc/en-us/articles/360025856192

    Background:
      Given the merchant has opened "Settings > Store Setup > Connect a store" at ShipStation
      And the merchant has chosen the tile "Custom Store"

    Example: Two statuses wait for shipment
      When the merchant types the address of a shop into its field
      And the merchant types user name and password of Cin7 Core
      And the merchant types "paid, picked" into "Awaiting Shipment"
      And the merchant presses "Connect"
      Then the page shows "paid, picked"

  @seed @seed-62 @seed-63 @D14
  Rule: An order shows a thumbnail and the options of each line
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Background:
      Given Cin7 Core is connected as a store in ShipStation
      And colour is exported as an option

    Example: A product with a picture, a colour and a bin
      Given the product BIKE-1 has a picture, the colour "Blue" and lies in bin "A-07"
      And sale SO-00001 of 2 BIKE-1 is packed from its bin, and its shipment drafted
      And ShipStation has imported SO-00001
      When the merchant opens "Orders > SO-00001" at ShipStation
      Then the page shows "Colour: Blue"
      And the page shows a thumbnail of "Product BIKE-1"

  @seed @seed-49 @E01
  Rule: A label that is created on the page is told to Cin7 Core at once
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: Create Label is pressed
      Given Cin7 Core is connected as a store in ShipStation
      And sale SO-00001 is packed, and its shipment drafted
      And ShipStation has imported SO-00001
      When the merchant opens "Orders > SO-00001" at ShipStation
      And the merchant buys the label of the page
      Then sale SO-00001 is shipped in Cin7 Core
