"""
The engine's log of events, read for the one thing no exit code says: that a person has cancelled the run.

It is what Pulumi's Automation API reads, too: one JSON object a line, the values of secrets left out.
"""

import json
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

_OPTION = "--event-log"
_VERBS = frozenset({"up", "preview", "destroy", "refresh"})
# What the engine writes when the keys come, even if nothing was left to cancel, and its last diagnostic of a
# cancelled run; its colours are marks such as <{%reset%}>.
_CANCELLED = re.compile(r"\^C received|\b(?:preview|update|destroy|refresh) canceled")


@dataclass(frozen=True)
class EventLog:
    """Where one run writes its events, and what it has to be started with. file: None without a log."""

    file: Path | None = None
    options: Sequence[str] = ()
    environment: Mapping[str, str] = field(default_factory=dict)

    def was_cancelled(self) -> bool:
        """Whether the run ended because somebody cancelled it, by Ctrl-C or by `pulumi cancel`."""
        if self.file is None or not self.file.exists():
            return False
        with self.file.open(encoding="utf-8", errors="replace") as lines:
            return any(map(_is_cancellation, lines))


@contextmanager
def log_events(arguments: Sequence[str]) -> Iterator[EventLog]:
    """
    A log for a command of the engine, deleted afterwards.

    Without a file for a command that has no events, and for one that the user gave a log of their own.
    """
    if not arguments or arguments[0] not in _VERBS or any(word.startswith(_OPTION) for word in arguments):
        yield EventLog()
        return
    with tempfile.TemporaryDirectory(prefix="a2p-") as folder:
        file = Path(folder) / "events.jsonl"
        # The option exists only among those that Pulumi has for its own tools.
        yield EventLog(file, (_OPTION, str(file)), {"PULUMI_DEBUG_COMMANDS": "true"})


def _is_cancellation(line: str) -> bool:
    if _CANCELLED.search(line) is None:
        return False
    try:
        event = json.loads(line)
    except ValueError:  # its writer was killed at it
        return False
    return "stdoutEvent" in event or (event.get("diagnosticEvent") or {}).get("severity") == "error"
