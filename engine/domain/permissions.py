"""
What a user of Cin7 Core may do, as far as the integration asks.
"""

from enum import StrEnum


class Permission(StrEnum):
    """
    The names are those of the directory; Cin7 Core speaks of tasks and their views.
    """

    INTEGRATIONS = "integrations"
    PACK = "sale_pack"
    SHIP = "sale_ship"


SPOKEN = {
    Permission.INTEGRATIONS: "Integrations",
    Permission.PACK: "Sale Task - Pack",
    Permission.SHIP: "Sale Task - Ship",
}
