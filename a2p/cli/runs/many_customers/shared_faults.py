"""
Faults that the runs of many customers would all end with: made once, and not for each of them.

Nobody can sign in, the stacks are another account's, Twilio is out of reach, the passphrase is wrong. Such a
fault holds for those who sign in in the same way: an ISV with subaccounts goes on with the others. A run
that ends well in the meantime shows that it was that customer's alone.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from a2p.engine.commands import EngineRun
from a2p.engine.project import EngineProject
from a2p.stackfile.reader import read_stack_file
from a2p.state.errors import StateError

# By the class of the error, as a run writes it down (FailureRecord.error).
_OF_SIGN_IN: Final[Mapping[str, str]] = {
    "CredentialsMissing": "there are no credentials for Twilio",
    "CredentialsConflict": "the environment and the stack name different accounts",
    "NotSignedIn": "Twilio does not accept the credentials",
    "ForeignHost": "credentials would be sent to a host that is not Twilio's",
    "TwilioUnreachable": "Twilio cannot be reached",
}
_OF_ACCOUNT: Final = "AnotherAccount"
_NOT_OPENED: Final = "incorrect passphrase"  # as the engine says it
_SIGN_IN: Final = ("account", "accountSid", "apiKey", "apiSecret", "authToken", "baseUrl")

_Key = tuple[str, ...]


@dataclass
class SharedFaults:
    """The faults found so far in a command over many customers of one project."""

    project: EngineProject
    _first: dict[_Key, tuple[str, str]] = field(default_factory=dict)  # whose run has found which
    _ended_well: dict[str, float] = field(default_factory=dict)

    def note(self, stack: str, run: EngineRun, began: float) -> None:
        """Take notice of how a run ended. began: when, by time.monotonic."""
        if not run.status:
            self._ended_well[stack] = time.monotonic()
            return
        faults = self._find_faults(stack, run)
        since = [other for other, at in self._ended_well.copy().items() if at >= began] if faults else []
        disproved = {key for other in since for key in self._keys(other)}
        for key, reason in faults.items():
            if key not in disproved:
                self._first.setdefault(key, (stack, f"{reason}; the run of {stack} says more"))

    def find_reason(self, stack: str) -> str:
        """Why the run of a customer fails as that of another one has, or ""."""
        if not self._first:  # mostly: no file has to be read
            return ""
        found = (self._first[key] for key in self._keys(stack) if key in self._first)
        return next((reason for first, reason in found if first != stack), "")

    def _find_faults(self, stack: str, run: EngineRun) -> dict[_Key, str]:
        errors = [failure.error for failure in run.log.failures]
        if not errors and _NOT_OPENED not in run.output:
            return {}
        everybody, sign_in, account = self._keys(stack)
        reason = next((_OF_SIGN_IN[error] for error in errors if error in _OF_SIGN_IN), "")
        faults = {sign_in: reason} if reason else {}
        if _OF_ACCOUNT in errors:
            faults[account] = "they are registered in another account than this run signs in to"
        if _NOT_OPENED in run.output:
            faults[everybody] = "the passphrase is wrong"
        return faults

    def _keys(self, stack: str) -> tuple[_Key, _Key, _Key]:
        """What a fault may hold for: everybody, who signs in as this one does, and whose account it is."""
        config = read_stack_file(self.project.stack_file(stack), self.project.name).config
        sign_in = tuple(repr(config.get(name, "")) for name in _SIGN_IN)
        return (), sign_in, (*sign_in, self._find_account(stack))

    def _find_account(self, stack: str) -> str:
        try:
            checkpoint = self.project.state.read_checkpoint(stack)
        except StateError:
            return ""
        return repr(sorted(checkpoint.account.items())) if checkpoint else ""
