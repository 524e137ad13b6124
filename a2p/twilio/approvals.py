"""
That a Campaign was approved once, kept beside the state: by whatever run has seen it, also by a preview.

Approval locks four fields for good (C11), and Twilio does not tell afterwards that it has been. A preview
keeps no state, so what it sees is kept where the times of limited calls are (a2p.state.call_times).
"""

from contextlib import suppress

from a2p.errors import NotReady
from a2p.observed import LiveCampaign
from a2p.twilio.client.rate_limits import RateLimit
from a2p.twilio.client.session import Session


def remember_approval(session: Session, service_sid: str, live: LiveCampaign) -> None:
    """Keep that the Campaign of this service was seen approved; where nothing can be kept, go on."""
    if was_seen_approved(session, service_sid, live):
        return
    with suppress(NotReady), _approval_times(service_sid).acquire(session):
        pass


def was_seen_approved(session: Session, service_sid: str, live: LiveCampaign) -> bool:
    """Whether it was seen approved since it was created; one that was registered anew was not."""
    seen_at = _approval_times(service_sid).last_call(session)
    return seen_at is not None and seen_at >= live.created_at


def note_deletion(session: Session, service_sid: str) -> None:
    """Keep that the Campaign of this service is about to be deleted by a run: that alarms nobody later."""
    with suppress(NotReady), _deletion_times(service_sid).acquire(session):
        pass


def was_deleted_by_a_run(session: Session, service_sid: str) -> bool:
    """Whether a run has deleted the last Campaign that was seen on this service; it may have died since."""
    deleted_at = _deletion_times(service_sid).last_call(session)
    seen_at = _approval_times(service_sid).last_call(session)
    return deleted_at is not None and deleted_at >= (seen_at or 0.0)


def was_ever_approved(session: Session, service_sid: str) -> bool:
    """Whether a Campaign of this service was ever seen approved; of one that is gone no more is known."""
    return _approval_times(service_sid).last_call(session) is not None


def _deletion_times(service_sid: str) -> RateLimit:
    return RateLimit(f"deleted-{service_sid}", calls=1, per_seconds=0.0)


def _approval_times(service_sid: str) -> RateLimit:
    return RateLimit(f"approved-{service_sid}", calls=1, per_seconds=0.0)
