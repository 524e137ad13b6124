"""What a remark tells: where, what, by which rule, what to do; and nothing personal."""

from __future__ import annotations

import pytest

from a2p.catalogue.codes import CODES
from a2p.lint import LintReport, lint
from a2p.lint.rules import RULES
from tests.support.declarations import customer

STOP = "Reply STOP to opt out."
# Seen in public reports of 2026 (requirements U2); the catalogue has no rows for them yet.
REPORTED = {
    30532,
    30540,
    30533,
    30545,
    30548,
    30551,
    30569,
    30912,
    30913,
    30917,
    30921,
    30924,
    30933,
    30934,
    30931,
    30932,
    30952,
}


def test_a_remark_gives_key_reason_rule_and_remedy() -> None:
    samples = [f"Jane's Garden Care: https://bit.ly/3x {STOP}", "Jane's Garden Care: on the way, [name]."]

    remark = next(
        remark
        for remark in lint(customer(campaign__message_samples=samples))
        if remark.rule == "public-shortener"
    )

    assert remark.text == (
        "campaign.message_samples[0]: bit.ly is a public link shortener; carriers reject what hides where a "
        "link leads (public-shortener, C18, rejected with 30892)\n"
        "  do: write the whole link, or use a short domain of the customer's own"
    )


def test_what_is_only_likely_is_called_so() -> None:
    (remark,) = lint(customer(campaign__direct_lending=False, campaign__has_embedded_phone=True))

    assert remark.text.splitlines()[0] == (
        "campaign.message_samples: has_embedded_phone is true, and no sample holds a phone number "
        "(missing-phone, C18, may be rejected with 30889)"
    )


def test_what_a_reply_lacks_is_listed() -> None:
    (remark,) = lint(customer(campaign__opt_in_message="Jane's Garden Care: thank you, Reply STOP to end."))

    assert remark.reason == "does not give how many messages come, that rates may apply and HELP"


def test_remarks_are_in_the_order_of_the_file() -> None:
    remarks = lint(
        customer(
            profile__status_callback=None,
            campaign__description="We text our customers to remind them of their appointments.",
            campaign__message_flow="Ask us in the shop for it, and we will text you.",
            campaign__opt_in_message="Thank you for joining us, talk to you soon!",
            trust_bundle__status_callback=None,
        )
    )

    keys = list(dict.fromkeys(remark.key for remark in remarks))
    assert keys == [
        "profile.status_callback",
        "trust_bundle.status_callback",
        "campaign.description",
        "campaign.message_flow",
        "campaign.opt_in_message",
    ]


def test_errors_are_told_together_in_the_form_of_a_wrong_declaration() -> None:
    report = LintReport(
        customer(
            "example-standard",
            campaign__us_app_to_person_usecase="NEWS",
            campaign__privacy_policy_url="https://tinyurl.com/privacy",
        )
    )

    lines = report.refusal("stacks/Pulumi.acme.yaml").splitlines()
    assert lines[0] == "stacks/Pulumi.acme.yaml would be rejected (2):"
    assert lines[1].startswith("  - campaign.us_app_to_person_usecase: 'NEWS' is none of the use cases")
    assert lines[2].startswith("    do: take one of 2FA, ACCOUNT_NOTIFICATION, ")
    assert lines[3].startswith("  - campaign.privacy_policy_url: tinyurl.com is a public link shortener")
    assert lines[4].startswith("    do: ")
    assert len(lines) == 5


def test_nothing_to_refuse_and_nothing_to_note_are_empty() -> None:
    report = LintReport(customer())

    assert (report.refusal("f"), report.note("f")) == ("", "")


@pytest.mark.parametrize("name", ["example", "example-standard"])
def test_no_remark_quotes_what_is_personal(name: str) -> None:
    personal = {"Zaphod", "Beeblebrox", "zaphod@mailinator.com", "4155550177", "415-555-0177", "98-7654321"}
    quoting = (
        "Zaphod Beeblebrox LLC (98-7654321, zaphod@mailinator.com, 415-555-0177) sends a payday loan by "
        "https://bit.ly/zaphod-beeblebrox and https://example.com/zaphod"
    )
    texts = ("description", "message_flow", "opt_in_message")
    changes = {f"campaign__{key}": quoting for key in texts} | {
        "campaign__opt_in_keywords": ["START"],
        "campaign__message_samples": [quoting, quoting],
        "campaign__has_embedded_links": False,
        "campaign__has_embedded_phone": False,
        "profile__email": "zaphod@mailinator.com",
        "profile__address__customer_name": "Zaphod Beeblebrox LLC",
    }

    remarks = lint(customer(name, **changes))

    assert len({remark.rule for remark in remarks}) > 10
    told = "\n".join(remark.text for remark in remarks)
    assert [each for each in personal if each.casefold() in told.casefold()] == []


def test_every_rejection_that_is_named_can_be_explained() -> None:
    assert {code for row in RULES.values() for code in row.codes} - set(CODES) - REPORTED == set()
