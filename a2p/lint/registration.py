"""What is asked around the texts: the use case, the addresses, and how one hears of a rejection."""

from collections.abc import Iterator

from a2p.declared.brand import A2PMessagingTrustBundle, StandardBrand
from a2p.declared.problems import Location, format_value
from a2p.declared.profile import BusinessProfile
from a2p.lint.context import LintContext, LintRule
from a2p.lint.hosts import find_made_up_host, is_disposable, is_free_mail
from a2p.lint.rules import Remark
from a2p.lint.texts import Text

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
_WITHOUT_A_REASON = 5  # Campaigns on a Brand (U20)


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
        if find_made_up_host(host) or is_disposable(host):
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


def _free_mail(context: LintContext) -> Iterator[Remark]:
    """A company writes from its own domain; for a public one Twilio's e-mail goes to that address."""
    if context.is_sole_proprietor:
        return
    for location, address in _addresses(context):
        if is_free_mail(address.rpartition("@")[2]):
            yield Remark(
                "free-mail",
                location,
                "is at a provider of free mail, where anybody gets an address",
                context.fill_in(f"give an address at the company's own domain{_at(context)}"),
            )


def _free_mail_support(context: LintContext) -> Iterator[Remark]:
    if context.is_sole_proprietor:
        return
    for text in context.texts.all:
        if any(map(is_free_mail, text.email_hosts)):
            yield Remark(
                "free-mail-support",
                text.location,
                "gives a contact at a provider of free mail",
                context.fill_in(f"give one at the company's own domain{_at(context)}"),
            )


def _contact_email(context: LintContext) -> Iterator[Remark]:
    bundle = context.customer.trust_bundle
    if (
        isinstance(bundle, A2PMessagingTrustBundle)
        and bundle.company_type == "public"
        and not bundle.brand_contact_email
    ):
        yield Remark(
            "contact-email",
            ("trust_bundle", "brand_contact_email"),
            "missing; a public company confirms its registration by a link that is mailed there",
            context.fill_in(f"declare an address at the company's own domain{_at(context)}"),
        )


def _at(context: LintContext) -> str:
    return f", as in legal@{context.name.host}" if context.name.host else ""


def _numbers(context: LintContext) -> Iterator[Remark]:
    if not context.customer.phone_numbers:
        yield Remark(
            "phone-numbers",
            ("phone_numbers",),
            "holds no number; messages are blocked, whatever is approved",
            "declare the PN SID of each number that sends, or do so before the first message",
        )


def _many_campaigns(context: LintContext) -> Iterator[Remark]:
    """What all Campaigns have in common, so each of them comes to the same remark."""
    count, brand = len(context.customer.campaigns), context.customer.brand
    is_low_volume = isinstance(brand, StandardBrand) and brand.skip_automatic_sec_vet
    if is_low_volume and count > _WITHOUT_A_REASON:
        yield Remark(
            "many-campaigns",
            ("campaigns",),
            f"has {count} on a low-volume standard Brand; beyond {_WITHOUT_A_REASON} Twilio may ask for a "
            "business reason",
            "join those of one use case, have the reason ready, or register a standard Brand",
        )


def _webhooks(context: LintContext) -> Iterator[Remark]:
    customer = context.customer
    urls = {
        (section, "status_callback"): getattr(customer, section).status_callback
        for section in ("profile", "trust_bundle")
    }
    service = ("inbound_request_url", "fallback_url", "status_callback")
    urls |= {("messaging_service", key): getattr(customer.messaging_service, key) for key in service}
    for location, url in urls.items():
        hosts = Text(location, url).hosts if url else ()
        if name := next(filter(None, map(find_made_up_host, hosts)), ""):
            yield Remark(
                "webhook-host",
                location,
                f"{name} is a host that nobody has, so what is sent there is lost",
                "write the URL of your own webhook",
            )


def _mock(context: LintContext) -> Iterator[Remark]:
    if context.is_sole_proprietor and context.customer.brand.mock:
        yield Remark(
            "mock-sole-proprietor",
            ("brand", "mock"),
            "is true for a sole proprietor; Twilio takes no mock Campaign of a mock sole proprietor's Brand",
            "try with a mock STANDARD Brand, or with the simulator, and take mock out for a real customer",
        )


REGISTRATION: tuple[LintRule, ...] = (
    _emails,
    _free_mail,
    _free_mail_support,
    _contact_email,
    _status_callbacks,
    _webhooks,
    _numbers,
    _many_campaigns,
    _use_case,
    _mock,
)
