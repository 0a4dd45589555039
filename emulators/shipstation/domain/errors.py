"""
What ShipStation refuses, in its own words where those are known.
"""


class NotFound(LookupError):
    """
    There is no such thing in the account.
    """


class Unconvertible(ValueError):
    """
    A value in a body cannot be turned into what the field takes.

    Attributes:
        path: Where it stands in the body; empty for the body itself.

        parameter: ShipStation's own variable for the body, where it is recorded.
    """

    def __init__(self, sentence: str, *, path: str = "") -> None:
        super().__init__(sentence)
        self.path = path
        self.parameter: str | None = None


class NotAcceptable(ValueError):
    """
    A request makes no sense to ShipStation; in which words is not recorded.
    """


class Impossible(RuntimeError):
    """
    A person asks a screen for what it does not offer in this state.
    """


class Refused(RuntimeError):
    """
    A rule of the business was broken; ShipStation throws a plain exception.

    Attributes:
        kind: The exception's name in ShipStation's framework.

        recorded: Whether the sentence is known to be ShipStation's own.
    """

    kind = "System.Exception"

    def __init__(self, sentence: str, *, recorded: bool = False) -> None:
        super().__init__(sentence)
        self.recorded = recorded


class Incomplete(Refused):
    """
    A document lacks what it cannot be without, or has too much of it.
    """


class NullReference(Refused):
    """
    Something that ShipStation takes for granted is not there.
    """

    kind = "System.NullReferenceException"

    def __init__(self) -> None:
        super().__init__(
            "Object reference not set to an instance of an object.", recorded=True
        )
