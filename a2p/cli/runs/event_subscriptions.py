"""
Event Streams of each customer's account, declared once for all of them as `a2p:events_url`.

An `up` makes them where they are missing, `a2p drift` and `a2p doctor` tell it, `a2p serve` receives them.
"""

import sys
from collections.abc import Iterable, Iterator
from typing import Final, Literal

from a2p.engine.accounts import find_accounts
from a2p.engine.project import EngineProject
from a2p.engine.twilio_session import session_for
from a2p.errors import A2PError

_EVENTS_URL: Final = "events_url"


def read_events_url(project: EngineProject) -> str:
    """The public address of `a2p serve` that Pulumi.yaml declares for all customers, or ""."""
    if _EVENTS_URL not in (project.folder / "Pulumi.yaml").read_text(encoding="utf-8"):
        return ""
    from a2p.stackfile.project import find_project  # the declaration's models; most projects have no need

    return str(find_project(project.folder).defaults.get(_EVENTS_URL) or "")


def subscribe_accounts_of(project: EngineProject, stacks: Iterable[str]) -> list[str]:
    """Subscribe the accounts of these stacks where it is missing: a line for what was made, or why not."""
    return [
        f"{account}: {'' if is_read else 'not subscribed to events: '}{text}"
        for account, is_read, text in _look(project, stacks, "ensure_subscribed")
    ]


def print_subscriptions(project: EngineProject, stacks: Iterable[str]) -> None:
    """After an `up`: subscribe where it is missing, and say so on standard error."""
    for line in subscribe_accounts_of(project, stacks):
        print(f"a2p: {line}", file=sys.stderr, flush=True)


def find_unsubscribed(project: EngineProject, stacks: Iterable[str]) -> list[str]:
    """A line for each account of these stacks whose events do not reach `a2p serve`, and the remedy."""
    return [
        f"{account}: events are not sent to {read_events_url(project)}: {text}\n"
        "  do: a2p up of a customer of this account, or a2p fleet subscribe"
        for account, _, text in _look(project, stacks, "find_missing")
    ]


def _look(
    project: EngineProject, stacks: Iterable[str], act: Literal["ensure_subscribed", "find_missing"]
) -> Iterator[tuple[str, bool, str]]:
    """Each account, whether it answered, and what is to be told of it; nothing where no URL is declared."""
    if not (url := read_events_url(project)):
        return
    from a2p.twilio import event_streams  # the SDK

    acts = {"ensure_subscribed": event_streams.ensure_subscribed, "find_missing": event_streams.find_missing}
    for account, checkpoint in find_accounts(project, stacks).items():
        try:
            texts = acts[act](session_for(project, checkpoint), url)
        except A2PError as error:
            yield account, False, error.summary
        else:
            if texts:
                yield account, True, "; ".join(texts)
