"""
Services and packages of the carriers that can be connected, in recorded order.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Offer:
    """
    A service or a package type of a carrier.
    """

    code: str
    name: str
    domestic: bool
    international: bool

    def goes(self, *, abroad: bool) -> bool:
        """
        Say whether it is offered at home, or abroad.
        """
        return self.international if abroad else self.domestic

    def document(self, carrier_code: str) -> dict[str, object]:
        """
        Return what V1 lists.
        """
        return {
            "carrierCode": carrier_code,
            "code": self.code,
            "name": self.name,
            "domestic": self.domestic,
            "international": self.international,
        }


@dataclass(frozen=True, slots=True)
class Provider:
    """
    A carrier as ShipStation knows it.

    Attributes:
        notice_code: How custom stores are told of it.

        wallet: Whether labels are paid from the account's wallet.
    """

    code: str
    name: str
    notice_code: str
    wallet: bool
    services: tuple[Offer, ...]
    packages: tuple[Offer, ...]

    def service(self, code: str | None) -> Offer | None:
        """
        Return the service of this code.
        """
        return next((one for one in self.services if one.code == code), None)

    def package(self, code: str) -> Offer | None:
        """
        Return the package type of this code.
        """
        return next((one for one in self.packages if one.code == code), None)


def _offers(table: str) -> tuple[Offer, ...]:
    """
    Read lines of code, name and where it may go: ``d`` at home, ``i`` abroad.
    """
    rows = [line.split("|") for line in table.strip().splitlines()]
    return tuple(
        Offer(code.strip(), name.strip(), "d" in where, "i" in where)
        for code, name, where in rows
    )


_STAMPS_COM = Provider(
    "stamps_com",
    "Stamps.com",
    "USPS",
    wallet=True,
    services=_offers(
        """
        usps_first_class_mail | USPS First Class Mail | d
        usps_media_mail | USPS Media Mail | d
        usps_parcel_select | USPS Parcel Select Ground | d
        usps_priority_mail | USPS Priority Mail | d
        usps_priority_mail_express | USPS Priority Mail Express | d
        usps_first_class_mail_international | USPS First Class Mail Intl | i
        usps_priority_mail_international | USPS Priority Mail Intl | i
        usps_priority_mail_express_international | USPS Priority Mail Express Intl | i
        usps_ground_advantage | USPS Ground Advantage | d
        """
    ),
    packages=_offers(
        """
        package | Package | di
        flat_rate_envelope | Flat Rate Envelope | di
        flat_rate_legal_envelope | Flat Rate Legal Envelope | di
        flat_rate_padded_envelope | Flat Rate Padded Envelope | di
        large_envelope_or_flat | Large Envelope or Flat | di
        large_flat_rate_box | Large Flat Rate Box | di
        large_package | Large Package (any side > 12") | di
        letter | Letter | di
        medium_flat_rate_box | Medium Flat Rate Box | di
        regional_rate_box_a | Regional Rate Box A | d
        regional_rate_box_b | Regional Rate Box B | d
        small_flat_rate_box | Small Flat Rate Box | di
        thick_envelope | Thick Envelope | di
        """
    ),
)

_UPS = Provider(
    "ups_walleted",
    "UPS by ShipStation",
    "UPS",
    wallet=True,
    services=_offers(
        """
        ups_ground | UPS® Ground | d
        ups_ground_saver | UPS® Ground Saver | d
        ups_3_day_select | UPS 3 Day Select® | d
        ups_2nd_day_air | UPS 2nd Day Air® | d
        ups_2nd_day_air_am | UPS 2nd Day Air AM® | d
        ups_next_day_air | UPS Next Day Air® | d
        ups_next_day_air_saver | UPS Next Day Air Saver® | d
        ups_next_day_air_early_am | UPS Next Day Air® Early | d
        ups_standard_international | UPS Standard® | i
        ups_worldwide_express | UPS Worldwide Express® | i
        ups_worldwide_express_plus | UPS Worldwide Express Plus® | i
        ups_worldwide_saver | UPS Worldwide Saver® | i
        ups_worldwide_expedited | UPS Worldwide Expedited® | i
        """
    ),
    packages=_offers(
        """
        package | Package | di
        ups_letter | UPS Letter | di
        ups_express_box | UPS Express® Box | di
        ups_express_pak | UPS Express® Pak | di
        ups_tube | UPS Tube | di
        ups_10_kg_box | UPS 10 KG Box® | di
        ups_25_kg_box | UPS 25 KG Box® | di
        """
    ),
)

_FEDEX = Provider(
    "fedex",
    "FedEx",
    "FedEx",
    wallet=False,
    services=_offers(
        """
        fedex_ground | FedEx Ground® | d
        fedex_home_delivery | FedEx Home Delivery® | d
        fedex_2day | FedEx 2Day® | d
        fedex_2day_am | FedEx 2Day® A.M. | d
        fedex_express_saver | FedEx Express Saver® | d
        fedex_standard_overnight | FedEx Standard Overnight® | d
        fedex_priority_overnight | FedEx Priority Overnight® | d
        fedex_first_overnight | FedEx First Overnight® | d
        fedex_1_day_freight | FedEx 1Day® Freight | d
        fedex_2_day_freight | FedEx 2Day® Freight | d
        fedex_3_day_freight | FedEx 3Day® Freight | d
        fedex_first_overnight_freight | FedEx First Overnight® Freight | d
        fedex_ground_international | FedEx International Ground® | i
        fedex_international_economy | FedEx International Economy® | i
        fedex_international_priority | FedEx International Priority® | i
        fedex_international_first | FedEx International First® | i
        fedex_europe_first | FedEx Europe First® | i
        fedex_international_economy_freight | FedEx International Economy® Freight | i
        fedex_international_priority_freight | FedEx International Priority® Freight | i
        """
    ),
    packages=_offers(
        """
        package | Package | di
        fedex_envelope | FedEx® Envelope | di
        fedex_pak | FedEx® Pak | di
        fedex_tube | FedEx® Tube | di
        fedex_box | FedEx® Box | di
        fedex_10kg_box | FedEx® 10kg Box | i
        fedex_25kg_box | FedEx® 25kg Box | i
        fedex_envelope_onerate | FedEx One Rate® Envelope | d
        fedex_pak_onerate | FedEx One Rate® Pak | d
        fedex_small_box_onerate | FedEx One Rate® Small Box | d
        fedex_medium_box_onerate | FedEx One Rate® Medium Box | d
        fedex_large_box_onerate | FedEx One Rate® Large Box | d
        fedex_extra_large_box_onerate | FedEx One Rate® Extra Large Box | d
        fedex_tube_onerate | FedEx One Rate® Tube | d
        """
    ),
)

_DHL = Provider(
    "dhl_express_worldwide",
    "DHL Express from ShipStation",
    "DHL",
    wallet=True,
    services=_offers("express_worldwide | DHL Express Worldwide | i"),
    packages=_offers("package | Package | di"),
)

PROVIDERS = {one.code: one for one in (_STAMPS_COM, _UPS, _FEDEX, _DHL)}
