"""What a reviewer will object to on the pages of a Campaign: opt-in page, privacy policy, terms."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from a2p.declared.customer import Customer
from a2p.declared.problems import Location
from a2p.lint.context import LintContext
from a2p.lint.flow import find_opt_in_links
from a2p.lint.lexicon import disclosures, sharing
from a2p.lint.texts import Text
from a2p.pages.fetcher import Page
from a2p.pages.html_text import HtmlText, read_html

Read = Callable[[str], tuple[Page, datetime]]
# A part of a path, so that neither /lessons nor /blog-in-brief is one.
_SIGN_IN = re.compile(
    r"(?:^|/)(?:users?[_-])?(?:log|sign)[_-]?(?:in|on)(?:[/.]|$)|(?:^|/)(?:sso|o?auth2?)(?:[/.]|$)"
)
_REFUSED = {401, 403}
# The page may be there for others, or a minute later.
_LATER = {429, 503}
# What pages say that let people in, and programs not.
_TEST_OF_PEOPLE = re.compile(
    r"just a moment|checking (?:if the site connection is secure|your browser)|captcha"
    r"|verify (?:that )?you are (?:a )?human|enable javascript and cookies|access denied"
    r"|attention required|pardon our interruption",
    re.IGNORECASE,
)
_A_WHOLE_PAGE = 1500  # characters: a field for a password beside so many is one among others
_ERRORS_FROM = 400
_MOST_OPT_IN_PAGES = 2
_DISCLOSURES = (
    '"{brand}: message frequency varies. Message and data rates may apply. '
    'Reply STOP to opt out, HELP for help."'
)
Objection = tuple[tuple[int, ...], str, str]  # codes, what is wrong, what to do


class PageRemark(NamedTuple):
    """
    One remark on a page.

    codes: of the rejections it earns. severity: advice where it only says what could not be seen.
    """

    location: Location
    severity: Literal["warning", "advice"]
    codes: tuple[int, ...]
    text: str
    remedy: str


class _Kind(NamedTuple):
    """A kind of page. codes: where the page is not public or not there. name: for messages."""

    name: str
    codes: tuple[int, ...]
    judge: Callable[[Text, HtmlText, LintContext], Iterator[Objection]]


def judge_pages(customer: Customer, read: Read) -> Iterator[PageRemark]:
    """Fetch and judge the pages that the Campaigns name; `read` fetches one."""
    for campaign in customer.campaigns:
        context = LintContext(campaign)
        for location, url, kind in _list_pages(context):
            for remark in _judge_page(context, location, url, kind, read):
                yield remark._replace(location=campaign.locate(remark.location))


def _list_pages(context: LintContext) -> Iterator[tuple[Location, str, _Kind]]:
    for link in find_opt_in_links(context)[:_MOST_OPT_IN_PAGES]:
        url = link if "://" in link else f"https://{link}"
        yield ("campaign", "message_flow"), url, _Kind("opt-in page", (30909, 30917), _judge_opt_in)
    if policy := context.campaign.privacy_policy_url:
        yield (
            ("campaign", "privacy_policy_url"),
            policy,
            _Kind("privacy policy", (30908, 30933), _judge_privacy),
        )
    if terms := context.campaign.terms_and_conditions_url:
        yield ("campaign", "terms_and_conditions_url"), terms, _Kind("terms", (30882, 30934), _judge_terms)


def _judge_page(
    context: LintContext, location: Location, url: str, kind: _Kind, read: Read
) -> Iterator[PageRemark]:
    page, fetched = read(url)
    as_of = f"as of {fetched:%Y-%m-%d %H:%M} UTC"
    where = f"the {kind.name} at {urlsplit(url).hostname}"

    def remark(codes: tuple[int, ...], text: str, remedy: str) -> PageRemark:
        return PageRemark(location, "warning", codes, f"{where} {text}, {as_of}", context.fill_in(remedy))

    if urlsplit(page.url).scheme != "https":
        yield remark(kind.codes, "is not served by https", "serve it by https, and declare that URL")
    unseen = _find_unseen(page)
    if not unseen and (trouble := _find_trouble(page)):
        yield remark(kind.codes, trouble, "make it public, without a sign-in, under the URL that is declared")
        return
    html = read_html(page.body)
    objections = [] if unseen else list(kind.judge(Text(location, html.text), html, context))
    if unseen := unseen or (_find_unread(html) if objections else ""):
        text = f"{where} {unseen}, so what it says was not checked"
        yield PageRemark(location, "advice", (), text, "look at it yourself")
        return
    for codes, text, remedy in objections:
        yield remark(codes, text, remedy)


def _find_trouble(page: Page) -> str:
    """Why a reviewer cannot see the page."""
    if page.status in _REFUSED:
        return f"asks for a sign-in ({page.status})"
    if page.status >= _ERRORS_FROM:
        return f"is not there ({page.status})"
    if _SIGN_IN.search(urlsplit(page.url).path.lower()):
        return "leads to a sign-in"
    html = read_html(page.body)
    if html.has_password_field and not html.has_phone_field and len(html.text) < _A_WHOLE_PAGE:
        return "asks for a password"
    return ""


def _is_kept_from_programs(page: Page) -> bool:
    """Whether people may see what this program may not."""
    return page.is_for_people or (
        page.status in {*_REFUSED, *_LATER} and bool(_TEST_OF_PEOPLE.search(page.body[:20_000]))
    )


def _find_unseen(page: Page) -> str:
    """Why this program cannot see what a reviewer may."""
    if page.problem:
        return f"was not seen: {page.problem}"
    if _is_kept_from_programs(page):
        return f"keeps programs off ({page.status})"
    if page.status in _LATER:
        return f"does not answer now ({page.status})"
    if page.is_cut:
        return "is longer than is read"
    if page.content_type not in {"text/html", "application/xhtml+xml", "text/plain", ""}:
        return f"is a file of type {page.content_type}"
    return ""


def _find_unread(html: HtmlText) -> str:
    """Why the text that came is not what a reviewer reads."""
    if html.leads_on and not html.has_phone_field:
        return "sends browsers on to another page: declare that one"
    if html.is_for_browsers:
        return "shows its text only to browsers that run its programs"
    if html.is_for_eyes:
        return "shows pictures, and their text is not read"
    return ""


def _judge_privacy(text: Text, _html: HtmlText, _context: LintContext) -> Iterator[Objection]:
    """30908: it covers text messages; 30932: opt-in data is shared with nobody, and it says so."""
    if match := text.find_asserted(sharing.SHARING, sharing.TO_DELIVER_ONLY):
        yield (
            (30932, 30908),
            f'says that data goes to others ("{match.words}")',
            'except them: "{brand} shares mobile numbers and opt-in data with nobody."',
        )
    elif not text.find(sharing.NOT_SHARED):
        yield (
            (30932, 30908),
            "does not say that mobile numbers and opt-in data are not shared",
            'add "No mobile information is shared with third parties or affiliates for marketing purposes."',
        )
    if not text.find(disclosures.OF_TEXTING):
        yield (
            (30908,),
            "does not speak of text messages or mobile numbers",
            "say what {brand} does with mobile numbers",
        )


def _judge_terms(text: Text, html: HtmlText, context: LintContext) -> Iterator[Objection]:
    """30882: the terms of the texts: who, how many, what they cost, STOP, HELP, and the privacy policy."""
    lacks = {
        "the Brand's name": not context.name.is_in(text),
        "text messages": not text.find(disclosures.OF_TEXTING),
        **_lacking(text),
        "a link to the privacy policy": not any("privacy" in link.lower() for link in html.links),
    }
    if missing := [what for what, is_missing in lacks.items() if is_missing]:
        yield (
            (30882, 30934),
            f"lacks {', '.join(missing)}",
            f"add a section on texts: {_DISCLOSURES}",
        )


def _judge_opt_in(text: Text, html: HtmlText, context: LintContext) -> Iterator[Objection]:
    """30909, 30924: a field for the number, and what people are told; 30925, 30923: the box is free."""
    lacks = {
        "the Brand's name": not context.name.is_in(text),
        "a field for a phone number": not html.has_phone_field and not html.has_frame,
        **_lacking(text),
        "a link to the privacy policy": not any("privacy" in link.lower() for link in html.links),
        "a link to the terms": not any(
            word in link.lower() for link in html.links for word in ("terms", "conditions", "tos")
        ),
    }
    if missing := [what for what, is_missing in lacks.items() if is_missing]:
        yield (
            (30909, 30924),
            f"lacks {', '.join(missing)}",
            f"show at the box: {_DISCLOSURES}, with links to the privacy policy and the terms",
        )
    if any("checked" in box and _is_for_texts(box, html) for box in html.checkboxes):
        yield (30925, 30931), "has a checkbox that is checked beforehand", "leave the box for texts empty"
    if any("required" in box and _is_for_texts(box, html) for box in html.checkboxes):
        yield (30923, 30931), "has a required checkbox for texts", "make the box for texts optional"


def _lacking(text: Text) -> dict[str, bool]:
    return {
        "how many messages come": not text.find(disclosures.FREQUENCY),
        "that rates may apply": not text.find(disclosures.RATES),
        "how to opt out": not text.find(disclosures.STOP),
        "how to get help": not text.find(disclosures.HELP),
    }


def _is_for_texts(box: dict[str, str], html: HtmlText) -> bool:
    """Whether a checkbox is about texts: by its names, or because there is no other."""
    names = " ".join(box.values()).lower()
    if any(word in names for word in ("sms", "text", "phone", "mobile")):
        return True
    if any(
        word in names
        for word in ("terms", "privacy", "policy", "tos", "newsletter", "email", "e-mail", "captcha")
    ):
        return False
    return len(html.checkboxes) == 1 or any(
        word in names for word in ("consent", "optin", "opt-in", "opt_in")
    )
