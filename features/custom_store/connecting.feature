@operation:shipstation.list_stores
Feature: Connecting Cin7 Core as a store in ShipStation
  In Cin7 Core the custom store is switched to Enabled; in ShipStation the Cin7 Core
  tile is given a user name and a password.

  @seed @seed-02 @seed-17 @seed-19 @A01
  Rule: With the custom store Enabled, user name and password make a store that imports
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: Enabled first, then connected
      Given the Custom Store Integration Status is Enabled
      And sale SO-00001 is packed, and its shipment drafted
      When the Cin7 Core tile is given the user name and the password
      And ShipStation imports the store's orders
      Then ShipStation has a Cin7 Core store
      And order SO-00001 is in Awaiting Shipment

  @seed @A02
  Rule: The settings of a new store may be left as they are
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: Save is pressed and nothing was changed
      Given Cin7 Core is connected as a store in ShipStation
      And the settings of the store are saved unchanged
      And sale SO-00001 is packed, and its shipment drafted
      When ShipStation imports the store's orders
      Then order SO-00001 is in Awaiting Shipment

  @seed @seed-01 @A03
  Rule: Without an active Cin7 Core account nothing is imported
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: The account is closed
      Given Cin7 Core is connected as a store in ShipStation
      And sale SO-00001 is packed, and its shipment drafted
      And the Cin7 Core account is not active
      When ShipStation imports the store's orders
      Then the store shows an error with "(403) Forbidden"
      And ShipStation has no order SO-00001

    Example: Nor is the connection tested with success
      Given the Custom Store Integration Status is Enabled
      And the Cin7 Core account is not active
      When the connection is tested with the right password
      Then the test reports "(403) Forbidden"

  @own @seed-17 @A04
  Rule: With the custom store Disabled nothing is imported, and the store shows it
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: The switch is turned off again
      Given Cin7 Core is connected as a store in ShipStation
      And sale SO-00001 is packed, and its shipment drafted
      And the Custom Store Integration Status is Disabled
      When ShipStation imports the store's orders
      Then the store shows an error with "(403) Forbidden"
      And ShipStation has no order SO-00001

  @shipstation @A05
  Rule: A wrong password is reported when the connection is tested
    Source: https://help.shipstation.com/hc/en-us/articles/360025856192

    Example: Test Connection with a guess
      Given the Custom Store Integration Status is Enabled
      When the connection is tested with password "guess"
      Then the test reports "(401) Unauthorized"

    Example: Test Connection with the right password
      Given the Custom Store Integration Status is Enabled
      When the connection is tested with the right password
      Then the test reports success

  @shipstation @A06
  Rule: A changed Cin7 Core password stops the store until it is configured again
    Source: https://help.shipstation.com/hc/en-us/articles/9958070522139

    Example: The import fails
      Given Cin7 Core is connected as a store in ShipStation
      And the Cin7 Core password is changed to "ahoy-shop-2"
      When ShipStation imports the store's orders
      Then the store shows an error with "(401) Unauthorized"

    @needs:virtual_time
    Example: The notification fails
      Given Cin7 Core is connected as a store in ShipStation
      And sale SO-00001 is packed, and its shipment drafted
      And ShipStation has imported SO-00001
      And the Cin7 Core password is changed to "ahoy-shop-2"
      When a label is created for SO-00001
      Then ShipStation shows that the notification failed

    Example: The store is configured again
      Given Cin7 Core is connected as a store in ShipStation
      And sale SO-00001 is packed, and its shipment drafted
      And the Cin7 Core password is changed to "ahoy-shop-2"
      When the store is configured again with password "ahoy-shop-2"
      And ShipStation imports the store's orders
      Then order SO-00001 is in Awaiting Shipment

  @shipstation @A07
  Rule: Every call is authenticated
    Source: https://help.shipstation.com/hc/en-us/articles/360025856192

    Example: A pull without credentials
      Given Cin7 Core is connected as a store in ShipStation
      When somebody without credentials asks the store for its orders
      Then the answer is 401 Unauthorized

    Example: A notification without credentials
      Given Cin7 Core is connected as a store in ShipStation
      And sale SO-00001 is packed, and its shipment drafted
      And ShipStation has imported SO-00001
      When somebody without credentials notifies the store that SO-00001 is shipped
      Then the answer is 401 Unauthorized
      And sale SO-00001 has no tracking number

  @shipstation @A08
  Rule: An action other than export and shipnotify is refused
    Source: https://help.shipstation.com/hc/en-us/articles/360025856192

    Example: An action that the protocol does not have
      Given Cin7 Core is connected as a store in ShipStation
      When the store is asked for the action "cancel"
      Then the answer is 400 Bad Request

  @cin7 @A09
  Rule: The user name is wanted, and not the e-mail address
    Source: https://support.dearsystems.com/support/solutions/articles/1000067395

    Example: The same user by e-mail
      Given the Custom Store Integration Status is Enabled
      When the connection is tested with the user's e-mail address
      Then the test reports "(401) Unauthorized"

  @field @A10
  Rule: A store that answers nothing is told so when the connection is tested
    Source: https://github.com/nopSolutions/nopCommerce/issues/5684

    Example: An empty page
      Given the Custom Store Integration Status is Enabled
      When the connection is tested with a store that answers nothing
      Then the test reports "Root element is missing"

  @field @A11
  Rule: Credentials that are lost on the way are as good as wrong ones
    Source: https://help.shipstation.com/hc/en-us/articles/360025856192

    Example: A proxy drops the header and leaves the query
      Given Cin7 Core is connected as a store in ShipStation
      When the store is asked for its orders with credentials in the query alone
      Then the answer is 401 Unauthorized

  @seed @seed-51 @A12 @fake
  Rule: The owner of a custom store says which status each of its words means
    Source: https://help.shipstation.com/hc/en-us/articles/360025856192

    Scenario Outline: One word, as two owners have it
      Given the Custom Store Integration Status is Enabled
      And sale SO-00001 is packed, and its shipment drafted, and its invoice is authorised
      And a custom store is connected where "authorised" means <status>
      When ShipStation imports the orders of all stores
      Then order SO-00001 is in <status>

      Examples:
        | status           |
        | Awaiting Payment |
        | On Hold          |
