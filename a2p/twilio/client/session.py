"""Session: one signed-in client a process, shared by every provider: the SDK, a clock, a memory."""

import functools
import importlib
import threading
from typing import Any

from a2p.clock import Clock
from a2p.twilio.client.run_memory import RunMemory
from a2p.twilio.client.settings import Settings


class Session:
    """
    A signed-in connection to one Twilio account, shared by all providers and threads of a process.

    client: Twilio's SDK. clock: the time that Twilio, or the simulator, lives by. settings: account, address
    and consents. memory: what this run has learned and done (run_memory.py).
    """

    def __init__(self, settings: Settings) -> None:
        # Imported here: the program imports the providers too and opens no session, and the SDK would cost it
        # a tenth of a second in every preview.
        from twilio.rest import Client  # noqa: PLC0415

        from a2p.twilio.client.http_client import A2PHttpClient  # noqa: PLC0415

        self.settings = settings
        self.clock = Clock()
        self._http = A2PHttpClient(base_url=settings.base_url, clock=self.clock)
        # Any: the SDK's annotations call every field optional, also those Twilio always sends.
        self.client: Any = Client(  # type: ignore[no-untyped-call]
            settings.username, settings.password, account_sid=settings.account_sid, http_client=self._http
        )
        self.memory = RunMemory()

    def forget(self, path: str) -> None:
        """Have the next read of this API path ask Twilio again."""
        self._http.forget(path)

    def forget_all(self) -> None:
        """Have the next read of anything ask Twilio again."""
        self._http.forget_all()

    def note_submission(self, sid: str) -> None:
        """Record that `sid` was submitted just now: what builds on it waits 30 s (G3)."""
        self.memory.note_submission(sid, self.clock.now())


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


_connecting = threading.Lock()


def connect(settings: Settings) -> Session:
    """The session for these settings: the same one for all providers, and so all threads, of a process."""
    # Nobody uses the SDK while it is being loaded: two threads that import parts of it which import each
    # other can lock each other out, and Python then gives up on one of them.
    warm_up().join()
    with _connecting:
        return get_session(settings)


@functools.lru_cache(maxsize=8)
def get_session(settings: Settings) -> Session:
    """The session for these settings. Call `connect` instead: it waits for the SDK and locks."""
    return Session(settings)
