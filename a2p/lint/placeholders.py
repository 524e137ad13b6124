"""What a template left behind: variables where the real thing belongs, and hosts that nobody has."""

import re
from collections.abc import Iterator

from a2p.declared.profile import BusinessProfile
from a2p.lint.context import LintContext, LintRule
from a2p.lint.hosts import find_made_up_host
from a2p.lint.language.patterns import Match
from a2p.lint.rules import Remark
from a2p.lint.texts import Text
from a2p.lint.vocabulary import PLACEHOLDERS

# [Company], {{location.name}}, %%BRAND%%, <URL>, ${name}, *|NAME|*
_MARKS = re.compile(
    r"\[\[?[^\[\]]{1,60}\]\]?|\{\{?[^{}]{1,60}\}\}?|%%?\w[\w. ]{0,40}\w%%?(?!\w)"
    r"|<[^<>@]{2,60}>|\*\|[\w: ]+\|\*"
)
_SENDER = (
    r"(?:compan(?:y|ies)|business|brand|organi[sz]ation|location|store|shop|firm|sender|facility|clinic|practice|agency|account"
    r"|restaurant|salon|school|client|merchant|dealer(?:ship)?|program|dba|vendor|property|church)"
)
_IS_SENDER = re.compile(rf"\b{_SENDER}(?:['’]?s)?(?:[\s_.-]*(?:name|title))?\b", re.IGNORECASE)  # noqa: RUF001
_BEGINS_WITH_SENDER = re.compile(
    rf"^\W{{0,3}}(?:the |your )?{_SENDER}(?:['’]?s)?(?:[\s_.-]*(?:name|title))?\W*$",  # noqa: RUF001
    re.IGNORECASE,
)
_IS_INSTRUCTION = re.compile(
    r"\b(?:insert|enter|type|add|fill|replace|your|customi[sz]e|edit|here|tbd|todo|xxx|e\.g)\b|(?:contact|user|location|company|account)\.\w",
    re.IGNORECASE,
)
_IS_TERM = re.compile(
    r"\b(?:opt.?in|url|link|website|web site|site|domain|phone|phone number|frequency|privacy|policy"
    r"|terms|address|email|e-mail|keyword|industry|product|service|use case|describe|description)\b",
    re.IGNORECASE,
)
_BLANKS = re.compile(r"_{4,}|\bX{3,}\b|\bTBD\b|\bTODO\b|\bFIXME\b|\bTBC\b|\?{3,}|\.{6,}")
_INSTRUCTIONS = re.compile(
    r"\b(?:insert|enter|type|put|add|fill in|replace)\s+(?:your|the|a|company|business|brand|link|url"
    r"|name|number|text)\b[^.]{0,30}\bhere\b"
    r"|\b(?:your|the)\s+(?:company|business|brand|website|store|organi[sz]ation)(?:'s)?\s+(?:name|url|here)\b"
    r"|\b(?:company|business|brand|store)\s+name\s+(?:here|goes)\b|\binsert\s+(?:\w+\s+){1,3}here\b|\b(?:link|url|text|name|number|screenshot)\s+(?:goes\s+)?here\b"
    r"|\bABC\s+(?:Company|Corp|Inc|Business)\b|\bAcme\s+Example\b|\bexample\s+(?:company|business)\b|\bsample\s+text\b",
    re.IGNORECASE,
)


def _left_over(context: LintContext) -> Iterator[Remark]:
    texts = context.texts
    for text in (*texts.all, *context.policy_urls, *_website(context)):
        is_sample = text in texts.samples
        if found := _in_any_text(text) or (_in_sample(text, context) if is_sample else _in_statement(text)):
            yield Remark(
                "placeholder",
                text.location,
                "looks like something still to be filled in",
                context.fill_in(
                    'write what is really sent or really there, as "{brand}" for the name; in samples '
                    "[brackets] stand for what varies from person to person"
                ),
            ).at(Match(found, text.written.count(". ", 0, max(text.written.find(found), 0)) + 1, 0, 0))


def _in_any_text(text: Text) -> str:
    """What nobody means to send: lorem ipsum, blanks to fill, example.com."""
    made_up = next(filter(None, map(find_made_up_host, text.hosts)), "")
    if made_up or (phrase := text.says(PLACEHOLDERS)):
        return made_up or phrase
    blank = _BLANKS.search(text.written)
    if blank and not text.written[max(blank.start() - 1, 0) : blank.start()].isalnum():
        return blank.group()
    instruction = _INSTRUCTIONS.search(text.written)
    return "… here" if instruction else ""


def _in_sample(text: Text, context: LintContext) -> str:
    """A variable for the sender, or a merge field of another program."""
    for found in _MARKS.finditer(text.written):
        inner = found.group().strip("[]{}<>%*|$ ")
        if _IS_INSTRUCTION.search(inner):
            return _kind(found.group())
        is_first = not text.written[: found.start()].strip()
        if _BEGINS_WITH_SENDER.match(inner) and (is_first or not context.name.is_in(text)):
            return _kind(found.group())
    return ""


def _in_statement(text: Text) -> str:
    """A bracket or variable that stands for something the text has to say itself."""
    for found in _MARKS.finditer(text.written):
        inner = found.group().strip("[]{}<>%*|$ ")
        if len(inner) < 2:
            continue
        is_template = found.group()[:2] in {"[[", "{{", "%%", "*|"}
        if is_template or _IS_SENDER.search(inner) or _IS_INSTRUCTION.search(inner) or _IS_TERM.search(inner):
            return _kind(found.group())
    return ""


def _kind(mark: str) -> str:
    """The brackets alone: what is in them may be anything."""
    return re.sub(r"[^\[\]{}<>%*|$]+", "…", mark)


def _website(context: LintContext) -> Iterator[Text]:
    if isinstance(context.customer.profile, BusinessProfile):
        yield Text(("profile", "business", "website_url"), context.customer.profile.business.website_url)


PLACEHOLDER_RULES: tuple[LintRule, ...] = (_left_over,)
