"""
Why a connection or an organisation cannot be set up as asked.
"""


class Refusal(Exception):
    """
    A sentence for the person who asked, and a code for the program that did.

    Attributes:
        code: A short name that stays the same when the sentence changes.
    """

    code = "refused"


class MethodRefused(Refusal):
    """
    The method policy forbids the combination.
    """

    code = "method_refused"


class ChangeNotConfirmed(Refusal):
    """
    The method would replace another one, and nobody has said yes to that.
    """

    code = "confirmation_needed"


class SettingsRefused(Refusal):
    """
    A setting cannot be as asked; nothing was changed.
    """

    code = "settings_refused"


class AlreadyConnected(Refusal):
    """
    The organisation has a connection to that ShipStation account.
    """

    code = "already_connected"


class KeysRefused(Refusal):
    """
    The vendor does not know the credentials.
    """

    code = "credentials_refused"


class VendorSilent(Refusal):
    """
    The vendor could not be asked, so nothing was changed.
    """

    code = "vendor_unavailable"


class NotFound(Refusal):
    """
    There is no such thing here.
    """

    code = "not_found"


class ResendHidden(Refusal):
    """
    The sale's shipment is not authorised, so there is nothing to press.
    """

    code = "resend_hidden"


class StoreDisabled(Refusal):
    """
    The custom store is Disabled.
    """

    code = "custom_store_disabled"


class DirectoryIsElsewhere(Refusal):
    """
    Users are kept by another directory.
    """

    code = "directory_is_elsewhere"
