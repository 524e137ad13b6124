"""
The simulated world: the store, the clock and the identifiers, handed to every rule.

Rules read and write through it, announce what happened, and know nothing of HTTP.
"""

from __future__ import annotations

import logging
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import uuid4

from simulator.core.errors import NotFound, bad_request
from simulator.core.settings import Settings
from simulator.core.timings import Timings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from simulator.core.clock import Clock
    from simulator.core.documents import Document, Due
    from simulator.core.scenarios import Scenario
    from simulator.core.sids import Sids
    from simulator.core.store import Store

    Reaction = Callable[["World", Document, float], None]

CLOCK_SETTING = "clock"
SLICE = 0.05  # real seconds
ID_SETTING = "world"

logger = logging.getLogger(__name__)


@dataclass
class World:
    """What every rule gets as its first argument."""

    store: Store
    clock: Clock
    sids: Sids
    reactions: Mapping[str, Sequence[Reaction]]  # to what is announced, by its name
    apply: Callable[[World, Due], None]  # does what was put on the clock
    account_sid: str = ""  # the account that was seeded
    timings: Timings = field(default_factory=Timings)
    settings: Settings = field(default_factory=Settings)
    scenarios: tuple[Scenario, ...] = ()
    outgoing: deque[str] = field(default_factory=deque)  # deliveries for the postman
    plant_seed: Callable[[World, float], None] = lambda _world, _now: None  # what is there before any request
    _id: str = ""

    @property
    def id(self) -> str:
        """Another one in each world, and after each reset, so that a client knows one world from another."""
        if not self._id:
            self._id = self.store.get_setting(ID_SETTING) or self._renew_id()
        return self._id

    def _renew_id(self) -> str:
        self._id = uuid4().hex
        self.store.set_setting(ID_SETTING, self._id)
        return self._id

    @contextmanager
    def transaction(self, now: float) -> Iterator[None]:
        """One acknowledged change; the time goes to disk with it and never runs backwards."""
        self.store.staleness.now = now
        with self.store.transaction():
            yield
            self.store.set_setting(CLOCK_SETTING, repr(now))

    def reset(self, now: float) -> None:
        """Forget all that happened; what was seeded is there again."""
        self.scenarios = ()
        self.outgoing.clear()
        with self.transaction(now):
            self.store.clear()
            self._renew_id()
            self.plant_seed(self, now)

    def announce(self, event: str, document: Document, now: float) -> None:
        """Tell whoever reacts to it; names are `<kind>.<what happened>`."""
        for reaction in self.reactions.get(event, ()):
            reaction(self, document, now)

    @contextmanager
    def client_view(self, now: float) -> Iterator[None]:
        """What a client's GET sees: with stale reads on, not the last seconds' writes."""
        self.store.staleness.now = now
        self.store.staleness.reading = True
        try:
            yield
        finally:
            self.store.staleness.reading = False

    def apply_due(self) -> float:
        """
        Apply what is due by now, in order, each at its own time; returns now.

        Nobody waits long for the whole of a backlog: after `SLICE` real seconds the clock is held at what
        is next, and whoever asks then is told that time. The next call goes on from there.
        """
        self.clock.release()
        now = self.clock.now()
        deadline = self.clock.real_seconds() + SLICE
        while (due := self.store.agenda.find_next()) and due.at <= now:
            if self.clock.real_seconds() > deadline:
                self.clock.hold(due.at)
                return due.at
            self._apply_batch(now, deadline)
        return now

    def is_behind(self) -> bool:
        """Whether something is due that was not applied yet."""
        due = self.store.agenda.find_next()
        return due is not None and due.at <= self.clock.now()

    def _apply_batch(self, now: float, deadline: float) -> None:
        """Many in one transaction; if one of them fails, the same again one by one."""
        waiting, count = len(self.outgoing), 0
        try:
            with self.store.transaction():
                at = now
                while (due := self.store.agenda.find_next()) and due.at <= now:
                    count, at = count + 1, due.at
                    self._apply_one(due)
                    if self.clock.real_seconds() > deadline:
                        break
                self.store.set_setting(CLOCK_SETTING, repr(at))
        except Exception:  # noqa: BLE001  # whose mistake it was shows when they are done one by one
            self._take_back(waiting)
            for _ in range(count):
                self._apply_alone()

    def _apply_alone(self) -> None:
        due = self.store.agenda.find_next()
        if due is None:
            return
        waiting = len(self.outgoing)
        try:
            with self.transaction(due.at):
                self._apply_one(due)
        except Exception:
            # A mistake of the simulator's own must not stop its clock for ever.
            self._take_back(waiting)
            logger.exception("%s of %s failed", due.step, due.key)
            with self.transaction(due.at):
                self.store.agenda.forget(due)

    def _take_back(self, waiting: int) -> None:
        """Send nothing of what did not come to be."""
        while len(self.outgoing) > waiting:
            self.outgoing.pop()

    def _apply_one(self, due: Due) -> None:
        self.store.staleness.now = due.at
        self.store.agenda.forget(due)
        self.apply(self, due)

    def fetch(self, kind: str, key: str, account_sid: str) -> Document:
        """A document of this account, or the 404 that Twilio answers."""
        document = self.store.get(kind, key)
        if document is None or document["account_sid"] != account_sid:
            raise NotFound
        return document

    def fetch_referenced(self, kind: str, name: str, key: str, account_sid: str) -> Document:
        """A document that a parameter names; unlike the path's own, a missing one is a 400."""
        document = self.store.get(kind, key)
        if document is None or document["account_sid"] != account_sid:
            raise bad_request(f"Invalid parameter {name}: {key} does not exist in this account")
        return document

    def create(self, kind: str, key: str, document: Document, now: float, *, parent: str = "") -> Document:
        """Store a new document with its dates."""
        document |= {"date_created": now, "date_updated": now}
        self.store.insert(kind, key, document, parent=parent)
        return document

    def save(self, kind: str, key: str, document: Document, now: float) -> Document:
        """Store a changed document."""
        document["date_updated"] = now
        self.store.put(kind, key, document)
        return document
