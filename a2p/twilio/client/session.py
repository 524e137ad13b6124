"""Session: one signed-in client a process, shared by every provider: the SDK, a clock, a memory."""

import functools
import importlib
import threading
from typing import Any

from a2p.clock import Clock
from a2p.twilio.client.account_check import AccountCheck
from a2p.twilio.client.run_memory import RunMemory
from a2p.twilio.client.settings import Settings

_LISTS = (
    "https://messaging.twilio.com/v1/Services?PageSize=1",
    "https://trusthub.twilio.com/v1/EndUsers?PageSize=1",
)


class Session:
    """
    A signed-in connection to one Twilio account, shared by all providers and threads of a process.

    client: Twilio's SDK. clock: the time that Twilio, or the simulator, lives by. settings: account, address
    and consents. account: whether it is the one that the stack is registered in. memory: what this run has
    learned and done (run_memory.py).
    """

    def __init__(self, settings: Settings) -> None:
        # Imported here: the program imports the providers too and opens no session, and the SDK would cost it
        # a tenth of a second in every preview.
        from a2p.twilio.client.http_client import sign_in  # noqa: PLC0415

        self.settings = settings
        self.clock = Clock()
        self.account = AccountCheck(settings)
        # Any: the SDK's annotations call every field optional, also those Twilio always sends.
        self.client: Any
        self.client, self._http = sign_in(settings, self.clock, self.account)
        self.memory = RunMemory()

    def forget(self, path: str) -> None:
        """Have the next read of this API path ask Twilio again."""
        self._http.forget(path)

    def forget_all(self) -> None:
        """Have the next read of anything ask Twilio again."""
        self._http.forget_all()

    def require_own_key(self) -> None:
        """
        Learn whose the API key is from lists of the account, unless an answer has told it.

        Raises:
            AnotherAccount: it is another account's than the settings name.
        """
        for url in _LISTS:
            if not self.account.speaks_for_it:
                self.client.request("GET", url)

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
