"""Makes the declaration that describes existing objects: the inverse of a2p/declared."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from a2p.adoption.attributes import carry_attributes, keep_declarable
from a2p.adoption.campaign_names import name_campaigns
from a2p.adoption.customers import AccountBundle, AccountCustomer, AccountRegistration, AccountSender
from a2p.adoption.errors import NotAdoptable
from a2p.declared import AnyCustomer, Customer, DeclarationError, load
from a2p.declared.project_defaults import find_callback
from a2p.declared.several_campaigns import CAMPAIGNS
from a2p.lint import LintReport
from a2p.observed import LiveBrand, LiveCampaign
from a2p.plan import brand_status, otp
from a2p.specs import Address, EndUser
from a2p.specs.codec import encode_value

Config = dict[str, Any]

_PEOPLE = ("authorized_representative_1", "authorized_representative_2")
_SECTIONS = {
    "starter_customer_profile_information": "",
    "customer_profile_business_information": "business",
    **{name: name for name in _PEOPLE},
}
_OPT_OUT = ("opt_out_message", "opt_out_keywords", "help_message", "help_keywords")
# What Twilio fills in where nobody manages STOP and HELP (C5).
_TWILIOS_MESSAGES = ("You have successfully been unsubscribed.", "Reply STOP to unsubscribe. Msg&Data")
_NAME = "friendly_name"  # a mark, or what it was before: never declared


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """What a stack file is to hold, keys without their namespace, and what it comes to."""

    config: Config
    customer: AnyCustomer
    notes: tuple[str, ...] = ()


def declare(
    account_customer: AccountCustomer,
    *,
    file: str,
    options: Mapping[str, Any],
    defaults: Mapping[str, Any],
    to_come: Mapping[str, Any],
) -> Declaration:
    """
    Declare a customer.

    `options` are written into the file, `defaults` stand in the project's and are inherited. `to_come`: the
    sections of a customer that has no Campaign yet.

    Raises:
        NotAdoptable: no declaration says exactly this; every reason is in the text.
    """
    config = {**options, **_build_sections(account_customer, to_come)}
    if find_callback(defaults):
        _inherit_nothing(config)
    customer = _load({**defaults, **config}, file)
    notes: list[str] = []
    if isinstance(customer, Customer):
        notes += _silence_what_stops(config, customer)
        customer = _load({**defaults, **config}, file)
        notes += _list_notes(account_customer, config)
    if reasons := list(_find_contradictions(account_customer, customer)):
        raise NotAdoptable("; ".join(reasons), "change it at Twilio, or register the customer anew")
    return Declaration(config=config, customer=customer, notes=tuple(notes))


def _load(config: Mapping[str, Any], file: str) -> AnyCustomer:
    try:
        return load(config, file=file)
    except DeclarationError as error:
        raise NotAdoptable("; ".join(error.reasons), "correct it at Twilio") from None


def _build_sections(account_customer: AccountCustomer, to_come: Mapping[str, Any]) -> Config:
    sender, objects = _build_senders(account_customer.senders, to_come)
    if account_customer.registration:
        return {
            **_build_registered(account_customer.registration),
            **sender,
            **_build_adopted(account_customer.registration, objects),
        }
    return {**_build_external(account_customer.sender), **sender, "adopted": objects}


def _build_senders(senders: Sequence[AccountSender], to_come: Mapping[str, Any]) -> tuple[Config, Config]:
    """The sections of what sends, and what of it is adopted: inside each Campaign where there are several."""
    if not senders:
        return dict(to_come), {}
    if len(senders) == 1:
        return _build_sender(senders[0]), {"messaging_service": senders[0].service.sid}
    campaigns = {
        name: {**_build_sender(sender), "adopted": {"messaging_service": sender.service.sid}}
        for name, sender in name_campaigns(senders).items()
    }
    return {CAMPAIGNS: campaigns}, {}


def _build_registered(of: AccountRegistration) -> Config:
    config: Config = {
        "primary_profile_sid": of.profile.builds_on,
        "profile": _build_profile(of.profile),
        "trust_bundle": _build_trust_bundle(of.trust_bundle),
        "brand": _build_brand(of.brand),
    }
    if otp.is_unanswered(of.brand):
        config["otp"] = {"resend": "never"}
    return config


def _build_adopted(of: AccountRegistration, sender: Config) -> Config:
    bundles = {"profile": of.profile.live.sid, "trust_bundle": of.trust_bundle.live.sid}
    carried = carry_attributes((*of.profile.end_users, *of.trust_bundle.end_users))
    return {"adopted": {**bundles, **({"attributes": carried} if carried else {}), **sender}}


def _build_external(sender: AccountSender | None) -> Config:
    if sender is None:
        return {}
    # Twilio does not say when it accepted the share; it was associated on the day the record was made.
    accepted = datetime.fromtimestamp(sender.campaign.created_at, UTC).date().isoformat()
    campaign = {"campaign_id": sender.campaign.campaign_id, "share_accepted_on": accepted}
    return {"external_campaign": campaign}


def _build_sender(sender: AccountSender) -> Config:
    fields = sender.service.fields
    service = {name: value for name, value in fields.items() if name != _NAME and value is not None}
    external = sender.campaign.externally_registered
    campaign = {} if external else {"campaign": _build_campaign(sender.campaign)}
    return {"messaging_service": service, **campaign, "phone_numbers": list(sender.numbers)}


def _build_profile(bundle: AccountBundle) -> Config:
    profile: Config = {"email": bundle.live.email}
    for end_user in sorted(bundle.end_users, key=_rank_section):
        section = _SECTIONS.get(end_user.type)
        if section is None:
            raise NotAdoptable(
                f"its profile has an EndUser of the type {end_user.type}",
                "remove it from the profile at Twilio",
            )
        if section:
            profile[section] = keep_declarable(end_user)
        else:
            profile |= keep_declarable(end_user)
    business = profile.get("business")
    if business is not None:
        business.setdefault("social_media_profile_urls", None)
    if bundle.address is None:
        raise NotAdoptable(f"its profile {bundle.live.sid} has no address", "assign one")
    profile["address"] = _build_address(bundle.address)
    return _add_callback(profile, bundle)


def _rank_section(end_user: EndUser) -> int:
    return list(_SECTIONS).index(end_user.type) if end_user.type in _SECTIONS else len(_SECTIONS)


def _build_address(address: Address) -> Config:
    written: Config = encode_value(address)
    return {key: written[key] for key in written if written[key]}


def _build_trust_bundle(bundle: AccountBundle) -> Config:
    facts: Config = {}
    for end_user in bundle.end_users:
        facts |= keep_declarable(end_user)
    return _add_callback(facts, bundle)


def _add_callback(section: Config, bundle: AccountBundle) -> Config:
    callback = bundle.live.status_callback
    return {**section, "status_callback": callback} if callback else section


def _inherit_nothing(config: Config) -> None:
    """A callback of the project's is not this customer's: Twilio has none here."""
    for section in ("profile", "trust_bundle"):
        if section in config:
            config[section].setdefault("status_callback", None)


def _build_brand(brand: LiveBrand) -> Config:
    declared: Config = {"brand_type": brand.brand_type}
    if brand.skip_automatic_sec_vet and brand.brand_type == "STANDARD":
        declared["skip_automatic_sec_vet"] = True
    if brand.mock:
        declared["mock"] = True
    return declared


def _build_campaign(live: LiveCampaign) -> Config:
    fields = {name: list(value) if isinstance(value, tuple) else value for name, value in live.fields.items()}
    declared = {name: value for name, value in fields.items() if value not in ("", [])}
    if not _manages_replies(declared):
        declared = {name: value for name, value in declared.items() if name not in _OPT_OUT}
    else:
        declared["opt_out_management"] = "self"
    return declared


def _manages_replies(declared: Config) -> bool:
    """Whether the answers to STOP and HELP are the customer's own: Twilio does not say, its texts do (C5)."""
    if any(name not in declared for name in _OPT_OUT):
        return False
    texts = (declared["opt_out_message"], declared["help_message"])
    return not any(text.startswith(_TWILIOS_MESSAGES) for text in texts)


