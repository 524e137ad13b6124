# ruff: noqa: E501  # the tables have one line a row
"""
What is simulated of Twilio as it is in November 2026, by id, each with the test that holds it.

U: what 2025 and 2026 brought (requirements 1.12). M: where this simulator was found to differ from Twilio. A test
checks that each named test is there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

NEWER = """
U1  | E | 30933 and 30934 for a new Campaign without policy or terms URL, and for an edit of one that has none (setting `require_policy_urls`) | rules_of_2026::test_a_new_campaign_needs_both_policy_urls
U2  | E | Any code can be given to a rejection by magic name, scenario or decision | scenarios::test_a_magic_name_fails_the_first_review_of_a_campaign_only
U3  | N | Advice to the client | -
U4  | N | Advice to the client | -
U5  | E | The same seven fields are taken again and reviewed anew | rules_of_2026::test_the_same_seven_fields_are_reviewed_anew
U6  | N | Fees are not simulated | -
U7  | E | An account without the beta of edits: setting `edits_are_beta`, every update of a Campaign is a 403 | rules_of_2026::test_an_account_outside_the_beta_edits_no_campaign
U8  | E | Authentication+ of public companies: e-mail, click, 7 days, /2fa, 21736 to 21738, 21740, 21741, suspension | authentication::test_a_public_company_is_verified_when_the_link_is_opened
U9  | E | 1 registration of a Brand and 1 of a Campaign a second and account, then 429 (setting `limit_registrations`) | rules_of_2026::test_one_registration_of_a_brand_and_of_a_campaign_a_second
U10 | N | Fees are not simulated | -
U11 | E | Payloads, types, schema names and versions of the event-types pages; version 1 by default | outbound::test_a_subscription_gets_the_first_version_unless_it_asks_for_another
U12 | E | Subaccounts with tokens of their own; the parent reaches the 2010 API only; the primary profile is the parent's | accounts::test_a_customer_is_registered_in_a_subaccount
U13 | E | Forms are signed over URL and parameters, JSON over the URL with bodySHA256 | outbound::test_a_status_callback_is_signed_as_twilio_signs
U14 | E | 21719, 22204, 21644, 21646; a mock sole proprietor takes no Campaign (21717) | rules_of_2026::test_use_cases_of_service_and_campaign_fit
U15 | E | An unknown parameter is ignored, with the header X-Simulator-Warning and in the log; `--strict` refuses it | http::test_an_unknown_parameter_is_ignored_with_a_warning
U16 | N | Compliance Embeddable and ProvisionalCopy need access on request and have no way to read back: 404 here | -
U17 | N | Trade names are advice to the client; texts are not judged | -
U18 | E | opt_in_message without keywords is right, keywords without the message are not (21727) | rules_of_2026::test_an_opt_in_message_needs_no_keywords
U19 | E | Closed lists of the business information: 22218 in the evaluation, and the review rejects the bundle | rules_of_2026::test_values_outside_the_closed_lists_are_invalid
M1  | E | Event payloads are Twilio's | authentication::test_the_events_of_an_authentication
M2  | E | See U15 | http::test_an_unknown_parameter_is_ignored_with_a_warning
M3  | E | The use cases of service and Campaign have to fit, whichever is changed (21719) | rules_of_2026::test_use_cases_of_service_and_campaign_fit
M4  | E | `Upgrade: h2c` is answered as any request | http::test_an_offer_of_http2_is_answered_as_any_request
M5  | E | Credentials in a webhook's URL become Basic authentication | outbound::test_credentials_in_the_url_of_a_webhook_become_basic_authentication
M6  | E | Keywords as arrays, or as one text with commas; kept in capitals | rules_of_2026::test_keywords_may_come_as_one_text_with_commas
M7  | E | A 401 has WWW-Authenticate | http::test_a_401_says_how_to_sign_in
M8  | E | 21644, 21646 for what is assigned, 22204 for status and properties together; which other changes of a bundle in review Twilio refuses is not documented | rules_of_2026::test_what_hangs_on_a_bundle_cannot_be_deleted
M9  | E | A mock sole proprietor takes no Campaign | rules_of_2026::test_a_mock_sole_proprietor_takes_no_campaign
M10 | E | Accounts, AvailablePhoneNumbers, IncomingPhoneNumbers/Local, Mobile, TollFree; Embeddable: see U16 | accounts::test_numbers_are_found_and_bought
M11 | E | The example's token is letters and digits, as every library wants it; another one is taken with a warning | command_line::test_a_token_that_one_library_refuses_is_taken_with_a_warning
M12 | E | Every sink is active at once, and valid | outbound::test_every_sink_is_active_at_once_and_valid_whatever_the_test_id
M13 | E | Every link of an answer leads somewhere; `messages` of a service is left out | accounts::test_every_link_of_every_answer_leads_somewhere
M14 | E | A redirect is no delivery | outbound::test_a_redirect_is_no_delivery
M15 | E | PageSize over 1000 is 20007 | http::test_too_large_a_page_has_its_own_code
M16 | E | HEAD, empty required texts, messages without the operation's name, 5 s for a sink, documents reviewed with their bundle | http::test_a_head_is_a_get_without_its_body
"""


@dataclass(frozen=True)
class NewerRule:
    """One id: whether it is simulated, how or why not, and `<file>::<function>` of its test, or `-`."""

    id: str
    is_simulated: bool
    text: str
    test: str


def list_newer_rules() -> Iterator[NewerRule]:
    """All rows."""
    for line in NEWER.strip().splitlines():
        id_, state, text, test = (part.strip() for part in line.split("|"))
        yield NewerRule(id_, state == "E", text, test)


def write_newer_table() -> str:
    """Two tables for docs/simulator.md."""
    rules = list(list_newer_rules())
    parts = []
    for letter, title in (("U", "What 2025 and 2026 brought"), ("M", "Where it differed from Twilio before")):
        rows = [
            f"| {r.id} | {'simulated' if r.is_simulated else 'not applicable'} | {r.text} | {_name(r.test)} |"
            for r in rules
            if r.id.startswith(letter)
        ]
        parts.append(
            f"## {title}\n\n| id | state | how, or why not | test |\n|---|---|---|---|\n" + "\n".join(rows)
        )
    return "\n\n".join(parts)


def _name(test: str) -> str:
    return test if test == "-" else f"`test_{test}`"
