"""
The engine's log: one event a line, and no secret in any.
"""

import logging
import re
import sys
from collections.abc import MutableMapping
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


def masked(_logger: object, _name: str, event: MutableMapping[str, Any]) -> Any:
    """
    Return the event without secrets: by the names of fields, and inside texts.
    """
    for name, value in event.items():
        if name not in _NAMES and _SECRET_NAME.search(name):
            event[name] = _MASK
        elif isinstance(value, str):
            event[name] = mask_text(value)
    return event


def mask_text(text: str) -> str:
    """
    Return the text with credentials of URLs, queries and headers masked.
    """
    return _IN_TEXT.sub(
        lambda match: f"{match[1] or match[2] or match[3]}{_MASK}", text
    )


class StructuredLog:
    """
    Writes events through structlog, which is imported with the first of them.

    An application that has configured structlog keeps its own configuration.
    """

    def __init__(self, level: str) -> None:
        self._level = level

    def info(self, event: str, **fields: object) -> None:
        """
        Write an event; it costs nothing where the level leaves it out.
        """
        if logging.getLevelNamesMapping()[self._level] <= logging.INFO or _is_in_use():
            self._logger.info(event, **fields)

    def warning(self, event: str, **fields: object) -> None:
        """
        Write an event that somebody may have to look at.
        """
        self._logger.warning(event, **fields)

    def failure(self, event: str, problem: BaseException, **fields: object) -> None:
        """
        Write an event that somebody has to look at, with its traceback.
        """
        self._logger.error(event, exc_info=problem, **fields)

    @cached_property
    def _logger(self) -> Any:
        import structlog  # noqa: PLC0415 - a start writes nothing

        if not structlog.is_configured():
            set_up_logs(self._level)
        return structlog.get_logger()


def _is_in_use() -> bool:
    """
    Tell whether an application around the engine has chosen what is logged.
    """
    structlog = sys.modules.get("structlog")
    return structlog is not None and bool(structlog.is_configured())


def set_up_logs(level: str) -> None:
    """
    Write events to standard error as JSON, from the level on.
    """
    import structlog  # noqa: PLC0415 - a start writes nothing

    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            masked,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(
            logging.getLevelNamesMapping()[level.upper()]
        ),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
