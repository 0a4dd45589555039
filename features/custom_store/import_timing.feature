@operation:shipstation.refresh_store @operation:shipstation.get_refresh_status
Feature: When and how ShipStation imports
  ShipStation asks for the orders that changed in a window of time, page after page,
  by itself or when a person asks.

  Background:
    Given Cin7 Core is connected as a store in ShipStation

  @shipstation @D03
  Rule: Several pages bring each order once
    Source: https://help.shipstation.com/hc/en-us/articles/360025856192

    Example: 103 sales
      Given 103 sales are packed, and their shipments drafted, and the integration has read them
      When ShipStation imports the store's orders
      Then ShipStation asked for 2 pages
      And ShipStation has 103 orders, each once

  @shipstation @D04
  Rule: A window brings what changed inside it
    Source: https://help.shipstation.com/hc/en-us/articles/360025856192

    Example: Half past nine lies between two changes
      Given sale SO-00001 is packed, and its shipment drafted
      And an hour later, sale SO-00002 is packed, and its shipment drafted
      When the store is asked for what changed until 09:30
      Then the store answers with SO-00001
      When the store is asked for what changed from 09:30
      Then the store answers with SO-00002

  @field @D05
  Rule: Adjoining windows make no second order
    Source: https://github.com/solidusio-contrib/solidus_shipstation

    Example: Imported at the boundary, and again
      Given sale SO-00001 is packed, and its shipment drafted
      And ShipStation has imported SO-00001
      When ShipStation imports the store's orders
      Then ShipStation has the orders SO-00001

  @field @D06
  Rule: An export leaves the sale's time of change alone
    Source: https://wordpress.org/plugins/woocommerce-shipstation-integration/

    Example: Read before and after
      Given sale SO-00001 is packed, and its shipment drafted
      And the time of change of SO-00001 is noted
      When ShipStation imports the store's orders
      Then the time of change of SO-00001 is as noted

  @own @D07
  Rule: After a failed import the same window is asked for again

    @needs:virtual_time
    Example: Cin7 Core cannot answer for a while
      Given sale SO-00001 is packed, and its shipment drafted
      And Cin7 Core fails at the next list of sales
      And ShipStation has tried to import, and failed
      When ShipStation imports the store's orders
      Then order SO-00001 is in Awaiting Shipment
      And the store shows no error

  @field @D18
  Rule: A failure is shown, and nothing is imported in part
    Source: https://github.com/magento/magento2/issues/15518

    @needs:virtual_time
    Example: Cin7 Core answers with a page of HTML
      Given sale SO-00001 is packed, and its shipment drafted
      And Cin7 Core answers the next list of sales with a page of HTML
      When ShipStation imports the store's orders
      Then the store shows an error with "(503) Service Unavailable"
      And ShipStation has no order SO-00001

  @shipstation @D19
  Rule: A person can refresh the store at any time
    Source: https://help.shipstation.com/hc/en-us/articles/360045862311

    Example: A new sale, and no patience
      Given ShipStation has imported nothing until noon
      And sale SO-00001 is packed, and its shipment drafted
      When ShipStation imports the store's orders
      Then order SO-00001 is in Awaiting Shipment

  @shipstation @D20
  Rule: An automatic import comes later, and by itself
    Source: https://help.shipstation.com/hc/en-us/articles/360045862311

    Example: A minute is not enough, an hour is
      Given sale SO-00001 is packed, and its shipment drafted
      When 1 minutes pass
      Then ShipStation has no order SO-00001 yet
      When 60 minutes pass
      Then order SO-00001 is in Awaiting Shipment

  @field @D21
  Rule: Where a failure switches the automatic import off, a manual one brings it back
    Source: https://help.shipstation.com/hc/en-us/articles/360024950272

    @needs:virtual_time
    Example: Nobody has noticed
      Given a failed import switches the automatic import off
      And Cin7 Core fails at the next list of sales
      And ShipStation has tried to import, and failed
      And sale SO-00001 is packed, and its shipment drafted
      When 60 minutes pass
      Then ShipStation has no order SO-00001 yet

    Example: Somebody presses Import
      Given a failed import switches the automatic import off
      And Cin7 Core fails at the next list of sales
      And ShipStation has tried to import, and failed
      When ShipStation imports the store's orders
      And sale SO-00001 gets ready, and 60 minutes pass
      Then order SO-00001 is in Awaiting Shipment
