"""
The document for `pulumi import --file`: which objects a stack's resources are, as if it had made them.

The engine reads no dynamic resource for an import (pulumi/pulumi #16175), but takes one whose inputs and
outputs it is told. So they are what the program and the providers would have recorded: a preview after it
finds no difference. Personal values are marked as secrets, as the program marks them.
"""

import base64
import hashlib
import json
import struct
from collections.abc import Iterator, Mapping
from typing import Any

from a2p.adoption.customers import AccountBundle, AccountCustomer, AccountRegistration, AccountSender
from a2p.adoption.to_declaration import Declaration
from a2p.declared import AnyCustomer, Customer, ExternalCustomer
from a2p.plan import otp
from a2p.specs.campaign import USA2P_SID

Resource = dict[str, Any]

_OF_THE_PROVIDER = (
    "account",
    "accountSid",
    "authToken",
    "apiKey",
    "apiSecret",
    "baseUrl",
    "wait",
    "allowTrafficLoss",
    "allowPaidResubmission",
)
_SECRET_OPTIONS = frozenset({"authToken", "apiSecret"})
# How the engine tells a secret in plain text from anything else, in what it reads and writes.
_SECRET = {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270"}
_OF_BUNDLES = frozenset({"email", "end_users", "address"})
_REGISTERED = "registered"
_PROVIDER = "twilio"


def build_document(  # noqa: PLR0913 - a document has that much to it
    account_customer: AccountCustomer,
    declaration: Declaration,
    *,
    stack: str,
    settings: Mapping[str, Any],
    account: Mapping[str, str],
    project: str = "a2p",
) -> dict[str, Any]:
    """
    The import document of one stack.

    settings: the options its program will read. account: what each resource records of it.
    """
    mark = f"a2p/{stack}"
    customer = declaration.customer
    resources: list[Resource] = []
    if account_customer.registration and isinstance(customer, Customer):
        resources += _build_registered(account_customer, account_customer.registration, customer, mark)
    elif account_customer.sender and isinstance(customer, ExternalCustomer):
        resources += _build_external(account_customer.sender, customer, mark)
    for resource in resources:
        for kept in ("inputs", "outputs"):
            resource[kept] |= account
    return {"resources": [_build_provider(settings, stack, project), *resources]}


def _build_registered(
    account_customer: AccountCustomer, of: AccountRegistration, customer: Customer, mark: str
) -> Iterator[Resource]:
    inputs = customer.brand_revision_inputs(mark)
    # Of an own tail, as a revision has that this project makes; the same in each run.
    revision = f"{inputs['digest']}.{hashlib.sha256(of.brand.sid.encode()).hexdigest()[:8]}"
    yield _build_resource("BrandRevision", "brand-revision", revision, inputs, personal=frozenset({"parts"}))
    yield from _build_bundles(of, customer, mark, revision)
    yield _build_brand(of, customer, revision)
    registered_for = {"brand_sid": of.brand.sid, "brand_revision": revision}
    for sender, campaign in _match_campaigns(account_customer, customer):
        yield _build_service(sender, campaign, mark)
        yield _build_campaign(sender, campaign, registered_for)
        yield from _build_numbers(sender, {"campaign_stage": _REGISTERED, **campaign.name_inputs()})


def _match_campaigns(
    account_customer: AccountCustomer, customer: Customer
) -> Iterator[tuple[AccountSender, Customer]]:
    """Each Campaign of the account with its declaration, which names its service."""
    senders = {sender.service.sid: sender for sender in account_customer.senders}
    for campaign in customer.campaigns:
        if campaign.adopted.messaging_service in senders:
            yield senders[campaign.adopted.messaging_service], campaign


def _build_bundles(
    of: AccountRegistration, customer: Customer, mark: str, revision: str
) -> Iterator[Resource]:
    profile = of.profile.live.sid
    yield _build_resource(
        "Profile",
        "profile",
        profile,
        {**customer.profile_inputs(mark), "brand_revision": revision},
        _build_parts(of.profile),
        personal=_OF_BUNDLES,
    )
    yield _build_resource(
        "TrustBundle",
        "trust-bundle",
        of.trust_bundle.live.sid,
        {**customer.trust_bundle_inputs(mark), "profile_sid": profile, "brand_revision": revision},
        _build_parts(of.trust_bundle),
        personal=_OF_BUNDLES,
    )


def _build_brand(of: AccountRegistration, customer: Customer, revision: str) -> Resource:
    live = of.brand
    made_of = {"profile_sid": of.profile.live.sid, "trust_bundle_sid": of.trust_bundle.live.sid}
    record: Resource = {
        "sid": live.sid,
        "status": live.status,
        "registered_at": otp.format_moment(live.created_at),
        "resubmissions": 0,
    }
    if live.identity_status:
        record["identity_status"] = live.identity_status
    inputs = {**customer.brand_inputs(), **made_of, "brand_revision": revision}
    return _build_resource("Brand", "brand", live.sid, inputs, record)


def _build_external(sender: AccountSender, customer: ExternalCustomer, mark: str) -> Iterator[Resource]:
    service = sender.service.sid
    yield _build_service(sender, customer, mark)
    yield _build_resource(
        "ExternalCampaign",
        "external-campaign",
        f"{service}/{USA2P_SID}",
        {**customer.external_campaign_inputs(), "messaging_service_sid": service},
        {"stage": _REGISTERED, "campaign_status": sender.campaign.status},
    )
    yield from _build_numbers(sender, {})


def _build_parts(bundle: AccountBundle) -> Resource:
    record: Resource = {
        "sid": bundle.live.sid,
        "status": bundle.live.status,
        "end_user_sids": bundle.end_user_sids,
        "address_sid": bundle.address_sid,
        "supporting_document_sid": bundle.document_sid,
    }
    return {name: value for name, value in record.items() if value}


def _build_campaign(sender: AccountSender, customer: Customer, registered_for: Mapping[str, str]) -> Resource:
    """Of what only a stack knows (C11, C15), what can be seen now."""
    service, live = sender.service.sid, sender.campaign
    record: Resource = {"stage": _REGISTERED, "campaign_status": live.status, "resubmissions": 0}
    if live.is_approved:
        record["approved_once"] = True
    if live.campaign_id:
        record["campaign_id"] = live.campaign_id
    return _build_resource(
        "Campaign",
        customer.name_resource("campaign"),
        f"{service}/{USA2P_SID}",
        {**customer.campaign_inputs(), "messaging_service_sid": service, **registered_for},
        record,
        personal=customer.list_personal_texts(),
    )


def _build_service(sender: AccountSender, customer: AnyCustomer, mark: str) -> Resource:
    sid = sender.service.sid
    name = customer.name_resource("messaging-service")
    inputs = customer.messaging_service_inputs(mark)
    return _build_resource("MessagingService", name, sid, inputs, {"sid": sid})


def _build_numbers(sender: AccountSender, gate: Mapping[str, str]) -> Iterator[Resource]:
    service = sender.service.sid
    for number in sender.numbers:
        yield _build_resource(
            "PhoneNumberAssociation",
            f"phone-number-{number}",
            f"{service}/{number}",
            {"messaging_service_sid": service, "phone_number_sid": number, **gate},
            {"status": "associated"},
        )


def _build_provider(settings: Mapping[str, Any], stack: str, project: str) -> Resource:
    """The provider that providers/stack.py declares."""
    given = {key: _to_text(settings[key]) for key in _OF_THE_PROVIDER if settings.get(key) is not None}
    inputs = {
        f"{project}:{key}": _build_secret(str(value)) if key in _SECRET_OPTIONS else _format_option(value)
        for key, value in given.items()
    } | {f"{project}:stack": stack}
    return {"type": "pulumi:providers:pulumi-python", "name": _PROVIDER, "inputs": inputs}


def _format_option(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _build_resource(  # noqa: PLR0913, PLR0917 - a resource has that much to it
    kind: str,
    name: str,
    id_: str,
    inputs: Mapping[str, Any],
    record: Mapping[str, Any] | None = None,
    personal: frozenset[str] = frozenset(),
) -> Resource:
    given = {key: _build_secret(value) if key in personal else value for key, value in inputs.items()}
    given["__provider"] = pickle_provider(kind)
    return {
        "type": f"pulumi-python:dynamic/a2p:{kind}",
        "name": name,
        "id": id_,
        "provider": _PROVIDER,
        "inputs": given,
        "outputs": {**given, **(record or {})},
    }


def _build_secret(value: Any) -> dict[str, str]:
    return {**_SECRET, "plaintext": json.dumps(value, ensure_ascii=False)}


def pickle_provider(kind: str) -> str:
    """What Pulumi writes into a state for a provider of ours: a pickle of its names, and of nothing else."""
    module = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in kind).lstrip("_")
    names = (f"providers.{module}", f"{kind}Provider")
    text = b"\x94".join(b"\x8c" + bytes([len(name)]) + name.encode() for name in names)
    frame = text + b"\x94\x93\x94)\x81\x94."
    return base64.b64encode(b"\x80\x04\x95" + struct.pack("<Q", len(frame)) + frame).decode()


def _to_text(value: Any) -> Any:
    """A section as the engine hands it to the program: JSON with sorted keys and without blanks."""
    return json.dumps(value, sort_keys=True, separators=(",", ":")) if isinstance(value, dict) else value
