"""
What Cucumber Messages say once: sources, pickles, definitions of steps, test cases.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import cucumber_messages as messages
from cucumber_messages import message_converter
from gherkin.pickles.compiler import Compiler
from gherkin.stream.id_generator import IdGenerator

from harness.gherkin import parse_document
from harness.report.message_values import words
from harness.report.record import ExampleRecord, Meaning, StepRecord


class Book:
    """
    Ids of what was said; whatever is asked for first is written before.

    Args:
        line: Writes a message.

        run: Id of the run.

        hook: Id of what is around the steps.
    """

    def __init__(
        self, line: Callable[[Any], None], root: Path, *, ids: IdGenerator
    ) -> None:
        self._line = line
        self._root = root
        self._ids = ids
        self._pickles: dict[tuple[str, int], Any] = {}
        self._files: set[str] = set()
        self._definitions: dict[str, str] = {}
        self._cases: dict[str, messages.TestCase] = {}
        self.run = self.next()
        self.hook = self.next()

    def next(self) -> str:
        """
        Return an id that nothing has.
        """
        return str(self._ids.get_next_id())

    def write(self, **message: Any) -> None:
        """
        Write a message.
        """
        self._line(message_converter.to_dict(messages.Envelope(**message)))

    def case(self, record: ExampleRecord) -> messages.TestCase:
        """
        Return the test case of an Example.
        """
        if record.file not in self._files:
            self._read(record.file)
        pickle = self._pickles[record.file, record.line]
        if pickle["id"] not in self._cases:
            case = self._new_case(pickle, record)
            self._cases[pickle["id"]] = case
            self.write(test_case=case)
        return self._cases[pickle["id"]]

    def _new_case(self, pickle: Any, record: ExampleRecord) -> messages.TestCase:
        steps = [
            self._step(theirs["id"], step)
            for theirs, step in zip(pickle["steps"], record.steps, strict=True)
        ]
        steps.append(messages.TestStep(id=self.next(), hook_id=self.hook))
        return messages.TestCase(
            id=self.next(),
            pickle_id=pickle["id"],
            test_steps=steps,
            test_run_started_id=self.run,
        )

    def _step(self, pickle_step: str, step: StepRecord) -> messages.TestStep:
        """
        Return a step of a case; one that was not reached tells no definitions.
        """
        new = messages.TestStep(id=self.next(), pickle_step_id=pickle_step)
        if step.meanings is not None:
            new.step_definition_ids = list(self._definitions_of(step.meanings))
            new.step_match_arguments_lists = [words(one) for one in step.meanings]
        return new

    def _definitions_of(self, meanings: Iterable[Meaning]) -> Iterable[str]:
        """
        Yield the id of each phrase, which is written when it is said first.
        """
        for one in meanings:
            key = f"{one.place} {one.phrase}"
            if key not in self._definitions:
                self._definitions[key] = self.next()
                self.write(step_definition=_definition(self._definitions[key], one))
            yield self._definitions[key]

    def _read(self, file: str) -> None:
        """
        Write a feature file, as it is and as it is understood.
        """
        self._files.add(file)
        path = Path(file)
        is_ours = path.is_relative_to(self._root)
        uri = path.relative_to(self._root).as_posix() if is_ours else path.as_uri()
        document: Any = {"uri": uri, **parse_document(path, self._ids)}
        source = messages.Source(
            data=path.read_text(encoding="utf-8"),
            media_type=messages.SourceMediaType.text_x_cucumber_gherkin_plain,
            uri=uri,
        )
        self.write(source=source)
        self._line({"gherkinDocument": document})
        for pickle in Compiler(self._ids).compile(document):
            self._line({"pickle": pickle})
            self._pickles[file, pickle["location"]["line"]] = pickle


def _definition(identifier: str, meaning: Meaning) -> messages.StepDefinition:
    file, _, line = meaning.place.rpartition(":")
    kind = messages.StepDefinitionPatternType.cucumber_expression
    return messages.StepDefinition(
        id=identifier,
        pattern=messages.StepDefinitionPattern(source=meaning.phrase, type=kind),
        source_reference=messages.SourceReference(
            uri=file, location=messages.Location(line=int(line))
        ),
    )
