"""
What people outside Twilio decide: the customer answers YES, a reviewer approves or rejects.

The control API and scenarios call this; each decision goes the way the clock's own would.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.brands import otp
from simulator.brands import registrations as brands
from simulator.brands import review as brand_review
from simulator.campaigns import resource as campaigns
from simulator.campaigns import review as campaign_review
from simulator.errors import NotFound, bad_request
from simulator.reviews import new_round
from simulator.trusthub import bundles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulator.store import Document
    from simulator.world import World

    Body = Mapping[str, Any]

DEFAULT_CAMPAIGN_ERROR = {
    "error_code": 30886,
    "fields": ["USE_CASE_DESCRIPTION"],
    "description": "The campaign submission has been reviewed and it was rejected because of"
    " an invalid campaign description.",
}


def reply_yes(world: World, mobile: str, now: float) -> Document:
    """O1, O2: verifies the Brands whose last OTP to this number is at most 24 hours old."""
    verified, expired = [], []
    for brand in otp.unverified(world, mobile):
        if otp.is_pending(brand, now):
            brand_review.verify(world, brand, now)
            otp.text(world, brand, mobile, otp.CONFIRMATION, now)
            verified.append(brand["sid"])
        else:
            expired.append(brand["sid"])
    return {"verified": verified, "expired": expired}


def decide_bundle(world: World, sid: str, body: Body, now: float) -> Document:
    """A reviewer approves or rejects a profile or a trust product."""
    bundle = _document(world, bundles.KIND, sid)
    status = _status(body, {bundles.IN_REVIEW, bundles.REJECTED, bundles.APPROVED})
    new_round(bundle)
    reason = "; ".join(str(e.get("description", "")) for e in _errors(body)) or None
    bundles.decide(world, bundle, status, reason, now)
    return bundle


def decide_brand(world: World, sid: str, body: Body, now: float) -> Document:
    """The registry approves, fails or suspends a Brand; single values can be set besides."""
    brand = _document(world, brands.KIND, sid)
    status = _status(body, {brands.APPROVED, brands.FAILED, brands.SUSPENDED, "IN_REVIEW"})
    new_round(brand)
    if status == brands.APPROVED:
        brand_review.approve(world, brand, now)
    elif status == brands.FAILED:
        brand_review.fail(world, brand, _brand_failure(body), now)
    elif status == brands.SUSPENDED:
        brand_review.suspend(world, brand, now)
    _set_brand_values(world, brand, status, body, now)
    return brand


def decide_campaign(world: World, sid: str, body: Body, now: float) -> Document:
    """The registry verifies, fails or suspends the Campaign of a service."""
    campaign = _document(world, campaigns.KIND, sid)
    status = _status(
        body,
        {campaigns.IN_PROGRESS, campaigns.VERIFIED, campaigns.FAILED, campaigns.SUSPENDED},
    )
    new_round(campaign)
    if status == campaigns.IN_PROGRESS:
        campaign_review.pick_up(world, campaign, now)
    elif status == campaigns.VERIFIED:
        campaign_review.verify(world, campaign, now)
    elif status == campaigns.SUSPENDED:
        campaign_review.suspend(world, campaign, now)
    else:
        errors = [_campaign_error(e) for e in _errors(body) or [DEFAULT_CAMPAIGN_ERROR]]
        campaign_review.fail(world, campaign, errors, now)
    return campaign


def _set_brand_values(world: World, brand: Document, status: str, body: Body, now: float) -> None:
    if status == "IN_REVIEW":
        brand["status"] = status
    if body.get("identity_status") == brands.VERIFIED:
        brand_review.verify(world, brand, now)
    for name in ("identity_status", "brand_score", "brand_feedback", "tax_exempt_status"):
        if name in body:
            brand[name] = body[name]
    world.save(brands.KIND, brand["sid"], brand, now)


def _brand_failure(body: Body) -> brand_review.Failure:
    error = next(iter(_errors(body)), {})
    reason = body.get("failure_reason") or error.get("description") or brand_review.NOT_REGISTERED
    code = error.get("error_code", brand_review.UNKNOWN_ERROR)
    return brand_review.Failure(str(reason), int(code), tuple(error.get("fields", ())))


def _campaign_error(error: Body) -> Document:
    return campaign_review.error(
        int(error.get("error_code", 30899)),
        list(error.get("fields", [])),
        str(error.get("description", "The campaign was rejected.")),
    )


def _document(world: World, kind: str, sid: str) -> Document:
    document = world.store.get(kind, sid)
    if document is None:
        raise NotFound(sid)
    return document


def _status(body: Body, allowed: set[str]) -> str:
    status = body.get("status")
    if status not in allowed:
        raise bad_request(f"status: one of {', '.join(sorted(allowed))} is needed, not {status!r}")
    return str(status)


def _errors(body: Body) -> list[Body]:
    errors = body.get("errors") or []
    if not isinstance(errors, list) or not all(isinstance(e, dict) for e in errors):
        raise bad_request("errors: a list of objects is needed")
    return errors
