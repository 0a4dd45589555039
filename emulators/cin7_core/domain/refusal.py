"""
The vendor's no. Its text is what the caller reads.
"""


class Refused(Exception):
    """
    A rule of Cin7 Core forbids it.

    Attributes:
        code: The ErrorCode inside the answer.

        recorded: The text was seen in a real answer; otherwise it is our sentence.
    """

    def __init__(self, text: str, *, code: int = 400, recorded: bool = False) -> None:
        super().__init__(text)
        self.code = code
        self.recorded = recorded
