"""
Event Streams of each customer's account, declared once for all of them as `a2p:events_url`.

An `up` makes them where they are missing, `a2p drift` and `a2p doctor` tell it, `a2p serve` receives them.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from a2p.cli.exit_codes import Exit
from a2p.engine.accounts import find_accounts
from a2p.engine.project import EngineProject
from a2p.engine.twilio_session import session_for
from a2p.errors import A2PError

if TYPE_CHECKING:
    from a2p.twilio.client.session import Session

_EVENTS_URL: Final = "events_url"


def read_events_url(project: EngineProject) -> str:
    """The public address of `a2p serve` that Pulumi.yaml declares for all customers, or ""."""
    if _EVENTS_URL not in (project.folder / "Pulumi.yaml").read_text(encoding="utf-8"):
        return ""
    from a2p.stackfile.project import find_project  # the declaration's models; most projects have no need

    return str(find_project(project.folder).defaults.get(_EVENTS_URL) or "")


def subscribe_accounts_of(project: EngineProject, stacks: Iterable[str]) -> list[str]:
    """Subscribe the accounts of these stacks where it is missing: a line for what was made, or why not."""
    if not (url := read_events_url(project)):
        return []
    from a2p.twilio.event_streams import ensure_subscribed  # the SDK

    return [
        f"{account}: {'' if is_read else 'not subscribed to events: '}{text}"
        for account, is_read, text in _ask_accounts(
            project, stacks, lambda each: ensure_subscribed(each, url)
        )
    ]


def print_subscriptions(project: EngineProject, stacks: Iterable[str]) -> None:
    """After an `up`: subscribe where it is missing, and say so on standard error."""
    for line in subscribe_accounts_of(project, stacks):
        print(f"a2p: {line}", file=sys.stderr, flush=True)


@dataclass(frozen=True)
class UnsubscribedAccount:
    """
    An account whose events do not reach `a2p serve`, as a difference from what Pulumi.yaml declares.

    missing: what there is not. problem: why nobody knows, where the account could not be asked; else "".
    """

    account: str
    url: str
    missing: str = ""
    problem: str = ""

    @property
    def exit(self) -> Exit:
        return Exit.ERROR if self.problem else Exit.DRIFT

    @property
    def sentence(self) -> str:
        """What differs, or why that is not known."""
        if self.problem:
            return f"nobody knows whether events are sent to {self.url}: {self.problem}"
        return f"events are not sent to {self.url}: {self.missing}"

    @property
    def remedy(self) -> str:
        """What to do."""
        if self.problem:
            return "a2p doctor, which looks at the credentials; then the same command again"
        return "a2p up of a customer of this account, or a2p fleet subscribe"

    def __str__(self) -> str:
        return f"{self.account}: {self.sentence}\n  do: {self.remedy}"

    def data(self) -> dict[str, Any]:
        """The same, for a program: shaped as the entry of a customer, whose `stack` is null."""
        difference = {
            "kind": "events",
            "resource": "EventSubscription",
            "id": "",
            "sentence": self.sentence,
            "remedy": self.remedy,
        }
        return {
            "stack": None,
            "account": self.account,
            "outcome": self.exit.name.lower(),
            "problem": self.sentence if self.problem else None,
            "differences": [] if self.problem else [difference],
        }


def find_unsubscribed(project: EngineProject, stacks: Iterable[str]) -> list[UnsubscribedAccount]:
    """The accounts of these stacks whose events do not reach `a2p serve`, or which cannot be asked."""
    if not (url := read_events_url(project)):
        return []
    from a2p.twilio.event_streams import find_missing  # the SDK

    return [
        UnsubscribedAccount(account, url, **{"missing" if is_read else "problem": text})
        for account, is_read, text in _ask_accounts(project, stacks, lambda each: find_missing(each, url))
    ]


def _ask_accounts(
    project: EngineProject, stacks: Iterable[str], ask: Callable[["Session"], list[str]]
) -> Iterator[tuple[str, bool, str]]:
    """Each account of which there is something to tell: whether it answered, and what."""
    for account, checkpoint in find_accounts(project, stacks).items():
        try:
            texts = ask(session_for(project, checkpoint))
        except A2PError as error:
            yield account, False, error.summary
        else:
            if texts:
                yield account, True, "; ".join(texts)
