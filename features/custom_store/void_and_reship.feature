@operation:shipstation.void_label
Feature: Labels that are voided
  A void is told to nobody. What Cin7 Core has stays there, right or wrong.

  Background:
    Given Cin7 Core is connected as a store in ShipStation
    And sale SO-00001 is packed, and its shipment drafted
    And ShipStation has imported SO-00001

  @shipstation @G01
  Rule: A void opens the order again, and Cin7 Core keeps the number
    Source: https://help.shipstation.com/hc/en-us/articles/360026157751

    Example: The wrong parcel
      When a label is created for SO-00001
      And the label of SO-00001 is voided
      Then order SO-00001 is in Awaiting Shipment
      And the shipment of SO-00001 is shown as voided
      And sale SO-00001 is shipped in Cin7 Core

  @shipstation @G02
  Rule: A new label after a void is not told
    Source: https://help.shipstation.com/hc/en-us/articles/360026157891

    Example: Labelled again
      When a label is created for SO-00001
      And the label of SO-00001 is voided
      And a label is created for SO-00001
      Then Cin7 Core has the first tracking number of SO-00001 alone

  @shipstation @G03
  Rule: Where the notification waits for the scan, only the new number is told
    Source: https://help.shipstation.com/hc/en-us/articles/360026157891

    Example: Voided and labelled again before the scan
      Given the store notifies at the first scan
      When a label is created for SO-00001
      And the label of SO-00001 is voided
      And a label is created for SO-00001
      And the carrier scans the parcel of SO-00001
      Then Cin7 Core has the last tracking number of SO-00001 alone

  @shipstation @G05
  Rule: Where the carrier cannot void, the label stays good
    Source: https://help.shipstation.com/hc/en-us/articles/360026157751

    Example: An express label
      Given the order SO-00001 is shipped by a carrier that does not void labels
      When the label of SO-00001 is voided
      Then the carrier says that it does not void labels
      And order SO-00001 is in Shipped
      And sale SO-00001 is shipped in Cin7 Core

  @own @G07
  Rule: Reconciliation finds a number that is dead

    Example: With a key pair to compare by
      Given the engine may compare by the API keys
      When a label is created for SO-00001
      And the label of SO-00001 is voided
      And a label is created for SO-00001
      Then reconciliation reports that the tracking of SO-00001 differs

    Example: Without one
      When a label is created for SO-00001
      Then reconciliation says that it cannot compare
