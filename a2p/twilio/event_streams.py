"""
Event Streams of one account: a webhook sink for us, and a subscription to all events of a registration (S2).

Each account has its own: a parent's tells nothing of its subaccounts. Find first, then create: two processes
that begin at once may make two sinks, and of what comes twice the second is ignored.
"""

from typing import Any, Final
from urllib.parse import urlsplit, urlunsplit

from a2p.twilio.client.session import Session

EVENTS_PATH: Final = "/events"
_PREFIX: Final = "com.twilio.messaging.compliance."
_KINDS: Final = (
    *("brand-registration.", "campaign-registration."),
    *("number-registration.", "number-deregistration."),
)
_DESCRIPTION: Final = "a2p: registration events"


def find_missing(session: Session, public_url: str) -> list[str]:
    """
    What an account lacks so that its registration events reach us, in words; nothing where all is there.

    Raises:
        TwilioError: the account's credentials may not see that, or Twilio does not answer.
    """
    destination = public_url.rstrip("/") + EVENTS_PATH
    sink = _find_sink(session, destination)
    if sink is None:
        return [f"no sink to {destination}"]
    missing = _list_wanted(session).keys() - _list_subscribed(session, sink)
    return [f"no subscription of {sink} to {len(missing)} types of events"] if missing else []


def ensure_subscribed(session: Session, public_url: str) -> list[str]:
    """
    Have the account's registration events sent to us; what had to be made, in words.

    public_url: of the receiver, without a path.

    Raises:
        TwilioError: the account's credentials may not do that, or Twilio does not answer.
    """
    destination = public_url.rstrip("/") + EVENTS_PATH
    made = []
    sink = _find_sink(session, destination)
    if sink is None:
        sink = session.client.events.v1.sinks.create(
            description=_DESCRIPTION,
            sink_type="webhook",
            sink_configuration={"destination": destination, "method": "POST", "batch_events": True},
        ).sid
        made.append(f"sink {sink} to {destination}")
    wanted = _list_wanted(session)
    missing = sorted(wanted.keys() - _list_subscribed(session, sink))
    if missing:
        subscription = session.client.events.v1.subscriptions.create(
            description=_DESCRIPTION,
            sink_sid=sink,
            types=[_choose_version(session, name, wanted[name]) for name in missing],
        )
        made.append(f"subscription {subscription.sid} to {len(missing)} types of events")
    return made


def _find_sink(session: Session, destination: str) -> str | None:
    """The webhook sink with this destination, whatever sign-in it has in front; one that failed is none."""
    for sink in session.client.events.v1.sinks.list(page_size=1000):
        configured = (sink.sink_configuration or {}).get("destination", "")
        usable = str(sink.sink_type) == "webhook" and str(sink.status) != "failed"
        if usable and _without_sign_in(str(configured)) == destination:
            return str(sink.sid)
    return None


def _without_sign_in(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _list_wanted(session: Session) -> dict[str, str]:
    """The types of registration events that this account can be sent, each with the id of its schema."""
    offered = session.client.events.v1.event_types.list(page_size=1000)
    kinds = tuple(_PREFIX + kind for kind in _KINDS)
    return {each.type: each.schema_id for each in offered if each.type.startswith(kinds)}


def _list_subscribed(session: Session, sink_sid: str) -> set[str]:
    events = session.client.events.v1
    return {
        subscribed.type
        for subscription in events.subscriptions.list(sink_sid=sink_sid, page_size=1000)
        for subscribed in events.subscriptions(subscription.sid).subscribed_events.list(page_size=1000)
    }


def _choose_version(session: Session, type_: str, schema_id: str) -> dict[str, Any]:
    """A type with the latest version of its schema: the first, the default, tells least."""
    versions = session.client.events.v1.schemas(schema_id).versions.list(page_size=1000)
    return {"type": type_, "schema_version": max(each.schema_version for each in versions)}
