"""What a template left behind: variables where the real thing belongs, and hosts that nobody has."""

import re
from collections.abc import Iterator

from a2p.declared.profile import BusinessProfile
from a2p.lint.context import LintContext, LintRule
from a2p.lint.hosts import find_made_up_host
from a2p.lint.lexicon.plain_phrases import PLACEHOLDERS
from a2p.lint.rules import Remark
from a2p.lint.texts import Text

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
    rf"^\W{{0,3}}(?:the |your )?{_SENDER}(?:['’]?s)?(?:[\s_.-]*(?:name|title))?(?: (?:goes )?here)?\W*$",  # noqa: RUF001
    re.IGNORECASE,
)
_IS_INSTRUCTION = re.compile(
    r"\b(?:insert|enter|type|add|fill|replace|your|customi[sz]e|edit|here|tbd|todo|xxx|e\.g)\b|(?:contact|user|location|company|account)\.\w",
    re.IGNORECASE,
)
_IS_FOR_AUTHORS = re.compile(
    r"\b(?:insert|fill in|replace|customi[sz]e|tbd|todo|type your"
    r"|your (?:compan|business|brand|client|store|website))"
    r"|\w\.(?:name|first_?name|phone|company|email)\b|(?:contact|user|location|company|account)\.\w",
    re.IGNORECASE,
)
_IS_TERM = re.compile(
    r"\b(?:opt.?in|url|link|website|web site|site|domain|phone|phone number|frequency|privacy|policy"
    r"|terms|address|email|e-mail|keyword|industry|product|service|use case|describe|description)\b",
    re.IGNORECASE,
)
_BLANKS = re.compile(r"_{3,}|\bX{3,}\b|\bTBD\b|\bTODO\b|\bFIXME\b|\bTBC\b|\?{3,}|\.{6,}")
# After a blank that those who opt in fill in by hand: initials, a tick, a signature.
_FOR_PEOPLE = re.compile(
    r"_*[\s(\"“\[|,]*(?:please )?(?:initials?|sign|signature|check|tick|mark|yes|no|text me|i\b|date)",
    re.IGNORECASE,
)
_INSTRUCTIONS = re.compile(
    r"\b(?:insert|enter|type|put|add|fill in|replace)\s+(?:your|the|a|company|business|brand|link|url"
    r"|name|number|text)\b[^.]{0,30}\bhere\b"
    r"|\b(?:your|the)\s+(?:company|business|brand|website|store|organi[sz]ation)(?:'s)?\s+(?:name|url|here)\b"
    r"|\b(?:company|business|brand|store)\s+name\s+(?:here|goes)\b|\binsert\s+(?:\w+\s+){1,3}here\b|\b(?:link|url|text|name|number|screenshot)\s+(?:goes\s+)?here\b"
    r"|\bABC\s+(?:Company|Corp|Inc|Business)\b|\bAcme\s+Example\b|\bexample\s+(?:company|business)\b|\bsample\s+text\b",
    re.IGNORECASE,
)


def _left_over(context: LintContext) -> Iterator[Remark]:
    """Each thing once: a text may hold several."""
    texts = context.texts
    for text in (*texts.all, *context.policy_urls, *_website(context)):
        in_marks = _list_in_sample(text, context) if text in texts.samples else _list_in_statement(text)
        for shown in dict.fromkeys((*_list_in_any_text(text), *in_marks)):
            yield Remark(
                "placeholder",
                text.location,
                "holds something that is still to be filled in",
                context.fill_in(
                    'write what is really sent or really there, as "{brand}" for the name; in samples '
                    "[brackets] stand for what varies from person to person"
                ),
                words=shown,
            )


def _list_in_any_text(text: Text) -> Iterator[str]:
    """What nobody means to send: lorem ipsum, blanks to fill, example.com."""
    yield from filter(None, map(find_made_up_host, text.hosts))
    if phrase := text.says(PLACEHOLDERS):
        yield phrase
    outside = _MARKS.sub(lambda found: found.group() if "___" in found.group() else " ", text.written)
    for blank in _BLANKS.finditer(outside):
        before = outside[: blank.start()].rstrip()
        if (
            not outside[max(blank.start() - 1, 0) : blank.start()].isalnum()
            and not before.endswith(":")
            and not _FOR_PEOPLE.match(outside, blank.end())
        ):
            yield blank.group()[:3]
    if instruction := _INSTRUCTIONS.search(outside):
        yield instruction.group().split()[-1].lower()


def _list_in_sample(text: Text, context: LintContext) -> Iterator[str]:
    """Variables for the sender, and merge fields of another program."""
    for found in _MARKS.finditer(text.written):
        inner = found.group().strip("[]{}<>%*|$ ")
        is_first = not text.written[: found.start()].strip()
        sender = _BEGINS_WITH_SENDER.match(inner) if is_first or not context.name.is_in(text) else None
        if word := _IS_FOR_AUTHORS.search(inner) or sender:
            yield _mark(found.group(), word)


def _list_in_statement(text: Text) -> Iterator[str]:
    """Brackets and variables that stand for something the text has to say itself."""
    for found in _MARKS.finditer(text.written):
        inner = found.group().strip("[]{}<>%*|$ ")
        word = _IS_SENDER.search(inner) or _IS_INSTRUCTION.search(inner) or _IS_TERM.search(inner)
        is_template = found.group()[:2] in {"[[", "{{", "%%", "*|"}
        if len(inner) > 1 and (word or is_template):
            yield _mark(found.group(), word)


def _mark(mark: str, word: re.Match[str] | None) -> str:
    """The brackets with the word of our lists in them: all else may be anything."""
    marks = mark.partition(mark.strip("[]{}<>%*|$ "))
    return (
        f"{marks[0].strip()}… {word.group().strip().lower()} …{marks[2].strip()}"
        if word
        else f"{marks[0]}…{marks[2]}"
    )


def _website(context: LintContext) -> Iterator[Text]:
    if isinstance(context.customer.profile, BusinessProfile):
        yield Text(("profile", "business", "website_url"), context.customer.profile.business.website_url)


PLACEHOLDER_RULES: tuple[LintRule, ...] = (_left_over,)
