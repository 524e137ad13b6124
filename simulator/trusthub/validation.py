"""
The near-synchronous validation of a submitted bundle (G3): e-mail (P9), then address (P10).

Passing it changes nothing that a client can see: the bundle stays in review until its Brand is
approved and verified (G4). Failing it rejects the bundle, with the reason in the callback only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.addresses import verification
from simulator.core import scenarios
from simulator.core.state_machines import transition
from simulator.trusthub import bundles, business_facts, evaluations, formats, policies
from simulator.trusthub.assignments import find_assigned

if TYPE_CHECKING:
    from simulator.core.documents import Document
    from simulator.core.world import World

UNKNOWN_DOMAINS = frozenset({"unknown.example", "unknown-domain.test"})
DISPOSABLE_DOMAINS = frozenset({"mailinator.com", "disposable.example", "guerrillamail.com"})


@transition(
    "bundle.validation",
    on=(bundles.KIND, "status"),
    source=bundles.IN_REVIEW,
    targets=(bundles.IN_REVIEW, bundles.REJECTED),
    delay=lambda world, _bundle: world.timings.bundle_validation,
)
def validate(world: World, bundle: Document, now: float) -> None:
    """20 s after submission: rejected, or left in review."""
    reason = (
        find_rejection(world, bundle)
        or scenarios.find_script(world.scenarios, _facts(world, bundle)).rejection
    )
    if reason:
        bundles.reject(world, bundle, reason, now)
        return
    bundle["_validated"] = True
    world.save(bundles.KIND, bundle["sid"], bundle, now)
    world.announce("bundle.validated", bundle, now)


def _facts(world: World, bundle: Document) -> scenarios.BusinessFacts:
    return business_facts.read_bundle_facts(world, (bundle["sid"],))


def find_rejection(world: World, bundle: Document) -> str | None:
    """The first reason to reject a bundle, or None."""
    objects = find_assigned(world, bundle["sid"])
    emails = [bundle["email"], *(o["attributes"].get("email") for o in objects if _is_person(o))]
    for email in emails:
        if email and (reason := find_email_problem(str(email))):
            return reason
    starter = bundle["policy_sid"] == policies.STARTER.sid
    if reason := _address_problem(world, objects, anywhere=not starter):
        return reason
    if not evaluations.is_compliant(world, bundle):
        return "The bundle does not satisfy its policy; evaluate it for the reasons."
    return None


def _is_person(document: Document) -> bool:
    return str(document["sid"]).startswith("IT")


def find_email_problem(email: str) -> str | None:
    """P9, in the order of the document."""
    local, _, domain = email.rpartition("@")
    domain = domain.lower()
    if not formats.is_domain(domain):
        return "Email domain has an invalid address syntax."
    if domain in UNKNOWN_DOMAINS or domain.endswith(".invalid"):
        return "Unknown email domain."
    if domain in DISPOSABLE_DOMAINS:
        return "Email is a suspected disposable address."
    if not formats.is_email(email) or local == "invalid":
        return "Email is invalid."
    return None


def _address_problem(world: World, objects: list[Document], *, anywhere: bool) -> str | None:
    """P4: a sole proprietor's address is in the US or Canada; a business may be anywhere (G10)."""
    for document in objects:
        if not document["sid"].startswith("RD"):
            continue
        for sid in evaluations.address_sids(document["attributes"]):
            address = world.store.get("address", sid)
            if address is None:
                return f"Address not found with sid {sid}"
            if reason := verification.find_problem(address, anywhere=anywhere):
                return reason
    return None
