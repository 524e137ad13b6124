"""Each rule finds what it is for, at the key it is about, and passes by what only looks like it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from a2p.declared.lint_options import RuleName
from a2p.lint import lint
from a2p.lint.rules import RULES
from tests.support.declarations import customer, declaration

GARDEN = "Jane's Garden Care: your visit on [date] is confirmed. Reply STOP to opt out."
PLAIN = "Jane's Garden Care: [gardener] is on the way to you, and there soon."
LINKED = "Jane's Garden Care: see https://janesgardencare.com/visits for your visits."
FLOW = (
    "People opt in at https://janesgardencare.com/book. About 4 messages a month. Msg & data rates may apply."
    " Reply STOP to end. Privacy policy and terms are linked there; numbers are not shared."
)


def sample(text: str, *, links: bool = False, phone: bool = False) -> dict[str, Any]:
    """A campaign with this as its second sample."""
    return {
        "campaign__message_samples": [GARDEN, text],
        "campaign__has_embedded_links": links,
        "campaign__has_embedded_phone": phone,
    }


def flow(without: str, instead: str = "", **changes: object) -> dict[str, Any]:
    """A campaign whose flow lacks something, and which has no policy URLs of its own."""
    assert without in FLOW
    changed = {"message_flow": FLOW.replace(without, instead), "privacy_policy_url": None}
    return {
        f"campaign__{key}": value
        for key, value in (changed | {"terms_and_conditions_url": None} | changes).items()
    }


def own_replies(**changes: str) -> dict[str, Any]:
    """A campaign that answers STOP and HELP itself."""
    replies = {
        "opt_out_message": "Jane's Garden Care: you are opted out and will receive no further messages.",
        "opt_out_keywords": ["STOP"],
        "help_message": "Jane's Garden Care: for help write to help@janesgardencare.com.",
        "help_keywords": ["HELP"],
        "opt_out_management": "self",
    }
    return {f"campaign__{key}": value for key, value in (replies | changes).items()}


def use_case(code: str) -> dict[str, Any]:
    return {"campaign__us_app_to_person_usecase": code}


EXAMPLE, STANDARD, SEVERAL = "example", "example-standard", "example-campaigns"


def campaigns(count: int) -> dict[str, Any]:
    """So many, all alike but for their names."""
    one = declaration("example-standard")["campaign"]
    return {f"c{number}": {"campaign": one, "phone_numbers": []} for number in range(count)}


SAMPLES, SECOND = "campaign.message_samples", "campaign.message_samples[1]"

PHRASES = yaml.safe_load(Path(__file__).with_name("phrases.yaml").read_text(encoding="utf-8"))

# Rule, example, changes, and the keys it is told of; what is a matter of phrases stands in phrases.yaml.
HITS: list[tuple[RuleName, str, dict[str, Any], list[str]]] = [
    ("public-shortener", EXAMPLE, sample("Your visit: https://bit.ly/3xYz", links=True), [SECOND]),
    ("public-shortener", EXAMPLE, sample("Your visit: TinyURL.com/abc.", links=True), [SECOND]),
    ("public-shortener", EXAMPLE, sample("Your visit: http://go.rebrand.ly/a", links=True), [SECOND]),
    ("public-shortener", EXAMPLE, sample("Your visit:is.gd/[code] is here", links=True), [SECOND]),
    (
        "public-shortener",
        EXAMPLE,
        {
            "campaign__description": "Jane's Garden Care reminds its customers, see https://t.co/1 for more.",
            "campaign__message_flow": f"{FLOW} https://ow.ly/2",
            "campaign__opt_in_message": (
                "Jane's Garden Care: you are opted in, see cutt.ly/3. HELP for help, STOP to end."
            ),
            "campaign__privacy_policy_url": "https://rb.gy/4",
            "campaign__terms_and_conditions_url": "https://t.ly/5",
        },
        [
            "campaign.description",
            "campaign.message_flow",
            "campaign.opt_in_message",
            "campaign.privacy_policy_url",
            "campaign.terms_and_conditions_url",
        ],
    ),
    (
        "public-shortener",
        EXAMPLE,
        own_replies(
            opt_out_message="You are opted out and get no more messages. Why? https://bit.ly/why",
            help_message="Jane's Garden Care: help is at https://bit.ly/help",
        ),
        ["campaign.opt_out_message", "campaign.help_message"],
    ),
    ("placeholder", EXAMPLE, sample("Lorem ipsum dolor sit amet, [name]"), [SECOND]),
    ("placeholder", EXAMPLE, sample("Message Sample 1 goes here, later"), [SECOND]),
    ("placeholder", EXAMPLE, sample("See https://www.example.com/visits", links=True), [SECOND]),
    ("placeholder", EXAMPLE, sample("See https://shop.test/visits for yours", links=True), [SECOND]),
    (
        "placeholder",
        STANDARD,
        {"profile__business__website_url": "https://example.org"},
        ["profile.business.website_url"],
    ),
    (
        "placeholder",
        EXAMPLE,
        {"campaign__privacy_policy_url": "https://yourcompany.com/privacy"},
        ["campaign.privacy_policy_url"],
    ),
    ("direct-lending", EXAMPLE, sample("Your payday loan is approved, [name]!"), [SECOND]),
    (
        "direct-lending",
        EXAMPLE,
        {"campaign__message_flow": f"{FLOW} We are a Lender."},
        ["campaign.message_flow"],
    ),
    ("age-gate", EXAMPLE, sample("This week: 10% off craft beer and wine."), ["campaign.age_gated"]),
    ("age-gate", EXAMPLE, sample("New cigars and tobacco are in, [name]."), ["campaign.age_gated"]),
    ("company-form", EXAMPLE, sample("Jane's Garden Care LLC is on the way."), [SECOND]),
    ("company-form", EXAMPLE, sample("Garden Care, Inc. is on the way."), [SECOND]),
    ("company-form", EXAMPLE, sample("Garden L.L.C. is on the way to you."), [SECOND]),
    (
        "company-form",
        EXAMPLE,
        {"campaign__message_flow": f"{FLOW} Our tax number is 12-3456789."},
        ["campaign.message_flow"],
    ),
    (
        "company-form",
        EXAMPLE,
        {"profile__address__customer_name": "Garden Corp"},
        ["profile.address.customer_name"],
    ),
    (
        "language",
        EXAMPLE,
        {"campaign__description": "Jane's Garden Care: напоминаем клиентам про визиты и звоним им."},
        ["campaign.description"],
    ),
    (
        "description-brand",
        EXAMPLE,
        {"campaign__description": "We text our customers to remind them of their appointments."},
        ["campaign.description"],
    ),
    (
        "one-sample",
        STANDARD,
        {
            "campaign__message_samples": [
                "Acme Sandwich: call 415-555-0190 or see acmesandwich.com/o/[order]. Reply STOP to opt out."
            ]
        },
        [SAMPLES],
    ),
    (
        "sample-brand",
        EXAMPLE,
        {
            "campaign__message_samples": [
                "Your visit is on [date]. STOP to end.",
                "On the way: https://visits.co/1",
            ]
        },
        [SAMPLES],
    ),
    ("opt-out-words", EXAMPLE, {"campaign__message_samples": [LINKED, PLAIN]}, [SAMPLES]),
    ("duplicate-samples", EXAMPLE, sample(GARDEN.upper().replace(".", "!")), [SECOND]),
    (
        "hardcoded-value",
        EXAMPLE,
        {
            "campaign__message_samples": [
                "Hi Anna, Jane's Garden Care here. Reply STOP to end.",
                "Jane's Garden Care: see you at 10:30, https://janesgardencare.com/v",
            ]
        },
        ["campaign.message_samples[0]", SECOND],
    ),
    ("undeclared-link", EXAMPLE, sample(LINKED), [SECOND]),
    ("undeclared-link", EXAMPLE, sample("See janesgardencare.com for [visits]."), [SECOND]),
    ("undeclared-link", EXAMPLE, sample("See www.garden.care for your [visits]."), [SECOND]),
    ("undeclared-link", EXAMPLE, sample("See garden.care/[visit] for your visits."), [SECOND]),
    ("missing-link", EXAMPLE, sample(PLAIN, links=True), [SAMPLES]),
    ("missing-link", EXAMPLE, sample("Write to jane@janesgardencare.com, [name]", links=True), [SAMPLES]),
    ("undeclared-phone", EXAMPLE, sample("Late? Call +14155550123, [name]."), [SECOND]),
    ("undeclared-phone", EXAMPLE, sample("Late? Call (415) 555-0123, [name]."), [SECOND]),
    ("undeclared-phone", EXAMPLE, sample("Late? Call 415.555.0123, [name]."), [SECOND]),
    ("undeclared-phone", EXAMPLE, sample("Late? Call 1-800-555-0123, [name]."), [SECOND]),
    ("undeclared-phone", EXAMPLE, sample("Late? Call +44 20 7946 0123, [name]."), [SECOND]),
    ("undeclared-phone", EXAMPLE, sample("Late? Call [phone number], [name]."), [SECOND]),
    ("undeclared-phone", EXAMPLE, sample("Late? Call us at 4155550123, [name]."), [SECOND]),
    ("undeclared-phone", EXAMPLE, sample("Late? Call us at 555-0123, [name]."), [SECOND]),
    ("undeclared-link", EXAMPLE, sample("Your visits, [name]: [link]"), [SECOND]),
    ("placeholder", EXAMPLE, sample("[Company Name Here]: on the way, [name]."), [SECOND]),
    ("placeholder", EXAMPLE, sample("[____]: on the way to you, [name]."), [SECOND]),
    ("missing-phone", EXAMPLE, sample(PLAIN, phone=True), [SAMPLES]),
    ("flow-opt-in", EXAMPLE, flow("opt in", "book"), ["campaign.message_flow"]),
    ("flow-link", EXAMPLE, flow("https://janesgardencare.com/book", "the desk"), ["campaign.message_flow"]),
    (
        "flow-privacy-policy",
        EXAMPLE,
        flow("Privacy policy and terms", "The terms"),
        ["campaign.message_flow"],
    ),
    ("flow-sharing", EXAMPLE, flow("; numbers are not shared"), ["campaign.message_flow"]),
    ("flow-terms", EXAMPLE, flow(" and terms"), ["campaign.message_flow"]),
    ("flow-frequency", EXAMPLE, flow("About 4 messages a month. "), ["campaign.message_flow"]),
    ("flow-rates", EXAMPLE, flow("Msg & data rates may apply. "), ["campaign.message_flow"]),
    ("flow-opt-out", EXAMPLE, flow("Reply STOP to end. "), ["campaign.message_flow"]),
    (
        "opt-in-message",
        EXAMPLE,
        {"campaign__opt_in_message": "Thanks, we will be in touch with you soon!"},
        ["campaign.opt_in_message"],
    ),
    (
        "opt-out-message",
        EXAMPLE,
        own_replies(opt_out_message="Jane's Garden Care: thanks for your answer."),
        ["campaign.opt_out_message"],
    ),
    (
        "help-message",
        EXAMPLE,
        own_replies(help_message="Jane's Garden Care. Reply STOP to opt out."),
        ["campaign.help_message"],
    ),
    ("own-opt-out", EXAMPLE, own_replies(), ["campaign.opt_out_management"]),
    ("use-case", STANDARD, use_case("LOWVOLUME"), ["campaign.us_app_to_person_usecase"]),
    ("use-case-approval", STANDARD, use_case("SWEEPSTAKE"), ["campaign.us_app_to_person_usecase"]),
    ("unusable-email", EXAMPLE, {"profile__email": "jane@example.com"}, ["profile.email"]),
    ("unusable-email", EXAMPLE, {"profile__email": "jane@mailinator.com"}, ["profile.email"]),
    (
        "unusable-email",
        STANDARD,
        {
            "profile__authorized_representative_1__email": "maria@acme.example",
            "trust_bundle__brand_contact_email": "legal@yopmail.com",
        },
        ["profile.authorized_representative_1.email", "trust_bundle.brand_contact_email"],
    ),
    (
        "status-callback",
        EXAMPLE,
        {"profile__status_callback": None, "trust_bundle__status_callback": None},
        ["profile.status_callback", "trust_bundle.status_callback"],
    ),
    (
        "age-gate",
        EXAMPLE,
        sample("Craft beer is back in, [name].") | {"campaign__age_gated": True},
        ["campaign.message_flow"],
    ),
    ("free-mail", STANDARD, {"profile__email": "acme@gmail.com"}, ["profile.email"]),
    (
        "free-mail",
        STANDARD,
        {"trust_bundle__brand_contact_email": "acme@outlook.com"},
        ["trust_bundle.brand_contact_email"],
    ),
    (
        "free-mail-support",
        STANDARD,
        {"campaign__message_flow": f"{FLOW} Questions? acme@yahoo.com"},
        ["campaign.message_flow"],
    ),
    (
        "contact-email",
        STANDARD,
        {
            "trust_bundle__company_type": "public",
            "trust_bundle__stock_exchange": "NASDAQ",
            "trust_bundle__stock_ticker": "ACME",
        },
        ["trust_bundle.brand_contact_email"],
    ),
    (
        "policy-url",
        STANDARD,
        {"campaign__privacy_policy_url": None, "campaign__terms_and_conditions_url": None},
        ["campaign.privacy_policy_url", "campaign.terms_and_conditions_url"],
    ),
    (
        "policy-url",
        STANDARD,
        {"campaign__terms_and_conditions_url": "http://www.acme-sandwich.com/terms"},
        ["campaign.terms_and_conditions_url"],
    ),
    (
        "policy-url-adopted",
        STANDARD,
        {"campaign__privacy_policy_url": None, "adopted": {"messaging_service": f"MG{'0' * 32}"}},
        ["campaign.privacy_policy_url"],
    ),
    ("phone-numbers", STANDARD, {"phone_numbers": []}, ["phone_numbers"]),
    ("many-campaigns", SEVERAL, {"campaigns": campaigns(6)}, ["campaigns"]),
    ("mock-sole-proprietor", EXAMPLE, {"brand__mock": True}, ["brand.mock"]),
    (
        "webhook-host",
        STANDARD,
        {
            "messaging_service__inbound_request_url": "https://hooks.example.com/in",
            "profile__status_callback": "https://yourdomain.com/status",
        },
        ["profile.status_callback", "messaging_service.inbound_request_url"],
    ),
    (
        "unused-silence",
        EXAMPLE,
        {"lint": {"ignore": {"one-sample": "a sole proprietor has two anyway"}}},
        ["lint.ignore.one-sample"],
    ),
]

# Rule, example, changes, and why it has nothing to say.
NEAR_MISSES: list[tuple[RuleName, str, dict[str, Any], str]] = [
    ("public-shortener", EXAMPLE, sample("See https://bit.lyon.fr/a of ours", links=True), "another host"),
    (
        "public-shortener",
        EXAMPLE,
        sample("See https://jane.gdn/[code] now", links=True),
        "a domain of one's own",
    ),
    (
        "public-shortener",
        EXAMPLE,
        sample("See https://youtu.be/abcdefg now", links=True),
        "one company's own",
    ),
    (
        "public-shortener",
        EXAMPLE,
        sample("See https://jane.com/bit.ly/a now", links=True),
        "only in the path",
    ),
    (
        "public-shortener",
        EXAMPLE,
        {"campaign__message_flow": f"{FLOW} We use no shortener such as bit.ly."},
        "spoken of, not linked",
    ),
    ("public-shortener", EXAMPLE, sample("Write to jane@bit.ly, if you like"), "an address, no link"),
    ("placeholder", EXAMPLE, sample("Jane's Garden Care: [gardener] is at [store name]."), "what varies"),
    ("placeholder", EXAMPLE, sample("See https://myexample.com/visits", links=True), "another host"),
    ("direct-lending", EXAMPLE, sample("We loaned you [tool]; a loaner is here."), "no lender's words"),
    (
        "direct-lending",
        EXAMPLE,
        sample("Your loan is approved, [name].") | {"campaign__direct_lending": True},
        "said",
    ),
    (
        "age-gate",
        EXAMPLE,
        sample("Craft beer is back in, [name].")
        | {"campaign__age_gated": True, "campaign__message_flow": f"{FLOW} We ask for the date of birth."},
        "said",
    ),
    ("age-gate", EXAMPLE, sample("Ginger ale and winegar for [name]."), "parts of other words"),
    ("company-form", EXAMPLE, sample("Price inc. tax: [price]. Corporate gardens."), "no company form"),
    ("company-form", EXAMPLE, sample("Your order 12-34567890 is on its way."), "no EIN"),
    (
        "company-form",
        STANDARD,
        {"campaign__description": "Acme Sandwich Company LLC texts its customers orders."},
        "not a sole proprietor",
    ),
    (
        "language",
        EXAMPLE,
        {"campaign__description": "Jane's Garden Care («Сад» on its sign) reminds customers of visits."},
        "a foreign name",
    ),
    ("language", EXAMPLE, sample("Jane's Garden Care: вы записаны на [date]."), "samples may be"),
    ("sample-brand", EXAMPLE, sample("JANES GARDEN-CARE is on the way."), "case and marks do not count"),
    (
        "opt-out-words",
        EXAMPLE,
        {"campaign__message_samples": [PLAIN, f"{LINKED} Txt STOP 2 end"]},
        "any will do",
    ),
    ("duplicate-samples", EXAMPLE, sample(GARDEN.replace("confirmed", "cancelled")), "another message"),
    ("hardcoded-value", EXAMPLE, sample("Hi Anna, see you at 10:30."), "another sample has brackets"),
    (
        "hardcoded-value",
        EXAMPLE,
        {"campaign__message_samples": ["Jane's Garden Care is on the way. STOP to end.", LINKED]},
        "nothing that varies",
    ),
    ("undeclared-link", EXAMPLE, sample("Reply STOP.Net fees of 4.50/visit and/or tips."), "no link"),
    ("undeclared-link", EXAMPLE, sample("Write to jane@janesgardencare.com, [name]"), "an address"),
    ("undeclared-link", EXAMPLE, sample("It is 9 a.m./p.m. in the U.S./Canada, e.g./i.e."), "no link"),
    (
        "missing-link",
        EXAMPLE,
        sample("Your visit: [link to the visit], [name]", links=True),
        "a bracket for it",
    ),
    ("undeclared-phone", EXAMPLE, sample("Order 4155550123 is here. Reply STOP or 1."), "an order number"),
    ("undeclared-phone", EXAMPLE, sample("Track 9400 1118 9922 3100 0000 00, [name]."), "a parcel's number"),
    ("undeclared-phone", EXAMPLE, sample("On 2026-11-22 at 10:30, for $415.55 in all"), "dates and amounts"),
    (
        "undeclared-phone",
        EXAMPLE,
        sample("See https://janesgardencare.com/415-555-0123 please", links=True),
        "part of a link",
    ),
    (
        "missing-phone",
        EXAMPLE,
        sample("Late? Call [phone number of office].", phone=True),
        "a bracket for it",
    ),
    ("missing-phone", EXAMPLE, sample("Late? Call 1-800-GARDENS, [name].", phone=True), "letters for digits"),
    ("missing-phone", EXAMPLE, sample("Late? Call 4155550123, [name].", phone=True), "no marks"),
    (
        "flow-privacy-policy",
        EXAMPLE,
        flow(
            "Privacy policy and terms", "The terms", privacy_policy_url="https://janesgardencare.com/privacy"
        ),
        "declared in a key of its own",
    ),
    (
        "flow-terms",
        EXAMPLE,
        flow(" and terms", terms_and_conditions_url="https://janesgardencare.com/terms"),
        "declared in a key of its own",
    ),
    ("flow-rates", EXAMPLE, flow("Msg & data rates", "Message/data rates"), "a usual variant"),
    ("flow-frequency", EXAMPLE, flow("About 4 messages a month", "Msg frequency varies"), "a usual variant"),
    ("flow-frequency", EXAMPLE, flow("About 4 messages a month", "Up to 4 msgs/month"), "a usual variant"),
    (
        "opt-in-message",
        EXAMPLE,
        {
            "campaign__opt_in_message": (
                "Janes garden care: You\u2019re in. Msg freq varies, msg&data rates may apply. HELP 4 help, "
                "STOP 2 quit"
            )
        },
        "all is there",
    ),
    (
        "opt-out-message",
        EXAMPLE,
        own_replies(
            opt_out_message=(
                "You have successfully been unsubscribed. You will not receive any more messages from this "
                "number. Reply START to resubscribe."
            )
        ),
        "Twilio's own",
    ),
    ("help-message", EXAMPLE, own_replies(help_message="Jane's: call 415-555-0123"), "a number will do"),
    ("use-case", STANDARD, use_case("POLLING_VOTING"), "one that is listed"),
    ("use-case-approval", STANDARD, use_case("POLLING_VOTING"), "nobody has to agree"),
    ("unusable-email", EXAMPLE, {"profile__email": "jane@gmail.com"}, "free mail is fine"),
    ("free-mail", EXAMPLE, {"profile__email": "jane@gmail.com"}, "a sole proprietor's may be"),
    ("free-mail", STANDARD, {"profile__email": "acme@gmail.company.com"}, "another host"),
    ("contact-email", STANDARD, {"trust_bundle__company_type": "private"}, "no public company"),
    ("webhook-host", STANDARD, {"profile__status_callback": "https://hooks.acme.dev/x"}, "a real one"),
    ("mock-sole-proprietor", STANDARD, {"brand__mock": True}, "a company's mock Brand has Campaigns"),
    ("mock-sole-proprietor", EXAMPLE, {"brand__mock": False}, "a real one"),
    ("many-campaigns", SEVERAL, {"campaigns": campaigns(5)}, "five need no reason"),
    (
        "many-campaigns",
        SEVERAL,
        {"campaigns": campaigns(6), "brand__skip_automatic_sec_vet": False},
        "a standard Brand",
    ),
    (
        "policy-url",
        STANDARD,
        {"campaign__privacy_policy_url": None, "adopted": {"messaging_service": f"MG{'0' * 32}"}},
        "an adopted one needs it once it is edited",
    ),
    (
        "unused-silence",
        EXAMPLE,
        sample(LINKED) | {"lint": {"ignore": {"undeclared-link": "yes"}}},
        "it is used",
    ),
]


def keys(rule: RuleName, example: str, changes: dict[str, Any]) -> list[str]:
    """The keys at which a rule finds something."""
    return [remark.key for remark in lint(customer(example, **changes)) if remark.rule == rule]


@pytest.mark.parametrize(("rule", "example", "changes", "expected"), HITS)
def test_a_rule_finds_what_it_is_for(
    rule: RuleName, example: str, changes: dict[str, Any], expected: list[str]
) -> None:
    assert keys(rule, example, changes) == expected


@pytest.mark.parametrize(("rule", "example", "changes", "why"), NEAR_MISSES)
def test_a_rule_passes_by_what_only_looks_like_it(
    rule: RuleName, example: str, changes: dict[str, Any], why: str
) -> None:
    assert keys(rule, example, changes) == [], why


def test_every_rule_has_its_row_and_a_case_here() -> None:
    assert set(get_args(RuleName)) == set(RULES) == {rule for rule, *_ in HITS} | set(PHRASES)
