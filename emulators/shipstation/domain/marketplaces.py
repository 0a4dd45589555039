"""
The marketplaces that ShipStation connects to, as listed in January 2021.

The one that was called DearSystems then is Cin7 Core now.
"""

from functools import cache
from typing import Any

SHIPSTATION = 0
CUSTOM_STORE = 22
CIN7_CORE = 80

# Id, name, and four flags: can refresh, custom mappings, custom statuses, can confirm.
_TABLE = """
23 3dcart 1101|115 Acumatica 1011|140 Alibaba 1001|2 Amazon 1101|113 Amazon AU 1101
32 Amazon CA 1101|42 Amazon DE 1001|43 Amazon ES 1001|44 Amazon FR 1001
45 Amazon IT 1001|87 Amazon MX 1101|15 Amazon UK 1101|59 AmeriCommerce 1011
109 Bandcamp 1011|86 Big Cartel 1001|13 BigCommerce 1101|29 Bizelo 1101|63 Bonanza 1001
41 Brightpearl 1001|139 CDiscount 1001|18 ChannelAdvisor 1101|104 ChannelSale 1001
108 Cin7 1001|105 CoreCommerce 1001|79 CrateJoy 1101|62 CSCart 1011|22 Custom Store 1111
80 Cin7 Core 1101|1 eBay 1001|99 eBay AU 1001|141 eBay FR 1001|52 eBay UK 1001
92 Ecwid 1001|8 Etsy 1001|61 FoxyCart 1011|81 Freestyle 1101|75 Fullscreen Direct 1101
106 GeekSeller 1001|33 Goodsie 1101|143 Google 1001|78 Groopdealz 1101
68 GrouponGoods 1001|114 Handshake 1011|83 Hatch 1101|100 Houzz 1001|130 InkSoft 1001
55 JANE 1001|85 Linnworks 1101|123 ListingMirror 1001|28 Magento 1111|64 MijoShop 1011
131 Mirakl 1001|54 Miva Merchant 1001|66 MoreCommerce 1011|94 Mozu 1001|34 NewEgg 1001
73 Newegg Business 1001|90 Newegg Canada 1001|136 notonthehighstreet 1001|102 ODBC 1001
19 OpenCart 1111|128 Order Time 1001|142 Oxatis 1011|6 PayPal 1000|51 PrestaShop 1101
69 Reverb 1011|112 Revolution Parts 1011|111 Salesforce Commerce Cloud 1011
135 Salesforce Core 1001|107 SAP Anywhere 1011|25 Sears 1101|82 SellBrite 1101
65 SellerActive 1011|118 ShipEngine API 0000|0 ShipStation 0000|14 Shopify 1101
60 SkuVault 1001|49 Soldsie 1001|39 Sophio 1001|103 Spark Shipping 1001|70 Square 1001
57 Squarespace 1001|26 Stitch Labs 1111|40 Storenvy 1001|95 Stripe 1001|88 SureDone 1001
96 Tanga 1001|101 Tophatter 1001|27 topShelf 1101|67 TradeGecko 1011|35 UltraCart 1001
133 VisualSoft 1011|129 Volo 1001|7 Volusion 1111|93 Walmart 1001|97 Weebly 1001
48 Wish 1001|119 Wix 1000|36 WooCommerce 1111|17 X-Cart 1101|24 Yahoo 1101
10 Zen Cart 1111|84 Zoey 1111
"""


@cache
def marketplaces() -> list[dict[str, Any]]:
    """
    Return them all, by name.
    """
    rows = [_row(text) for text in _TABLE.strip().replace("\n", "|").split("|")]
    return sorted(rows, key=lambda row: row["name"].casefold())


def _row(text: str) -> dict[str, Any]:
    number, _, rest = text.partition(" ")
    name, _, flags = rest.rpartition(" ")
    refresh, mappings, statuses, confirm = (flag == "1" for flag in flags)
    return {
        "name": name,
        "marketplaceId": int(number),
        "canRefresh": refresh,
        "supportsCustomMappings": mappings,
        "supportsCustomStatuses": statuses,
        "canConfirmShipments": confirm,
    }
