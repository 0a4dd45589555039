"""
Which phrase a step means, and where that stands.
"""

from pathlib import Path
from typing import Any

from _pytest.outcomes import Failed
from pytest_bdd.steps import StepFunctionContext, step_function_context_registry

HOME = Path(__file__).resolve().parents[2]


class AmbiguousStep(Failed):
    """
    A step means two phrases that are as near.

    Attributes:
        phrases: Text and place of each.
    """

    def __init__(self, said: str, phrases: list[list[str]]) -> None:
        names = " and ".join(f"{text!r} ({place})" for text, place in phrases)
        sentence = f"the step {said!r} is said by {names}; reword one"
        super().__init__(sentence, pytrace=False)
        self.phrases = phrases


class Definitions:
    """
    The text and the place of each phrase, by its function.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._contexts: dict[Any, list[StepFunctionContext]] = {}

    def of(self, function: Any, said: str) -> list[str]:
        """
        Return the text that was said, and where its function is.
        """
        if function not in self._contexts:
            self._contexts = {}
            for context in step_function_context_registry.values():
                self._contexts.setdefault(context.step_func, []).append(context)
        [context, *others] = self._contexts[function]
        for one in others:
            if one.parser.is_matching(said):
                context = one
        return phrase_and_place(context, self._root)


def phrase_and_place(context: StepFunctionContext, root: Path) -> list[str]:
    """
    Return the text of a phrase, and file and line of its function.
    """
    code = context.step_func.__code__
    file = Path(code.co_filename)
    for folder in (root, HOME):
        if file.is_relative_to(folder):
            file = file.relative_to(folder)
            break
    return [context.parser.name, f"{file.as_posix()}:{code.co_firstlineno}"]
