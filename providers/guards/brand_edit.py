"""
What stands in the way of an edit of a Brand, looked for before the stack's Campaigns make way for it.

A Brand cannot be edited while a Campaign hangs on it (B5), whosever that is and on whichever service. So
all Campaigns of the Brand are asked for once a run, and once more where Twilio has refused the edit.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from a2p.errors import NotReady
from a2p.observed import LiveBrand
from a2p.plan import brand_status
from a2p.plan.otp import parse_moment
from a2p.plan.situation import Stop
from a2p.plan.stops.brand_edit import find_edit_stop, find_left_edit_stop, list_edit_unknowns
from a2p.twilio import brands, services
from a2p.twilio.client.session import Session


@dataclass(frozen=True)
class KnownEdit:
    """What is known, and what is not, of an edit of the Brand before it is made."""

    stop: Stop | None = None
    unknowns: tuple[str, ...] = ()


class BrandEditGuard:
    """Looks for the Campaigns of a Brand; what it has found counts for the run."""

    def __init__(self) -> None:
        self._known: KnownEdit | None = None

    def look(
        self, session: Session, brand: LiveBrand, record: Mapping[str, Any], *, is_left: bool
    ) -> KnownEdit:
        """
        What stands in the way of an edit that this run has decided on, and what cannot be known of it.

        is_left: a run before this one has begun the edit, and ended before the Brand. It has deleted the
        stack's Campaigns, so whichever the Brand has now is of others, maybe on a service of the stack's.
        """
        if reason := brand_status.explain_brand_block(brand):
            return KnownEdit(Stop(reason))
        planned = session.memory.brand_edit
        if planned is None and is_left:
            return KnownEdit(find_left_edit_stop(brand.sid, _list_campaigns(session, brand.sid)))
        is_same_brand = planned is not None and planned.kind == brands.to_kind(
            brand.brand_type, brand.mock, brand.skip_automatic_sec_vet
        )
        if planned is None or not is_same_brand:
            return KnownEdit()
        if self._known is None:
            self._known = _compare_campaigns(session, brand, planned.own_services, record)
        return self._known

    def require_no_campaign(self, session: Session, brand_sid: str) -> None:
        """
        Go on unless there is a Campaign that somebody has made since this run looked.

        Raises:
            NotReady: there is one; with where, and what to do.
        """
        deleted = session.memory.services_without_campaign  # which a list may still show
        found = {sid: each for sid, each in _list_campaigns(session, brand_sid).items() if sid not in deleted}
        if stop := find_left_edit_stop(brand_sid, found):
            raise NotReady(f"The Brand's new version was not registered: {stop.sentence}", remedy=stop.remedy)


def _list_campaigns(session: Session, brand_sid: str) -> dict[str, str]:
    """The status of each Campaign of the Brand in the account, by the SID of its service."""
    found = services.list_campaigns_of_brand(session, brand_sid)
    return {service.sid: campaign.status for service, campaign in found}


def _compare_campaigns(
    session: Session, brand: LiveBrand, own_services: frozenset[str], record: Mapping[str, Any]
) -> KnownEdit:
    """Look for all Campaigns of the Brand, before the stack's own ones are deleted."""
    found = services.list_campaigns_of_brand(session, brand.sid)
    others = {
        service.sid: campaign.status
        for service, campaign in found
        if not own_services & {service.sid, service.fields["friendly_name"]}
    }
    has_own = len(found) > len(others)
    code = record.get("refused_update") or ""
    is_refused = brand_status.is_refused_still(brand, code, parse_moment(record.get("refused_at")))
    return KnownEdit(
        find_edit_stop(
            brand,
            others,
            has_own=has_own,
            refused=code if is_refused else "",
            own_names=own_services,
        ),
        list_edit_unknowns(brand, record["resubmissions"], has_own=has_own),
    )
