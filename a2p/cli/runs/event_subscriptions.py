"""
Event Streams of each customer's account, declared once for all of them as `a2p:events_url`.

An `up` makes them where they are missing, `a2p drift` and `a2p doctor` tell it, `a2p serve` receives them.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final

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


def find_unsubscribed(project: EngineProject, stacks: Iterable[str]) -> list[str]:
    """A line for each account of these stacks whose events do not reach `a2p serve`, and the remedy."""
    if not (url := read_events_url(project)):
        return []
    from a2p.twilio.event_streams import find_missing  # the SDK

    return [
        f"{account}: events are not sent to {url}: {text}\n"
        "  do: a2p up of a customer of this account, or a2p fleet subscribe"
        for account, _, text in _ask_accounts(project, stacks, lambda each: find_missing(each, url))
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
