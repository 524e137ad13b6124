"""One signed-in client a process, shared by every provider: the SDK, the clock, and what was done when."""

import functools
import importlib
import threading
from typing import Any

from a2p.clock import Clock
from a2p.twilio.client.settings import Settings


class Door:
    """
    The way to Twilio.

    client: the SDK. clock: the time Twilio lives by. marks_unseen: friendly names of which a look-up found
    nothing, so that the parts of a registration begun here need no look-up of their own. left: the SIDs of
    the bundles an interrupted run left, by their kind, as a preview has found them. made: the SIDs of what
    this process created, on which nobody can have built anything yet. corrected: of what was there already,
    the SIDs of what this process brought to the declaration. kept: the SIDs of what stays at Twilio because
    a Brand is made of it. emptied: the services whose Campaign this process has deleted, or found deleted.
    declared: whether a declaration was read; in a `pulumi destroy` none is.
    """

    def __init__(self, settings: Settings) -> None:
        # Here and not above: the program imports the providers too and opens no door; the SDK would cost
        # every preview a tenth of a second there.
        from twilio.rest import Client  # noqa: PLC0415

        from a2p.twilio.client.http_client import A2PHttpClient  # noqa: PLC0415

        self.settings = settings
        self.clock = Clock()
        self._http = A2PHttpClient(base_url=settings.base_url, clock=self.clock)
        # Any: the SDK's annotations call every field optional, also those Twilio always sends.
        self.client: Any = Client(  # type: ignore[no-untyped-call]
            settings.username, settings.password, account_sid=settings.account_sid, http_client=self._http
        )
        self._lock = threading.Lock()
        self._submitted: dict[str, float] = {}
        self._unlooked: set[str] = set()
        self._unseen: set[str] = set()
        self.left: dict[str, str] = {}
        self.made: set[str] = set()
        self.corrected: set[str] = set()
        self.kept: set[str] = set()
        self.emptied: set[str] = set()
        self.declared = False

    def forget(self, path: str) -> None:
        """Have the next read of this API path ask Twilio again."""
        self._http.forget(path)

    def forget_all(self) -> None:
        """Have the next read of anything ask Twilio again."""
        self._http.forget_all()

    def note_submission(self, sid: str) -> None:
        """Remember that `sid` was submitted just now: what builds on it has 30 s to wait (G3)."""
        with self._lock:
            self._submitted[sid] = self.clock.now()
            self._unlooked.add(sid)

    def submitted_at(self, sid: str, otherwise: float) -> float:
        """When `sid` was submitted by this process, else `otherwise`."""
        with self._lock:
            return self._submitted.get(sid, otherwise)

    def first_look_after(self, sid: str) -> bool:
        """Whether this process submitted `sid` and asks this the first time: what it knows is from before."""
        with self._lock:
            first = sid in self._unlooked
            self._unlooked.discard(sid)
        return first

    def note_unseen(self, mark: str) -> None:
        """Remember that nothing of ours under this mark was at Twilio when this process began on it."""
        with self._lock:
            self._unseen.add(mark)

    def is_unseen(self, mark: str) -> bool:
        """Whether looking for this mark would find nothing but what this process made itself."""
        with self._lock:
            return mark in self._unseen


@functools.cache
def warm_up() -> threading.Thread:
    """
    Begin to load the SDK, which takes longer than all of a preview's other work in the plugin.

    Meanwhile the engine and the plugin exchange what needs no call.
    """
    loading = threading.Thread(target=_load_sdk, name="twilio-sdk", daemon=True)
    loading.start()
    return loading


def _load_sdk() -> None:
    for module in ("twilio.rest.messaging.v1", "twilio.rest.trusthub.v1", "a2p.twilio.client.http_client"):
        importlib.import_module(module)


_opening = threading.Lock()


def connect(settings: Settings) -> Door:
    """The door for these settings; the same one for all providers, and so all threads, of a process."""
    # Nobody uses the SDK while it is being loaded: two threads that import parts of it which import each
    # other can lock each other out, and Python then gives up on one of them.
    warm_up().join()
    with _opening:
        return opened(settings)


@functools.lru_cache(maxsize=8)
def opened(settings: Settings) -> Door:
    """The doors of this process: made by `connect`, one at a time."""
    return Door(settings)
