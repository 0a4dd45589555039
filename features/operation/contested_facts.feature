@operation:shipstation.list_orders @operation:cin7_core.get_sale
Feature: What is contested about the vendors
  Documentation, examples and what was recorded differ about these facts. Nobody has to
  know which of them is true: with each of them an order gets to ShipStation, and the
  number of its parcel back.

  @own @R10 @needs:custom_store
  Rule: Whatever is true of Cin7 Core, an order goes out and its number comes back

    Scenario Outline: Cin7 Core has it otherwise
      Given in Cin7 Core the contested "<fact>" is "<member>"
      And Cin7 Core is connected as a store in ShipStation
      And sale SO-00001 is packed, and its shipment drafted
      When ShipStation imports the store's orders
      And a label is created for SO-00001
      Then sale SO-00001 is shipped in Cin7 Core

      Examples:
        | fact                        | member           |
        | rate_limit_form             | 503              |
        | rate_limit_form             | 400              |
        | retry_after                 | 60 Seconds       |
        | credentials_error_body      | text             |
        | unknown_path                | 404              |
        | error_status                | ok               |
        | shipped_not_invoiced_status | PACKED           |
        | shipped_not_invoiced_status | ORDERED          |
        | shipped_order_status        | stays_authorised |
        | availability_lag            | ten_minutes      |
        | fulfilment_undo             | ignored          |
        | omitted_skip_quote          | quotes           |
        | header_update               | merges           |
        | advanced_first_fulfilment   | absent           |
        | unknown_carrier             | refused          |
        | line_totals                 | ignored          |
        | since_bounds                | exclusive        |
        | sale_list_order             | shuffled         |
        | product_match               | starts_with      |
        | shop_floor_spelling         | IsShopFloor      |
        | partial_shipment_event      | silent           |
        | shipped_sale_void           | refused          |
        | error_shape                 | object           |
        | wrong_verb                  | 403              |
        | missing_name_status         | 404              |
        | large_limit                 | refused          |
        | list_total                  | so_far           |
        | empty_query                 | filters          |
        | timestamp_fraction          | milliseconds     |
        | unset_text                  | null             |
        | response_fields             | 2019             |
        | invoice_words               | documented       |
        | payment_words               | upper            |
        | invoice_numbering           | on_creation      |
        | omitted_sale_type           | advanced         |
        | omitted_location            | refused          |
        | simple_task_ids             | their_own        |
        | fresh_pack                  | draft            |
        | product_update              | replaces         |
        | webhook_success             | 200              |
        | webhook_copies              | 2                |

  @own @R11 @needs:custom_store
  Rule: Whatever is true of ShipStation, an order goes out and its number comes back

    Scenario Outline: ShipStation has it otherwise
      Given in ShipStation the contested "<fact>" is "<member>"
      And Cin7 Core is connected as a store in ShipStation
      And sale SO-00001 is packed, and its shipment drafted
      When ShipStation imports the store's orders
      And a label is created for SO-00001
      Then sale SO-00001 is shipped in Cin7 Core

      Examples:
        | fact                 | member            |
        | unmapped_status_word | awaiting_shipment |
        | unmapped_status_word | refuse_page       |
        | credentials_in_query | header_only       |
        | pages_when_single    | one               |
        | unauthorized_body    | official          |
        | split_style          | orders            |
        | void_refusal         | fedex             |
        | void_refusal         | none              |
        | after_failed_import  | switches_off      |
        | key_scope            | store             |
        | key_screens          | two_pairs         |
        | deferred_pass        | at_once           |
        | webhook_attempts     | 1                 |
        | void_window          | 30                |
        | void_window          | 10                |
        | void_refund          | at_once           |
        | void_refund          | none              |
        | large_page           | refused           |
        | deleted_order        | shown             |
        | refusal_shape        | message           |
        | refresh_message      | short             |
        | warehouse_update     | warehouse         |
        | default_warehouse    | kept              |
        | second_label         | refused           |
        | response_fields      | 2021              |
        | response_fields      | 2026              |
