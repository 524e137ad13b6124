"""
What people outside Twilio decide: the customer answers YES, a reviewer approves or rejects.

The control API and scenarios call this; each decision goes the way the clock's own would.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.brands import authentication, limits, otp
from simulator.brands import registrations as brands
from simulator.brands import review as brand_review
from simulator.campaigns import resource as campaigns
from simulator.campaigns import review as campaign_review
from simulator.campaigns.rejections import build_rejection
from simulator.campaigns.texts import DEFAULT_TEXTS
from simulator.core.errors import NotFound, bad_request
from simulator.core.state_machines import void_reviews
from simulator.external import associations as external
from simulator.external import tcr
from simulator.services import resource as services
from simulator.trusthub import bundles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulator.core.documents import Document
    from simulator.core.world import World

    Body = Mapping[str, Any]

DEFAULT_CAMPAIGN_ERROR = {"error_code": 30886}


def reply_yes(world: World, _sid: str, body: Body, now: float) -> Document:
    """O1, O2: verifies the Brands whose last OTP to this number is at most 24 hours old."""
    mobile = body.get("mobile_phone_number")
    if not isinstance(mobile, str):
        raise bad_request("mobile_phone_number: a string is needed")
    verified, expired = [], []
    for brand in otp.find_unverified(world, mobile):
        if otp.is_pending(brand, now):
            brand_review.verify(world, brand, now)
            otp.record_text(world, brand, mobile, otp.CONFIRMATION, now)
            verified.append(brand["sid"])
        else:
            expired.append(brand["sid"])
    return {"verified": verified, "expired": expired}


def open_email(world: World, _sid: str, body: Body, now: float) -> Document:
    """U8: the contact of a Brand opens the link in an e-mail that is at most 7 days old."""
    address = body.get("to")
    if not isinstance(address, str):
        raise bad_request("to: an e-mail address is needed")
    vettings = authentication.find_open(world, address, now)
    for vetting in vettings:
        authentication.open_link(world, vetting, now)
    return {"verified": [vetting["brand_sid"] for vetting in vettings]}


def decide_bundle(world: World, sid: str, body: Body, now: float) -> Document:
    """A reviewer approves or rejects a profile or a trust product."""
    bundle = _document(world, bundles.KIND, sid)
    status = _status(body, {bundles.REJECTED, bundles.APPROVED})
    void_reviews(bundle)
    if status == bundles.APPROVED:
        bundles.approve_now(world, bundle, now)
        return bundle
    errors = _errors(body) or [{"error_code": bundles.REJECTION_CODE}]
    reason = "; ".join(str(e["description"]) for e in errors if e.get("description"))
    codes = tuple(int(e.get("error_code", bundles.REJECTION_CODE)) for e in errors)
    bundles.reject(world, bundle, reason, now, codes=codes)
    return bundle


def decide_brand(world: World, sid: str, body: Body, now: float) -> Document:
    """The registry approves, fails or suspends a Brand; single values can be set besides."""
    brand = _document(world, brands.KIND, sid)
    status = _status(body, {brands.APPROVED, brands.FAILED, brands.SUSPENDED, brands.IN_REVIEW})
    void_reviews(brand)
    if status == brands.APPROVED:
        brand_review.approve(world, brand, now)
    elif status == brands.FAILED:
        brand_review.fail(world, brand, _brand_failures(body), now)
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
    void_reviews(campaign)
    if status == campaigns.IN_PROGRESS:
        campaign_review.pick_up(world, campaign, now)
    elif status == campaigns.VERIFIED:
        campaign_review.verify(world, campaign, now)
    elif status == campaigns.SUSPENDED:
        campaign_review.suspend(world, campaign, now)
    elif campaign["is_externally_registered"]:
        feedback = _errors(body)[0].get("description", "") if _errors(body) else ""
        external.decline(world, campaign, str(feedback or "The campaign was declined."), now)
    else:
        errors = [_campaign_error(e) for e in _errors(body) or [DEFAULT_CAMPAIGN_ERROR]]
        campaign_review.fail(world, campaign, errors, now)
    return campaign


def set_opt_out(world: World, sid: str, body: Body, now: float) -> Document:
    """C5: how a service answers STOP and HELP, which a customer sets in the Console."""
    service = _document(world, services.KIND, sid)
    mode = body.get("opt_out_management")
    if mode not in services.OPT_OUT_MODES:
        raise bad_request(f"opt_out_management: one of {', '.join(services.OPT_OUT_MODES)}")
    texts = {name: body[name] for name in DEFAULT_TEXTS if name in body}
    service |= {"_opt_out_management": mode, "_opt_out_texts": texts}
    return world.save(services.KIND, sid, service, now)


def use_elsewhere(world: World, _sid: str, body: Body, _now: float) -> Document:
    """P11: uses of an email, address or number by Brands of other vendors, invisible to Twilio."""
    what, value, count = body.get("what"), body.get("value"), body.get("count")
    known = {limit.what for limit in limits.LIMITS}
    if what not in known or not isinstance(value, str) or not isinstance(count, int):
        raise bad_request(f"what (one of {', '.join(sorted(known))}), value and count are needed")
    return limits.use_elsewhere(world, what, value, count)


def set_tcr_webhook(world: World, _sid: str, body: Body, now: float) -> Document:
    """E2: where the registry tells the ISV of events."""
    url = body.get("url")
    if not isinstance(url, str) or not url.startswith(("http://", "https://")):
        raise bad_request("url: an http(s) URL is needed")
    return tcr.set_webhook(world, _account(world, body), url, now)


def register_at_tcr(world: World, _sid: str, body: Body, now: float) -> Document:
    """E2: a campaign that the ISV registers directly with the registry."""
    return tcr.register(world, _account(world, body), str(body.get("usecase", "MIXED")), now)


def share_at_tcr(world: World, sid: str, _body: Body, now: float) -> Document:
    """E2 step 3."""
    return tcr.share(world, tcr.find(world, sid), now)


def decide_at_tcr(world: World, sid: str, body: Body, now: float) -> Document:
    """E2 step 4: Twilio's reviewer accepts or rejects the share."""
    feedback = str(body.get("feedback", ""))
    return tcr.decide(world, tcr.find(world, sid), str(body.get("status")), feedback, now)


def _account(world: World, body: Body) -> str:
    """The account that is named, else the one that was seeded."""
    return str(body.get("account_sid") or world.account_sid)


def _set_brand_values(world: World, brand: Document, status: str, body: Body, now: float) -> None:
    if status == brands.IN_REVIEW:
        brand["status"] = status
    if body.get("identity_status") == brands.VERIFIED:
        brand_review.verify(world, brand, now)
    if status == brands.FAILED and body.get("failure_reason"):
        brand["failure_reason"] = body["failure_reason"]
    for name in ("identity_status", "brand_score", "brand_feedback", "tax_exempt_status"):
        if name in body:
            brand[name] = body[name]
    world.save(brands.KIND, brand["sid"], brand, now)


def _brand_failures(body: Body) -> list[brand_review.Failure]:
    """One for each error; failure_reason, if given, is shown as such, whatever the errors say."""
    default = str(body.get("failure_reason") or brand_review.NOT_REGISTERED)
    return [
        brand_review.Failure(
            str(error.get("description") or default),
            int(error.get("error_code", brand_review.UNKNOWN_ERROR)),
            tuple(error.get("fields", ())),
        )
        for error in _errors(body) or [{}]
    ]


def _campaign_error(error: Body) -> Document:
    known = build_rejection(int(error.get("error_code", 30899)))
    return known | {name: error[name] for name in ("fields", "description") if error.get(name)}


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
