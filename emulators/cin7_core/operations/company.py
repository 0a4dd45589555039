"""
The company that the credentials belong to.
"""

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.defaults import DEFAULT_TAX_RULE
from emulators.cin7_core.domain.instants import midnight
from emulators.cin7_core.operations.params import DOCS, answers
from emulators.kit.operation import Call, Reply, operation


@operation("GET", "/me", responses=answers("me.json"), source=f"{DOCS}/me")
def get_me(call: Call, account: Account) -> Reply:
    """
    Return the settings of the company.
    """
    del call
    company = account.organisation
    rule = account.books["taxes"].wanted(DEFAULT_TAX_RULE)
    return Reply(
        200,
        {
            "Company": company.company,
            "Currency": company.currency,
            "TimeZone": company.timezone,
            "DefaultWeightUnits": company.default_weight_units,
            "DefaultDimensionsUnits": company.default_dimensions_units,
            "LockDate": midnight(company.lock_date),
            "OpeningBalanceDate": None,
            "TaxCalculationMethod": company.tax_calculation_method,
            "DefaultSaleTaxRuleId": rule["ID"],
            "DefaultSaleTaxRuleName": rule["Name"],
            "MaximumDecimalPlacesInQuantity": "N4",
            "ApplyCustomerDiscountsAfterOtherDiscounts": True,
            "DiscountRule": "Discount",
            "AutomaticallyApplyDiscounts": False,
            "RoundingTable": [],
        },
    )
