@operation:shipstation.refresh_store @operation:cin7_core.list_sales @operation:cin7_core.get_sale @needs:custom_store
Feature: What the logs tell
  Whoever wonders why an order is where it is opens a log: that of the integration in
  Cin7 Core, or the mark at the store in ShipStation.

  Background:
    Given Cin7 Core is connected as a store in ShipStation

  @cin7 @S01
  Rule: Each order has its result in the log
    Source: https://support.dearsystems.com/support/solutions/articles/1000067395

    Example: One is delivered, one is not ready
      Given sale SO-00001 is packed, and its shipment drafted
      And sale SO-00002 is packed
      When ShipStation imports the store's orders
      Then the log says that SO-00001 was delivered
      And SO-00002 is held back by "ship"

  @shipstation @S02
  Rule: The mark of a failed import opens the whole message
    Source: https://help.shipstation.com/hc/en-us/articles/360024950272

    Example: The store is Disabled in Cin7 Core
      Given the Custom Store Integration Status is Disabled
      When ShipStation imports the store's orders
      Then the mark of the failed import opens the whole message "The remote server returned an error: (403) Forbidden."

  @own @S03
  Rule: The log names the gate that holds a sale back

    Scenario Outline: Each stage of a sale
      Given sale SO-00001 is <stage>
      When ShipStation imports the store's orders
      Then SO-00001 is held back by "<gate>"

      Examples:
        | stage   | gate |
        | ordered | pick |
        | picked  | pack |
        | packed  | ship |

  @own @S05
  Rule: No log has a key, a secret or a password in it

    Example: A sale on its way out and back
      Given sale SO-00001 is packed, and its shipment drafted
      And the engine may compare by the API keys
      And ShipStation has imported SO-00001
      When a label is created for SO-00001
      Then sale SO-00001 is shipped in Cin7 Core
      And no key, secret or password is in any log
