"""
Evaluations: does a bundle hold all that a policy wants (P7, T4)? Every reason at once.

Synchronous and complete, but formal: whether an address exists is found out by the review.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.core.documents import Listing
from simulator.core.errors import NotFound, bad_request
from simulator.core.handlers import Call, operation
from simulator.trusthub import bundles, formats, policies
from simulator.trusthub.assignments import find_assigned
from simulator.trusthub.bundles import family_of, fetch_bundle
from simulator.trusthub.closed_lists import is_listed

if TYPE_CHECKING:
    from simulator.core.documents import Document
    from simulator.core.handlers import Answer
    from simulator.core.world import World

KIND = "evaluation"
MISSING_END_USER = 22214
MISSING_FIELD = 22215
MISSING_DOCUMENT = 22216
MISSING_DOCUMENT_FIELD = 22217
INVALID_VALUE = 22218
INVALID_ADDRESS = 22219

CHECKS = {
    "phone_number": formats.is_phone_number,
    "mobile_phone_number": formats.is_mobile_number,
    "email": formats.is_email,
    "vertical": formats.is_vertical,
}


@operation("CreateCustomerProfileEvaluation", "CreateTrustProductEvaluation")
def create(world: World, call: Call) -> Answer:
    """Evaluate against the bundle's own policy."""
    bundle = _bundle(world, call)
    policy = policies.BY_SID.get(call.params["PolicySid"])
    if policy is None or policy.sid != bundle["policy_sid"]:
        raise bad_request(f"Policy {call.params['PolicySid']} is not the policy of this bundle")
    results = evaluate(world, bundle, policy)
    sid = world.sids.new("EL")
    document = {
        "sid": sid,
        "account_sid": call.account_sid,
        "policy_sid": policy.sid,
        family_of(call).sid_field: bundle["sid"],
        "status": "compliant" if all(r["passed"] for r in results) else "noncompliant",
        "results": results,
        "url": f"{bundle['url']}/Evaluations/{sid}",
    }
    return world.create(KIND, sid, document, call.now, parent=bundle["sid"])


@operation("ListCustomerProfileEvaluation", "ListTrustProductEvaluation")
def list_evaluations(world: World, call: Call) -> Answer:
    """All evaluations of a bundle."""
    return Listing(KIND, call.account_sid, _bundle(world, call)["sid"])


@operation("FetchCustomerProfileEvaluation", "FetchTrustProductEvaluation")
def fetch(world: World, call: Call) -> Answer:
    """One evaluation, as it came out then."""
    bundle = _bundle(world, call)
    document = world.fetch(KIND, call.path["Sid"], call.account_sid)
    if document[family_of(call).sid_field] != bundle["sid"]:
        raise NotFound
    return document


def is_compliant(world: World, bundle: Document) -> bool:
    """What the review checks before anything else."""
    policy = policies.BY_SID[bundle["policy_sid"]]
    return all(result["passed"] for result in evaluate(world, bundle, policy))


def evaluate(world: World, bundle: Document, policy: policies.Policy) -> list[Document]:
    """One result for each requirement of the policy."""
    objects = find_assigned(world, bundle["sid"])
    results = [_end_user(party, objects) for party in policy.end_users]
    if policy.documents:
        results.append(_address(world, policy.documents, objects))
    results += [_profile(world, profile, objects) for profile in policy.profiles]
    return [result for result in results if result]


def _bundle(world: World, call: Call) -> Document:
    parent = call.path.get("CustomerProfileSid") or call.path["TrustProductSid"]
    return fetch_bundle(world, call, parent)


def _end_user(party: policies.Party, objects: list[Document]) -> Document:
    end_user = next((o for o in objects if o.get("type") == party.type), None)
    if end_user is None and party.optional:
        return {}
    attributes = end_user["attributes"] if end_user else {}
    problems = {name: _field_problem(name, attributes) for name in party.fields}
    reason = f"A {party.name} End-User is missing. Please add one to the bundle."
    return _result(
        party.type,
        party.name,
        party.type,
        problems,
        missing=None if end_user else (MISSING_END_USER, reason),
    )


def _field_problem(name: str, attributes: dict[str, Any]) -> tuple[int, str] | None:
    value, title = attributes.get(name), policies.label(name)
    if value not in (None, ""):
        if not _is_valid(name, value):
            return INVALID_VALUE, f"The {title} is invalid. Please enter in a valid {title}."
        return None
    if name in policies.OPTIONAL_FIELDS and name not in _fields_needed_with(attributes):
        return None
    return MISSING_FIELD, f"The {title} is missing. Please enter in a {title}."


