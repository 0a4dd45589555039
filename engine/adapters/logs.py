"""
The engine's log: one event a line, as JSON, and no secret in any.
"""

import logging
import re
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property
from typing import Any

_SECRET_NAME = re.compile("(?i)(password|secret|token|key$|authorization|credential)")
_IN_TEXT = re.compile(
    r"(?i)((?:ss-username|ss-password|api[-_]?key|api[-_]?secret|password|token)=)[^&\s]+"
    r"|((?:basic|bearer)\s+)[\w+/=.~-]{8,}"
    r"|(://)[^/\s:@]+:[^/\s@]+(?=@)"
)
_MASK = "***"
# The calendar's and the mirror's keys are names, no secrets.
_NAMES = frozenset({"key"})
_LEVELS = logging.getLevelNamesMapping()

_ids: ContextVar[Mapping[str, str]] = ContextVar("log_ids", default={})  # noqa: B039 - never changed, only replaced


def masked(fields: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return the fields without secrets: by their names, and inside texts.
    """
    return {name: _masked(name, value) for name, value in fields.items()}


def _masked(name: str, value: Any) -> Any:
    if name not in _NAMES and _SECRET_NAME.search(name):
        return _MASK
    return mask_text(value) if isinstance(value, str) else value


def mask_text(text: str) -> str:
    """
    Return the text with credentials of URLs, queries and headers masked.
    """
    return _IN_TEXT.sub(
        lambda match: f"{match[1] or match[2] or match[3]}{_MASK}", text
    )


def bind(name: str, value: str | None) -> None:
    """
    Let every event from here on carry the id, or no more if there is none.
    """
    others = {one: told for one, told in _ids.get().items() if one != name}
    _ids.set(others if value is None else {**others, name: value})


class StructuredLog:
    """
    Writes events through structlog, which is imported with the first of them.

    An application that has configured structlog keeps its own configuration, and gets
    events that are masked already.
    """

    def __init__(self, level: str) -> None:
        self._level = _LEVELS[level]

    def debug(self, event: str, **fields: object) -> None:
        """
        Write an event that is of use to whoever looks for a fault.
        """
        self.write(logging.DEBUG, event, fields)

    def info(self, event: str, **fields: object) -> None:
        """
        Write an event; it costs nothing where the level leaves it out.
        """
        self.write(logging.INFO, event, fields)

    def warning(self, event: str, **fields: object) -> None:
        """
        Write an event that somebody may have to look at.
        """
        self.write(logging.WARNING, event, fields)

    def failure(self, event: str, problem: BaseException, **fields: object) -> None:
        """
        Write an event that somebody has to look at, with its traceback.
        """
        self.write(logging.ERROR, event, fields, problem=problem)

    @contextmanager
    def correlated(self, **ids: str) -> Iterator[None]:
        """
        Let every event written inside carry the ids, such as that of a request.
        """
        before = _ids.set({**_ids.get(), **ids})
        try:
            yield
        finally:
            _ids.reset(before)

    def write(
        self,
        level: int,
        event: str,
        fields: Mapping[str, object],
        *,
        problem: BaseException | None = None,
    ) -> None:
        """
        Write an event of the level, if it is high enough or the application decides.
        """
        if level < self._level and not _is_in_use():
            return
        told = masked({**_ids.get(), **fields})
        if problem is not None:
            told["exception"] = mask_text("".join(traceback.format_exception(problem)))
        self._logger.log(level, mask_text(event), **told)

    def take_over(self) -> Callable[[], None]:
        """
        Write what libraries log as events too; return what puts back how it was.

        For the process that owns all output.
        """
        root = logging.getLogger()
        handlers, level = root.handlers[:], root.level
        root.handlers[:] = [_Forwarding(self)]
        root.setLevel(self._level)

        def give_back() -> None:
            root.handlers[:] = handlers
            root.setLevel(level)

        return give_back

    @cached_property
    def _logger(self) -> Any:
        import structlog  # noqa: PLC0415 - a start writes nothing

        if structlog.is_configured():
            return structlog.get_logger()
        return structlog.wrap_logger(
            structlog.PrintLogger(sys.stderr),
            processors=[
                structlog.processors.add_log_level,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                structlog.processors.JSONRenderer(default=str),
            ],
            wrapper_class=structlog.make_filtering_bound_logger(self._level),
        )


def _is_in_use() -> bool:
    """
    Tell whether an application around the engine has chosen what is logged.
    """
    structlog = sys.modules.get("structlog")
    return structlog is not None and bool(structlog.is_configured())


class _Forwarding(logging.Handler):
    """
    Hands the records of libraries to the engine's log.
    """

    def __init__(self, log: StructuredLog) -> None:
        super().__init__()
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        """
        Write the record as an event.
        """
        problem = record.exc_info[1] if record.exc_info else None
        fields = {"logger": record.name}
        self._log.write(record.levelno, record.getMessage(), fields, problem=problem)
