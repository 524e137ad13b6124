"""
The registry's review of a Brand: bundles first (B4), then usage limits (P11, B7), then the rest.

An approved sole proprietor gets one OTP by itself (O1); everybody else is verified at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.brands import authentication, limits, otp
from simulator.brands.registrations import (
    APPROVED,
    FAILED,
    IN_REVIEW,
    KIND,
    PENDING,
    SOLE_PROPRIETOR,
    SUSPENDED,
    UNVERIFIED,
    VERIFIED,
)
from simulator.core import scenarios
from simulator.core.handlers import on_event
from simulator.core.state_machines import start, transition, void_reviews
from simulator.trusthub import bundles, business_facts, policies

if TYPE_CHECKING:
    from simulator.core.documents import Document
    from simulator.core.world import World

UNREADABLE_BUNDLE = (
    "Unable to fetch A2P Bundle Details, please check if the correct bundle sid was provided for"
    " registration and the bundle is compliant."
)
UNREADABLE_PROFILE = (
    "Unable to fetch Customer Profile Bundle details, please check if the correct bundle sid was"
    " provided for registration and the bundle is compliant."
)
NOT_REGISTERED = "Unable to register Brand with The Campaign Registry"
TRANSPOSED = 30793
UNKNOWN_ERROR = 30799
DEFAULT_SCORE = 75


@dataclass(frozen=True)
class Failure:
    """Why a Brand failed: Twilio's text (B4) and, where there is one, its code."""

    reason: str
    code: int = UNKNOWN_ERROR
    fields: tuple[str, ...] = ()

    def error(self) -> Document:
        """The item of errors[], of the form that campaigns have too (C8)."""
        return {
            "error_code": self.code,
            "description": self.reason,
            "url": f"https://www.twilio.com/docs/api/errors/{self.code}",
            "fields": list(self.fields),
        }


@transition(
    "brand.review",
    on=(KIND, "status"),
    source=PENDING,
    targets=(APPROVED, FAILED),
    delay=lambda world, brand: _script(world, brand).brand_after or world.timings.brand_review,
)
def review(world: World, brand: Document, now: float) -> None:
    """20 s after registration: approved or failed, or as the customer's script says."""
    script = _script(world, brand)
    if failure := find_failure(world, brand):
        fail(world, brand, [failure], now)
    elif problem := authentication.find_problem(world, brand):
        fail(world, brand, [Failure(problem.text, problem.code, (authentication.FIELD,))], now)
    elif script.brand_code:
        fail(world, brand, [Failure(NOT_REGISTERED, script.brand_code)], now)
    elif script.brand_status == IN_REVIEW:
        brand["status"] = script.brand_status
        world.save(KIND, brand["sid"], brand, now)
    else:
        approve(world, brand, now)
    if script.brand_status == SUSPENDED and brand["status"] == APPROVED:
        suspend(world, brand, now)


def _script(world: World, brand: Document) -> scenarios.Script:
    return scenarios.find_script(world.scenarios, business_facts.read_facts(world, brand))


def find_failure(world: World, brand: Document) -> Failure | None:
    """The first reason against a Brand, or None."""
    if failure := bundle_failure(world, brand):
        return failure
    exceeded = limits.find_exceeded(world, brand)
    if exceeded is None:
        return None
    text = f"{NOT_REGISTERED}: {exceeded.what} used by more than {exceeded.maximum} Brands"
    return Failure(text, exceeded.code)


def bundle_failure(world: World, brand: Document) -> Failure | None:
    """B4: both bundles exist, were submitted and not rejected; T1: and not transposed."""
    profile = world.store.get(bundles.KIND, brand["customer_profile_bundle_sid"])
    product = world.store.get(bundles.KIND, brand["a2p_profile_bundle_sid"])
    if profile and product and _are_transposed(profile, product):
        return Failure(UNREADABLE_PROFILE, TRANSPOSED)
    for bundle, collection, text in (
        (profile, bundles.PROFILE.collection, UNREADABLE_PROFILE),
        (product, bundles.PRODUCT.collection, UNREADABLE_BUNDLE),
    ):
        if bundle is None or bundle["account_sid"] != brand["account_sid"]:
            return Failure(text, TRANSPOSED)
        if bundle["_collection"] != collection or not _is_submitted(bundle):
            return Failure(text, TRANSPOSED)
    return _policy_failure(brand, profile, product)


def _are_transposed(profile: Document, product: Document) -> bool:
    return (profile["_collection"], product["_collection"]) == (
        bundles.PRODUCT.collection,
        bundles.PROFILE.collection,
    )


def _is_submitted(bundle: Document) -> bool:
    return bundle["status"] in {bundles.IN_REVIEW, bundles.APPROVED}