def _is_valid(name: str, value: object) -> bool:
    if name in CHECKS and not CHECKS[name](value):
        return False
    # Regions of operation may be several, with commas.
    values: list[object] = [*value.split(",")] if isinstance(value, str) else [value]
    return all(is_listed(name, item) for item in values)


def _fields_needed_with(attributes: dict[str, Any]) -> set[str]:
    """A public company has a ticker."""
    is_public = attributes.get("company_type") == "public"
    return {"stock_exchange", "stock_ticker"} if is_public else set()


def _address(world: World, accepted: tuple[policies.Party, ...], objects: list[Document]) -> Document:
    types = {party.type for party in accepted}
    document = next((o for o in objects if o.get("type") in types), None)
    reason = f"A {accepted[0].name} is missing. Please add one to the bundle."
    missing = None if document else (MISSING_DOCUMENT, reason)
    problem = _address_problem(world, document["attributes"] if document else {})
    return _result(
        document["type"] if document else accepted[0].type,
        accepted[0].name,
        policies.ADDRESS.type,
        {"address_sids": problem},
        missing=missing,
    )


def _address_problem(world: World, attributes: dict[str, Any]) -> tuple[int, str] | None:
    sids = address_sids(attributes)
    if not sids:
        return MISSING_DOCUMENT_FIELD, "The Address Sids is missing. Please enter in an address."
    for sid in sids:
        if world.store.get("address", sid) is None:
            return INVALID_ADDRESS, f"Address not found with sid {sid}"
    return None


def address_sids(attributes: dict[str, Any]) -> list[str]:
    """P5: a string, of one SID or several with commas; lists are taken too."""
    value = attributes.get("address_sids") or []
    if isinstance(value, str):
        return value.split(",")
    return [str(sid) for sid in value] if isinstance(value, list) else []


def _profile(world: World, wanted: policies.Supporting, objects: list[Document]) -> Document:
    bundle = next((o for o in objects if o.get("policy_sid") == wanted.policy_sid), None)
    return _result(
        wanted.type,
        wanted.name,
        wanted.requirement,
        {"bundle_sid": _profile_problem(world, wanted, bundle)},
        missing=None,
    )


def _profile_problem(
    world: World, wanted: policies.Supporting, bundle: Document | None
) -> tuple[int, str] | None:
    """G1: the primary profile is approved and an ISV's; T4: any other at least in review."""
    if bundle is None:
        # The documents name no code for a missing profile; a missing document's comes nearest.
        return MISSING_DOCUMENT, f"A {wanted.name} is missing. Please assign one to the bundle."
    is_primary = wanted.policy_sid == policies.PRIMARY_BUSINESS.sid
    allowed = {bundles.APPROVED} if is_primary else {bundles.IN_REVIEW, bundles.APPROVED}
    if bundle["status"] not in allowed:
        return INVALID_VALUE, f"{bundle['sid']} is {bundle['status']}; submit it first."
    if is_primary and not _is_isv(world, bundle):
        return INVALID_VALUE, "The primary profile's identity is not ISV Reseller or Partner."
    return None


def _is_isv(world: World, primary: Document) -> bool:
    return any(
        o["attributes"].get("business_identity") == "isv_reseller_or_partner"
        for o in find_assigned(world, primary["sid"])
        if o.get("type") == policies.BUSINESS.type
    )


def _result(
    object_type: str,
    name: str,
    requirement: str,
    problems: dict[str, tuple[int, str] | None],
    *,
    missing: tuple[int, str] | None,
) -> Document:
    fields: dict[bool, list[Document]] = {True: [], False: []}
    for field_name, problem in problems.items():
        fields[problem is None].append(_field(field_name, problem))
    code, reason = missing or (None, None)
    return {
        "friendly_name": name,
        "object_type": object_type,
        "passed": not fields[False] and missing is None,
        "failure_reason": reason,
        "error_code": code,
        "valid": fields[True],
        "invalid": fields[False],
        "requirement_friendly_name": policies.label(requirement),
        "requirement_name": requirement,
    }


def _field(name: str, problem: tuple[int, str] | None) -> Document:
    code, reason = problem or (None, None)
    return {
        "object_field": name,
        "friendly_name": policies.label(name),
        "passed": problem is None,
        "failure_reason": reason,
        "error_code": code,
    }
