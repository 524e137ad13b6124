"""What a reviewer asks of the three pages is asked of them, and what cannot be seen is told."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from a2p.pages.fetcher import Page
from a2p.pages.judge import PageRemark, judge_pages
from tests.support.declarations import customer

NOW = datetime(2026, 11, 25, 20, 0, tzinfo=UTC)
SITE = "https://www.acmesandwich.com"
OPT_IN, PRIVACY, TERMS = f"{SITE}/texts", f"{SITE}/privacy", f"{SITE}/terms"
FLOW = (
    f"Customers may tick an empty, optional box at {OPT_IN}. Message frequency varies. Message and data "
    "rates may apply. Reply STOP to opt out, HELP for help. Numbers are not shared."
)
TOLD = "Message frequency varies. Message and data rates may apply. Reply STOP to opt out, HELP for help."
GOOD = {
    OPT_IN: (
        '<form><label>Mobile <input type="tel" name="phone"></label><label>'
        f'<input type="checkbox" name="sms"> Acme Sandwich may text me about my order. {TOLD}</label> '
        '<a href="/privacy">Privacy</a> <a href="/terms">Terms</a></form>'
    ),
    PRIVACY: (
        "<h1>Privacy</h1><p>Acme Sandwich uses mobile numbers to send the text messages people asked for. No "
        "mobile information is shared with third parties or affiliates for marketing purposes.</p>"
    ),
    TERMS: (
        f"<h1>Terms</h1><p>Acme Sandwich sends text messages about orders. {TOLD} See our "
        '<a href="/privacy">privacy policy</a>.</p>'
    ),
}


def judge(**pages: Page | str) -> list[PageRemark]:
    """The remarks on good pages, with some of them changed."""
    urls = {"opt_in": OPT_IN, "privacy": PRIVACY, "terms": TERMS}
    served = {url: Page(url, 200, "text/html", body) for url, body in GOOD.items()}
    for name, page in pages.items():
        url = urls[name]
        served[url] = Page(url, 200, "text/html", page) if isinstance(page, str) else page
    acme = customer(
        "example-standard",
        campaign__message_flow=FLOW,
        campaign__privacy_policy_url=PRIVACY,
        campaign__terms_and_conditions_url=TERMS,
    )
    return list(judge_pages(acme, lambda url: (served[url], NOW)))


def test_nothing_is_said_of_pages_that_say_all() -> None:
    assert judge() == []


@pytest.mark.parametrize(
    ("pages", "key", "codes", "part"),
    [
        (
            {"privacy": GOOD[PRIVACY].replace("No mobile information is shared", "We value it and work")},
            "privacy_policy_url",
            {30932, 30908},
            "does not say that mobile numbers and opt-in data are not shared",
        ),
        (
            {"privacy": GOOD[PRIVACY] + "<p>We share your phone number with our marketing partners.</p>"},
            "privacy_policy_url",
            {30932, 30908},
            "says that data goes to others",
        ),
        (
            {"privacy": "<p>We do not share your e-mail address with anybody. Cookies are used.</p>"},
            "privacy_policy_url",
            {30908},
            "does not speak of text messages or mobile numbers",
        ),
        (
            {"terms": "<p>Acme Sandwich sells sandwiches. All sales are final.</p>"},
            "terms_and_conditions_url",
            {30882, 30934},
            "lacks text messages, how many messages come, that rates may apply, how to opt out",
        ),
        (
            {"terms": GOOD[TERMS].replace("Reply STOP to opt out, ", "")},
            "terms_and_conditions_url",
            {30882, 30934},
            "lacks how to opt out",
        ),
        (
            {"opt_in": GOOD[OPT_IN].replace('name="sms"', 'name="sms" checked')},
            "message_flow",
            {30925, 30931},
            "has a checkbox that is checked beforehand",
        ),
        (
            {"opt_in": GOOD[OPT_IN].replace('name="sms"', 'name="sms" required')},
            "message_flow",
            {30923, 30931},
            "has a required checkbox for texts",
        ),
        (
            {"opt_in": "<p>Acme Sandwich is the best sandwich in town. Call us!</p>"},
            "message_flow",
            {30909, 30924},
            "lacks a field for a phone number, how many messages come, that rates may apply, how to opt out",
        ),
        (
            {"opt_in": '<form>Sign in <input name="user"><input type="password"></form>'},
            "message_flow",
            {30909, 30917},
            "asks for a password",
        ),
        ({"terms": Page(TERMS, 404)}, "terms_and_conditions_url", {30882, 30934}, "is not there (404)"),
        (
            {"privacy": Page(PRIVACY, 403)},
            "privacy_policy_url",
            {30908, 30933},
            "asks for a sign-in (403)",
        ),
        (
            {"terms": Page(f"{SITE}/login?next=terms", 200, "text/html", "<p>Welcome</p>")},
            "terms_and_conditions_url",
            {30882, 30934},
            "leads to a sign-in",
        ),
        (
            {"terms": Page("http://www.acmesandwich.com/terms", 200, "text/html", GOOD[TERMS])},
            "terms_and_conditions_url",
            {30882, 30934},
            "is not served by https",
        ),
    ],
)
def test_what_a_page_lacks_is_told_at_its_key(
    pages: dict[str, Page | str], key: str, codes: set[int], part: str
) -> None:
    remarks = judge(**pages)

    matching = [remark for remark in remarks if part in remark.text]
    assert len(matching) == 1, remarks
    assert matching[0].location == ("campaign", key)
    assert set(matching[0].codes) == codes
    assert matching[0].severity == "warning"
    assert "as of 2026-11-25 20:00 UTC" in matching[0].text


@pytest.mark.parametrize(
    ("page", "part"),
    [
        (Page(TERMS, problem="no answer within 10 s"), "was not seen: no answer within 10 s"),
        (
            Page(TERMS, 200, "text/html", "<div id=app></div><script src=app.js></script>"),
            "shows its text only to browsers",
        ),
        (Page(TERMS, 200, "text/html", "x" * 500, is_cut=True), "is longer than is read"),
        (Page(TERMS, 200, "application/pdf", "%PDF"), "is a file of type application/pdf"),
        (
            Page(
                TERMS, 200, "text/html", f"<p>{'menu ' * 80}</p><div id=root></div><script src=a.js></script>"
            ),
            "shows its text only to browsers",
        ),
        (Page(TERMS, 200, "text/html", "<img src=terms.png>"), "shows pictures"),
        (
            Page(TERMS, 200, "text/html", '<meta http-equiv="refresh" content="0; url=/legal">'),
            "sends browsers on to another page",
        ),
        (Page(TERMS, 403, "text/html", "<title>Just a moment...</title>"), "keeps programs off (403)"),
        (Page(TERMS, 403, "text/html", "no", is_for_people=True), "keeps programs off (403)"),
        (Page(TERMS, 503, "text/html", "busy"), "does not answer now (503)"),
        (Page(TERMS, 429, "text/html", "slowly"), "does not answer now (429)"),
    ],
)
def test_what_could_not_be_seen_is_told_as_advice(page: Page, part: str) -> None:
    (remark,) = judge(terms=page)

    assert (remark.severity, remark.codes) == ("advice", ())
    assert part in remark.text
    assert "so what it says was not checked" in remark.text


def test_a_remedy_names_the_customer() -> None:
    (remark,) = judge(terms=GOOD[TERMS].replace("Reply STOP to opt out, ", ""))

    assert "Acme Sandwich" in remark.remedy


@pytest.mark.parametrize(
    "pages",
    [
        {"terms": Page(f"{SITE}/lessons/terms", 200, "text/html", GOOD[TERMS])},
        {"terms": Page(f"{SITE}/blog-in-brief/terms", 200, "text/html", GOOD[TERMS])},
        {"opt_in": GOOD[OPT_IN] + '<input type="password" name="new-password">'},
        {"opt_in": GOOD[OPT_IN].replace('type="tel" name="phone"', 'name="x" autocomplete="tel"')},
        {"opt_in": GOOD[OPT_IN] + '<input type="checkbox" name="terms_consent" required>'},
        {"opt_in": GOOD[OPT_IN].replace('<input type="tel" name="phone">', '<iframe src="/form"></iframe>')},
        {"opt_in": "<html><head><title>Texts</title><body>" + GOOD[OPT_IN]},
        {"terms": "<!doctype html><head><title>T</title>" + GOOD[TERMS]},
        {"terms": GOOD[TERMS].replace("/privacy", "/policies/7")},
        {"terms": GOOD[TERMS] + "<div id=app>text</div><script src=a.js></script>"},
    ],
)
def test_pages_that_are_made_otherwise_are_left_alone(pages: dict[str, Page | str]) -> None:
    assert judge(**pages) == []


def test_a_switch_that_is_on_is_a_box_that_is_checked() -> None:
    switch = '<div role="switch" aria-checked="true" id="sms-consent"></div>'

    (remark,) = judge(opt_in=GOOD[OPT_IN] + switch)

    assert "is checked beforehand" in remark.text