def _policy_failure(brand: Document, profile: Document | None, product: Document | None) -> Failure | None:
    """A sole proprietor's Brand wants a sole proprietor's bundles, any other the business ones."""
    if brand["brand_type"] == SOLE_PROPRIETOR:
        wanted = (policies.STARTER.sid, policies.SOLE_PROPRIETOR.sid)
    else:
        wanted = (policies.SECONDARY_BUSINESS.sid, policies.A2P_MESSAGING.sid)
    given = (profile and profile["policy_sid"], product and product["policy_sid"])
    if brand["brand_type"] != SOLE_PROPRIETOR and given[0] == policies.PRIMARY_BUSINESS.sid:
        return None  # the ISV registers its own business
    return None if given == wanted else Failure(NOT_REGISTERED, UNKNOWN_ERROR)


def approve(world: World, brand: Document, now: float) -> None:
    """B2, B3: APPROVED; of a sole proprietor (O1) and of a public company (U8) UNVERIFIED at first."""
    sole = brand["brand_type"] == SOLE_PROPRIETOR
    public = authentication.is_needed(world, brand)
    scored = not sole and not brand["skip_automatic_sec_vet"]
    brand |= {
        "status": APPROVED,
        "identity_status": UNVERIFIED if sole or public else VERIFIED,
        "_needs_authentication": public,
        "tcr_id": world.sids.new_registry_id("B"),
        "failure_reason": None,
        "errors": [],
        "brand_score": DEFAULT_SCORE if scored else None,
        "russell_3000": False,
        "government_entity": False,
    }
    if (score := _script(world, brand).brand_score) is not None:
        brand["brand_score"] = score
    if sole:
        otp.send_otp(world, brand, now)
    world.save(KIND, brand["sid"], brand, now)
    world.announce("brand.status", brand, now)
    if public:
        authentication.begin(world, brand, now)
    elif not sole:
        approve_bundles(world, brand, now)


@on_event("brand.authenticated")
def verify(world: World, brand: Document, now: float) -> None:
    """O1: the customer said YES, or opened the link (U8); the status stays APPROVED (B3)."""
    brand |= {"identity_status": VERIFIED, "errors": []}
    world.save(KIND, brand["sid"], brand, now)
    world.announce("brand.identity", brand, now)
    approve_bundles(world, brand, now)


@transition(
    "brand.yes",
    on=(KIND, "identity_status"),
    source=UNVERIFIED,
    targets=(VERIFIED,),
    delay=lambda world, brand: _script(world, brand).yes_after or 0.0,
)
def answer_yes(world: World, brand: Document, now: float) -> None:
    """A customer whose script says so answers by himself (O1, O2)."""
    if otp.is_pending(brand, now):
        otp.record_text(world, brand, brand["_mobile"], otp.CONFIRMATION, now)
        verify(world, brand, now)


@on_event("brand.otp")
def schedule_answer(world: World, brand: Document, now: float) -> None:
    """Each OTP gets an answer, if any."""
    if _script(world, brand).yes_after is not None:
        start(world, "brand.yes", brand["sid"], brand, now)


def approve_bundles(world: World, brand: Document, now: float) -> None:
    """G4: only now the profile and the trust bundle become twilio-approved."""
    bundles.approve(world, brand["customer_profile_bundle_sid"], now)
    bundles.approve(world, brand["a2p_profile_bundle_sid"], now)


def fail(world: World, brand: Document, failures: list[Failure], now: float) -> None:
    """B4; whatever hangs on the Brand fails with it (P14)."""
    void_reviews(brand)
    brand |= {
        "status": FAILED,
        "failure_reason": failures[0].reason,
        "errors": [failure.error() for failure in failures],
    }
    world.save(KIND, brand["sid"], brand, now)
    world.announce("brand.status", brand, now)
    world.announce("brand.failed", brand, now)


def suspend(world: World, brand: Document, now: float) -> None:
    """B2: rare, and only Support can help."""
    void_reviews(brand)
    brand["status"] = SUSPENDED
    world.save(KIND, brand["sid"], brand, now)
    world.announce("brand.status", brand, now)
    world.announce("brand.suspended", brand, now)


@on_event("bundle.rejected")
def fail_with_bundle(world: World, bundle: Document, now: float) -> None:
    """P14: a rejected profile or bundle fails the Brands that were built on it."""
    sid = bundle["sid"]
    brands = world.store.find(KIND, customer_profile_bundle_sid=sid)
    brands += world.store.find(KIND, a2p_profile_bundle_sid=sid)
    for brand in brands:
        failure = bundle_failure(world, brand)
        if failure and brand["status"] in {PENDING, APPROVED}:
            fail(world, brand, [failure], now)
