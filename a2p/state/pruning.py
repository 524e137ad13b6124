"""
What is deleted of a stack's history, so that a state does not grow with the number of runs.

The engine keeps the outcome and the checkpoint of each run for ever. The newest are kept, and everything of
the last weeks; what is older goes. Since when a stack has its stage is kept beside the history (standings).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from a2p.state.state import StoredState
from a2p.state.store import Entry

_RUNS, _DAYS = 20, 30


@dataclass(frozen=True)
class Retention:
    """Entries of a history that stay: the newest `runs`, and all that are younger than `days`."""

    runs: int = _RUNS
    days: int = _DAYS

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> "Retention":
        """A2P_HISTORY_RUNS and A2P_HISTORY_DAYS; what is no number of 1 or more counts as not set."""
        return cls(_read(env, "A2P_HISTORY_RUNS", _RUNS), _read(env, "A2P_HISTORY_DAYS", _DAYS))


def prune_history(
    state: StoredState, stack: str, retention: Retention, *, now: datetime | None = None
) -> int:
    """
    Delete what a stack's history and backups hold beyond their retention; how many runs and backups that was.

    Raises:
        StateUnreachable: the state cannot be read or written.
    """
    before = (now or datetime.now(UTC)) - timedelta(days=retention.days)
    deleted = 0
    for prefix in (state.layout.history(stack), state.layout.backups(stack)):
        old = _find_old(state.store.list_entries(prefix), retention.runs, before)
        state.store.delete(key for keys in old for key in keys)
        deleted += len(old)
    return deleted


def _find_old(entries: list[Entry], kept: int, before: datetime) -> list[list[str]]:
    """The objects of each run that goes, oldest first; their names begin with the time of the run."""
    runs: dict[str, list[Entry]] = {}
    for entry in entries:
        runs.setdefault(_run_of(entry.key), []).append(entry)
    newest_first = sorted(runs, reverse=True)
    return [
        [entry.key for entry in runs[run]]
        for run in reversed(newest_first[kept:])
        if all(entry.written_at < before for entry in runs[run])
    ]


def _run_of(key: str) -> str:
    """`acme-1795346286689774600` of `…/acme-1795346286689774600.checkpoint.json.gz`, likewise of a backup."""
    name = key.rpartition("/")[2].removesuffix(".gz").removesuffix(".json")
    return name.removesuffix(".history").removesuffix(".checkpoint")


def _read(env: Mapping[str, str], name: str, otherwise: int) -> int:
    text = env.get(name, "")
    return int(text) if text.isdecimal() and int(text) > 0 else otherwise