def _silence_what_stops(config: Config, customer: Customer) -> Iterator[str]:
    """A registered text needs no reviewer's remark to stop each run: the reviewers have seen it."""
    rules = sorted({remark.rule for remark in LintReport(customer).errors})
    if rules:
        config["lint"] = {"ignore": dict.fromkeys(rules, "registered like this before it was adopted")}
        yield f"a2p:lint ignores {', '.join(rules)}: a new registration would be rejected for it"


def _list_notes(account_customer: AccountCustomer, config: Config) -> Iterator[str]:
    """Notes on what the stack file does not settle."""
    of = account_customer.registration
    if of is None:
        return
    if "otp" in config:
        yield "a2p:otp.resend is never, so that adopting texts nobody; remove it to have another OTP sent"
    for bundle, noun in ((of.profile, "profile"), (of.trust_bundle, "trust bundle")):
        if bundle.live.email != config["profile"]["email"]:
            yield f"the {noun} keeps an e-mail of its own at Twilio until it is open for changes"
    if account_customer.sender is None:
        yield "it has no Campaign yet: the next run creates its service, and waits with the Campaign given"
    elif any(campaign.get("opt_out_management") == "self" for campaign in _list_campaigns(config)):
        yield "opt_out_management is self, for the texts are not Twilio's: advanced, if the service has them"
    if again := brand_status.explain_retry(of.brand, 0):
        yield f"the first `pulumi up` submits the Brand again: {again}"


def _list_campaigns(config: Config) -> list[Config]:
    several = config.get(CAMPAIGNS)
    return [entry["campaign"] for entry in several.values()] if several else [config["campaign"]]


def _find_contradictions(account_customer: AccountCustomer, customer: AnyCustomer) -> Iterator[str]:
    """The differences between the declaration and the live objects, which a run would change."""
    of = account_customer.registration
    if of is None or not isinstance(customer, Customer):
        return
    if of.trust_bundle.builds_on != of.profile.live.sid:
        yield "its trust bundle belongs to another profile than its Brand"
    policies = (of.profile.live.policy_sid, of.trust_bundle.live.policy_sid)
    if policies != (customer.profile_policy, customer.trust_bundle_policy):
        yield f"its bundles were made under other policies: {' and '.join(policies)}"
    complete = customer.adopted.complete
    yield from _find_other_facts(of.profile, complete(customer.profile.end_users))
    yield from _find_other_facts(of.trust_bundle, complete(customer.trust_bundle.end_users))
    for bundle, noun in ((of.profile, "profile"), (of.trust_bundle, "trust bundle")):
        if not bundle.live.is_submitted and bundle.live.email != customer.profile.email:
            yield f"its {noun} is open for changes and has another e-mail than its person"
    if of.profile.address != customer.profile.address.spec(customer.profile.customer_name):
        yield "its address has a field that no declaration has"


def _find_other_facts(bundle: AccountBundle, declared: tuple[EndUser, ...]) -> Iterator[str]:
    there = {end_user.type: end_user.attributes for end_user in bundle.end_users}
    wanted = {end_user.type: end_user.attributes for end_user in declared}
    for kind in sorted(there.keys() | wanted.keys()):
        one, other = there.get(kind, {}), wanted.get(kind, {})
        names = sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
        if names:
            yield f"{kind}: {', '.join(names)} cannot be declared as it is"
