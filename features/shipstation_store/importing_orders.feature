@operation:shipstation.list_orders @operation:cin7_core.create_sale @operation:cin7_core.write_order
Feature: Orders of ShipStation become sales
  Orders from channels that only ShipStation knows are imported into Cin7 Core, so
  that it manages their stock.

  Background:
    Given a ShipStation store is connected in Cin7 Core
    And 10 BELL-01 are put on the shelf in Cin7 Core

  @cin7 @seed-07 @I01
  Rule: An order in ShipStation becomes a sale, and its stock is promised
    Source: https://help.core.cin7.com/hc/en-us/articles/9034569837839

    @durable
    Example: An order for three
      Given order W-1 of 3 BELL-01 came into ShipStation
      When the integration synchronises
      Then order W-1 is a sale in Cin7 Core
      And 3 BELL-01 are promised in Cin7 Core

    Example: It is polled for regularly
      Given order W-1 of 3 BELL-01 came into ShipStation
      When 15 minutes pass
      Then order W-1 is a sale in Cin7 Core

  @seed @seed-07 @I20
  Rule: The sale has what ShipStation knows of the order
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Example: Customer, address, lines, freight, tax and notes
      Given order W-1 of 2 BELL-01 and 1 LAMP-02 came into ShipStation, with freight 6.50 and tax 5.00
      And its customer wrote "Leave it with the neighbour"
      When the integration synchronises
      Then the sale of W-1 has the order's customer, e-mail, phone, address and notes
      And the sale of W-1 has the lines 2 BELL-01 and 1 LAMP-02
      And the sale of W-1 comes to what the order comes to, with freight and tax

    Example: Internal notes, gift message and the service that was asked for
      Given order W-1 of 2 BELL-01 came into ShipStation
      And it is a gift "For Mo", wants "Next day", and is noted "Ring first"
      When the integration synchronises
      Then the note of the sale of W-1 has "Ring first", "Gift. For Mo" and "Requested service: Next day"

  @cin7 @seed-12 @I03
  Rule: What Cin7 Core exported does not come back
    Source: https://support.dearsystems.com/support/solutions/articles/11000049088

    Example: A sale that went out by the custom store
      Given the method policy is cin7
      And the custom store has sent SO-00001 to ShipStation
      When the integration synchronises
      Then Cin7 Core has 1 sale
      And the log of SO-00001 says "ours"

  @own @I04
  Rule: However often it is polled, an order is one sale
    Source: decision dec-4

    Example: Three polls
      Given order W-1 of 3 BELL-01 came into ShipStation
      When the integration synchronises
      And 60 minutes pass
      Then Cin7 Core has 1 sale

  @field @I05
  Rule: An order that is new and modified is handled once
    Source: https://github.com/skuvault-integrations/shipStationAccess

    Example: It is changed between two polls
      Given order W-1 of 3 BELL-01 came into ShipStation
      And the integration has synchronised
      When the notes of W-1 are changed in ShipStation
      And 15 minutes pass
      Then Cin7 Core has 1 sale

  @own @I06
  Rule: An unpaid order is captured when it is paid
    Source: decision dec-30

    Example: It awaits its payment first
      Given order W-1 of 3 BELL-01 came into ShipStation, unpaid
      And the integration has synchronised without a sale of W-1
      When W-1 is paid
      And 15 minutes pass
      Then order W-1 is a sale in Cin7 Core

  @own @I07
  Rule: Where Setup says so, an order is captured when it is shipped
    Source: decision dec-30

    Example: Open, then shipped
      Given orders are captured when they are shipped
      And order W-1 of 3 BELL-01 came into ShipStation
      And the integration has synchronised without a sale of W-1
      When a label is created for the order W-1
      And 15 minutes pass
      Then order W-1 is a shipped sale in Cin7 Core

  @field @I08
  Rule: Orders before the lock date are not captured
    Source: https://github.com/agritheory/shipstation_integration

    Example: One day too old
      Given orders before today are locked
      And order W-1 of 3 BELL-01 came into ShipStation, dated yesterday
      When the integration synchronises
      Then order W-1 is no sale in Cin7 Core
      And the log of W-1 says "lock_date"

  @field @I09
  Rule: A product that Cin7 Core lacks is made, or the order waits, as Setup says
    Source: https://www.teqstars.com/docs/shipstation

    Example: It is made
      Given order W-1 of 1 NEW-99 came into ShipStation
      When the integration synchronises
      Then order W-1 is a sale in Cin7 Core
      And Cin7 Core has a product NEW-99

    Example: The order waits until somebody has added it
      Given orders with missing products are held
      And order W-1 of 1 NEW-99 came into ShipStation
      And the integration has synchronised without a sale of W-1
      When 5 NEW-99 are put on the shelf in Cin7 Core
      And 15 minutes pass
      Then order W-1 is a sale in Cin7 Core

  @own @I10
  Rule: With too little stock nothing is picked, packed or shipped by itself
    Source: decision dec-30

    Example: Eleven of ten
      Given imported sales are picked, packed and shipped automatically
      And order W-1 of 11 BELL-01 came into ShipStation
      When the integration synchronises
      Then order W-1 is a sale in Cin7 Core
      And nothing of W-1 is picked, packed or shipped

    Example: Ten of ten
      Given imported sales are picked, packed and shipped automatically
      And order W-1 of 10 BELL-01 came into ShipStation
      When the integration synchronises
      Then order W-1 is a shipped sale in Cin7 Core

  @own @I12
  Rule: Where Setup says so, the company is the customer
    Source: decision dec-30

    Example: A buyer at a company
      Given the company is the customer
      And order W-1 of 1 BELL-01 came into ShipStation from "Ann Lee" of "Harbour Works"
      When the integration synchronises
      Then the sale of W-1 is of the customer "Harbour Works"

  @field @I13
  Rule: An adjustment is a discount, and no product
    Source: https://www.shipstation.com/docs/api/models/order-item/

    Example: Two off
      Given order W-1 of 2 BELL-01 came into ShipStation, with a discount of 2.00
      When the integration synchronises
      Then the sale of W-1 has a charge of -2.00
      And the sale of W-1 has the lines 2 BELL-01

  @field @I14
  Rule: If less is paid than the order comes to, the log tells the difference
    Source: https://github.com/agritheory/shipstation_integration

    Example: Five short
      Given order W-1 of 2 BELL-01 came into ShipStation, paid 5.00 short
      When the integration synchronises
      Then order W-1 is a sale in Cin7 Core
      And the log of the sale of W-1 names "a difference of 5.00"

  @field @I15
  Rule: An order that a provider rejected is left alone
    Source: https://github.com/skuvault-integrations/shipStationAccess

    Example: Rejected before it was captured
      Given order W-1 of 3 BELL-01 came into ShipStation
      And W-1 was rejected by a fulfilment provider
      When the integration synchronises
      Then order W-1 is no sale in Cin7 Core
      And the log of W-1 says "rejected"

  @field @I16
  Rule: Only orders of the chosen stores are imported
    Source: https://github.com/agritheory/shipstation_integration

    Example: One store of two
      Given ShipStation has the stores "Etsy" and "Fair", and only "Etsy" is chosen
      And order W-1 of 1 BELL-01 came into the store "Etsy"
      And order W-2 of 1 BELL-01 came into the store "Fair"
      When the integration synchronises
      Then order W-1 is a sale in Cin7 Core
      And order W-2 is no sale in Cin7 Core

  @own @I17
  Rule: An order that is cancelled before it ships voids its sale; after that it is only told
    Source: decision dec-32

    Example: Before
      Given order W-1 of 3 BELL-01 came into ShipStation
      And the integration has synchronised
      When W-1 is cancelled in ShipStation
      And 15 minutes pass
      Then the sale of W-1 is voided
      And 0 BELL-01 are promised in Cin7 Core

    Example: After
      Given order W-1 of 3 BELL-01 came into ShipStation
      And a label was created for W-1, and the integration has synchronised
      When W-1 is cancelled in ShipStation after all
      And 15 minutes pass
      Then the sale of W-1 is not voided
      And the log of the sale of W-1 says "cancelled_after_shipping"

  @own @I18
  Rule: An order on hold waits
    Source: decision dec-32

    Example: Until somebody restores it
      Given order W-1 of 3 BELL-01 came into ShipStation
      And W-1 is put on hold in ShipStation
      And the integration has synchronised without a sale of W-1
      When W-1 is restored from hold
      And 15 minutes pass
      Then order W-1 is a sale in Cin7 Core

  @field @I19
  Rule: ShipStation's Pacific time becomes the right day in UTC
    Source: https://www.shipstation.com/docs/api/requirements/

    Scenario Outline: An evening in California, also where the clocks change
      Given order W-1 of 1 BELL-01 came into ShipStation, dated <pacific> Pacific
      When the integration synchronises
      Then the sale of W-1 is dated <utc>

      Examples:
        | pacific             | utc        |
        | 2026-02-27 23:30:00 | 2026-02-28 |
        | 2026-03-08 01:30:00 | 2026-03-08 |
        | 2026-03-08 23:30:00 | 2026-03-09 |
        | 2025-11-02 01:30:00 | 2025-11-02 |
        | 2025-11-02 15:59:00 | 2025-11-02 |
        | 2025-11-02 16:00:00 | 2025-11-03 |

  @field @I21
  Rule: What is split or combined in ShipStation is sold once
    Source: https://help.shipstation.com/hc/en-us/articles/360060188272

    Example: Two orders of one customer, combined after they were imported
      Given the orders W-1 and W-2 of 1 BELL-01 came into ShipStation
      And the integration has synchronised
      When W-1 and W-2 are combined in ShipStation and shipped
      And 15 minutes pass
      Then Cin7 Core has 2 sales
      And the sales of W-1 and W-2 are shipped under one tracking number

    Example: One order, split after it was imported
      Given order W-1 of 3 BELL-01 came into ShipStation
      And the integration has synchronised
      When W-1 is split into two orders in ShipStation, and both are shipped
      And 30 minutes pass
      Then Cin7 Core has 1 sale
      And the sale of W-1 is shipped under 2 tracking numbers

  @own @I22
  Rule: A sale is made once, whatever is lost or cut on the way
    Source: decision dec-4

    Scenario Outline: Cin7 Core does it, and the answer is lost
      Given order W-1 of 3 BELL-01 came into ShipStation
      And the answer to the next <operation> of Cin7 Core is lost
      When 60 minutes pass
      Then Cin7 Core has 1 sale
      And 3 BELL-01 are promised in Cin7 Core

      Examples:
        | operation       |
        | create_customer |
        | create_sale     |
        | write_order     |
