"""What is asked around the texts: the use case, the addresses, and how one hears of a rejection."""

from collections.abc import Iterator

from a2p.declared.brand import A2PMessagingTrustBundle
from a2p.declared.problems import Location, format_value
from a2p.declared.profile import BusinessProfile
from a2p.lint.context import LintContext, LintRule
from a2p.lint.hosts import disposable, made_up
from a2p.lint.rules import Remark

# What Usa2p/Usecases lists for a Brand with a tax ID (requirements, section 2), and those of them that
# carriers have to agree to after the registration. A sole proprietor's one is a rule of a2p/declared.
_AFTER_APPROVAL = frozenset(
    {"AGENTS_FRANCHISES", "EMERGENCY", "K12_EDUCATION", "PROXY", "SOCIAL", "SWEEPSTAKE"}
)
_USE_CASES = _AFTER_APPROVAL | {
    "2FA",
    "ACCOUNT_NOTIFICATION",
    "CHARITY",
    "CUSTOMER_CARE",
    "DELIVERY_NOTIFICATION",
    "FRAUD_ALERT",
    "HIGHER_EDUCATION",
    "LOW_VOLUME",
    "MARKETING",
    "MIXED",
    "POLITICAL",
    "POLLING_VOTING",
    "PUBLIC_SERVICE_ANNOUNCEMENT",
    "SECURITY_ALERT",
}


def _use_case(context: LintContext) -> Iterator[Remark]:
    use_case = context.customer.campaign.us_app_to_person_usecase
    location = ("campaign", "us_app_to_person_usecase")
    if context.is_sole_proprietor:
        return
    if use_case not in _USE_CASES:
        yield Remark(
            "use-case",
            location,
            f"{format_value(use_case)} is none of the use cases Twilio lists for a Brand with a tax ID",
            f"take one of {', '.join(sorted(_USE_CASES))}",
        )
    elif use_case in _AFTER_APPROVAL:
        yield Remark(
            "use-case-approval",
            location,
            f"carriers have to agree to {use_case} after the registration, and not every Brand may have it",
            "ask Twilio Support whether this Brand may, or take a use case without that approval",
        )


def _emails(context: LintContext) -> Iterator[Remark]:
    for location, address in _addresses(context):
        host = address.rpartition("@")[2].lower()
        if made_up(host) or disposable(host):
            yield Remark(
                "unusable-email",
                location,
                "its domain is made up, or one of addresses to be thrown away; the registry looks it up",
                "give an address the customer reads",
            )


def _addresses(context: LintContext) -> Iterator[tuple[Location, str]]:
    profile, bundle = context.customer.profile, context.customer.trust_bundle
    yield ("profile", "email"), profile.email
    if isinstance(profile, BusinessProfile):
        for key in ("authorized_representative_1", "authorized_representative_2"):
            if person := getattr(profile, key):
                yield ("profile", key, "email"), person.email
    if isinstance(bundle, A2PMessagingTrustBundle) and bundle.brand_contact_email:
        yield ("trust_bundle", "brand_contact_email"), bundle.brand_contact_email


def _status_callbacks(context: LintContext) -> Iterator[Remark]:
    for section in ("profile", "trust_bundle"):
        if not getattr(context.customer, section).status_callback:
            yield Remark(
                "status-callback",
                (section, "status_callback"),
                "missing; it is the only channel on which Twilio tells why a bundle was rejected",
                "declare a URL of yours that keeps what is sent there",
            )


REGISTRATION: tuple[LintRule, ...] = (_emails, _status_callbacks, _use_case)
