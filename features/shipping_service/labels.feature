@operation:shipstation.create_label_for_order @operation:shipstation.void_label
Feature: Labels created in Cin7 Core
  A label is bought for each package of a packed sale. It is never bought twice, and
  its number stands in the ship stage.

  Background:
    Given ShipStation is connected as a shipping service

  @seed @seed-10 @seed-30 @seed-33 @M02
  Rule: A label has its number in Cin7 Core, and the sale is shipped
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: One box, one tracking number
      Given sale SO-00001 is packed for Austin
      When labels are created for SO-00001
      Then SO-00001 has 1 label and the same number in Cin7 Core
      And the ship line of SO-00001 in Cin7 Core names carrier "USPS"
      And sale SO-00001 is shipped in Cin7 Core
      And order SO-00001 is in Shipped

    Example: A sample costs nothing and changes nothing
      Given sale SO-00001 is packed for Austin
      When a test label is created for SO-00001
      Then a sample was made
      And no label was bought
      And sale SO-00001 has no tracking number

  @cin7 @M03
  Rule: Each package has a label of its own
    Source: https://help.core.cin7.com/hc/en-us/articles/9034589708431

    Example: Three boxes
      Given sale SO-00001 is packed in 3 boxes for Austin
      When labels are created for SO-00001
      Then SO-00001 has 3 labels and the same numbers in Cin7 Core
      And ShipStation has 1 order and 3 shipments of SO-00001

  @cin7 @M04
  Rule: A label can be printed in Cin7 Core, and again
    Source: https://help.core.cin7.com/hc/en-us/articles/9034589708431

    Example: The PDF that ShipStation hands out once
      Given sale SO-00001 is packed for Austin
      When labels are created for SO-00001
      Then the label of SO-00001 prints twice the same

  @own @M09
  Rule: Where the second of three fails, only the missing ones are bought again
    Source: decision dec-34

    Example: The carrier fails once
      Given sale SO-00001 is packed in 3 boxes for Austin
      And ShipStation will refuse the second label
      When labels are created for SO-00001
      Then 1 label was bought, and the answer names Box 2
      When labels are created for SO-00001
      Then SO-00001 has 3 labels and the same numbers in Cin7 Core

  @shipstation @M10
  Rule: A void that is approved takes the number from Cin7 Core
    Source: https://www.shipstation.com/docs/api/shipments/void-label/

    Example: A fresh label
      Given sale SO-00001 is packed for Austin
      And labels were created for SO-00001
      When the label of SO-00001 is voided in Cin7 Core
      Then the void is approved
      And sale SO-00001 has no tracking number
      And order SO-00001 is in Awaiting Shipment

  @shipstation @M11
  Rule: A void that is not approved changes nothing and says why
    Source: https://www.shipstation.com/docs/api/shipments/void-label/

    Example: A carrier that does not void
      Given the carrier "fedex" does not void labels
      And sale SO-00001 is packed for Austin
      And labels by "fedex" "fedex_ground" were created for SO-00001
      When the label of SO-00001 is voided in Cin7 Core
      Then the void is not approved, and a reason is shown
      And SO-00001 has 1 label and the same number in Cin7 Core

  @shipstation @M12
  Rule: A label is not edited: it is voided and made anew
    Source: https://help.shipstation.com/hc/en-us/articles/360026157751

    Example: The address was wrong
      Given sale SO-00001 is packed for Austin
      And labels were created for SO-00001
      When the label of SO-00001 is voided in Cin7 Core
      And SO-00001 goes to "Portland" instead, and labels are created
      Then the last parcel of SO-00001 goes to "PORTLAND"
      And SO-00001 has 1 label and the same number in Cin7 Core

    Example: Another service for what has a label
      Given sale SO-00001 is packed for Austin
      And labels were created for SO-00001
      When labels by "fedex" "fedex_ground" are created for SO-00001
      Then it is refused because of "labelled"
      And 1 label was bought

  @own @M13
  Rule: One press that is sent twice buys one label
    Source: decision dec-34

    Example: The button was pressed twice
      Given sale SO-00001 is packed for Austin
      When labels are created for SO-00001, and once more
      Then SO-00001 has 1 label, paid once, and the same number in Cin7 Core

  @own @M14
  Rule: Where no answer comes, the shipments are read before anything is bought
    Source: decision dec-34

    Example: The answer is lost, and the button pressed again
      Given sale SO-00001 is packed for Austin
      And the answer to the next label will be lost
      When labels are created for SO-00001, and once more
      Then SO-00001 has 1 label, paid once, and the same number in Cin7 Core
      And the label of SO-00001 has no PDF, and says so

    Example: The answer is lost, and nobody presses again
      Given sale SO-00001 is packed for Austin
      And the answer to the next label will be lost
      When labels are created for SO-00001
      And 15 minutes pass
      Then SO-00001 has 1 label, paid once, and the same number in Cin7 Core

    Example: Cin7 Core is away when the label is there
      Given sale SO-00001 is packed for Austin
      And Cin7 Core fails at the next 1 shipments
      When labels are created for SO-00001
      And 15 minutes pass
      Then SO-00001 has 1 label, paid once, and the same number in Cin7 Core

  @field @M15
  Rule: A label without a carrier or a confirmation is asked back
    Source: https://github.com/agritheory/shipstation_integration

    Example: Neither is chosen
      Given sale SO-00001 is packed for Austin
      When labels without carrier and confirmation are created for SO-00001
      Then it is refused because of "choice_missing"
      And the refusal names "a carrier" and "a confirmation"

  @own @seed-26 @P12
  Rule: With keys that are refused nothing is bought, and with the new pair it goes on
    Source: decision dec-41

    Example: Labels after the keys were regenerated
      Given sale SO-00001 is packed for Austin
      When the API keys are regenerated in ShipStation
      And labels are created for SO-00001
      Then it is refused because of "connection_broken"
      And every connection is broken

    Example: Labels with the new pair
      Given sale SO-00001 is packed for Austin
      And the API keys are regenerated, and labels were refused
      When the new API keys are entered for every connection
      And labels are created for SO-00001
      Then SO-00001 has 1 label and the same number in Cin7 Core
