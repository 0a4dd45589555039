@operation:cin7_core.write_credit_note
Feature: Refunds of imported orders
  A refund that a channel reports to ShipStation becomes a credit note. Goods that
  never left cannot be put back.

  Background:
    Given a ShipStation store is connected in Cin7 Core
    And 10 BELL-01 are put on the shelf in Cin7 Core
    And imported sales are invoiced and paid
    And order W-1 of 3 BELL-01 came into ShipStation
    And the integration has synchronised

  @cin7 @K01
  Rule: The refund of a sale that is not fulfilled waits as Pending fulfillment
    Source: https://help.core.cin7.com/hc/en-us/articles/9034569837839

    Example: Refunded before it ships
      When W-1 is refunded in ShipStation
      And 15 minutes pass
      Then the log of the sale of W-1 names "Pending fulfillment"
      And the sale of W-1 has no credit note

  @cin7 @K02
  Rule: With Ignore restock for non-fulfilled sales the same refund needs no restock
    Source: https://help.core.cin7.com/hc/en-us/articles/9034569837839

    Example: Refunded before it ships, with the setting on
      Given restock is ignored for non-fulfilled sales
      When W-1 is refunded in ShipStation
      And 15 minutes pass
      Then the sale of W-1 has a credit note without restock
      And 10 BELL-01 are on hand in Cin7 Core

  @cin7 @K03
  Rule: A new ShipStation store does not ignore restock
    Source: https://help.core.cin7.com/hc/en-us/articles/9034569837839

    Example: Setup as it begins
      When Setup is opened
      Then restock is not ignored for non-fulfilled sales

  @own @K04
  Rule: The refund of a shipped sale puts the goods back
    Source: decision dec-30

    Example: Refunded after it shipped
      Given a label was created for W-1, and the integration has synchronised
      And 7 BELL-01 are on hand in Cin7 Core
      When W-1 is refunded in ShipStation
      And 15 minutes pass
      Then the sale of W-1 has a credit note with 3 BELL-01 restocked
      And 10 BELL-01 are on hand in Cin7 Core

    Example: One that was pending is credited once it has shipped
      Given W-1 is refunded in ShipStation
      And the integration has synchronised
      When a label is created for the order W-1
      And 60 minutes pass
      Then the sale of W-1 has a credit note with 3 BELL-01 restocked
