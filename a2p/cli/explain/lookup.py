"""Lookup of a question in the catalogue, and suggestions for an unknown word."""

import difflib
import re
from collections.abc import Iterator

from a2p.catalogue.codes import CODES
from a2p.catalogue.requirements import REQUIREMENTS
from a2p.catalogue.sids import KNOWN, PREFIXES, REGISTRY
from a2p.catalogue.states import STATES
from a2p.cli.explain.articles import (
    Article,
    describe_code,
    describe_requirement,
    describe_rule,
    describe_sid,
    describe_state,
    describe_token,
)

# A code may come alone, in a sentence, or at the end of its page's address.
_CODE = re.compile(r"(?<!\w)\d{5}(?!\w)")
# Two letters, then the rest of a SID, or whatever people put for it.
_SID = re.compile(r"([A-Z]{2})([0-9a-fA-F]{32}|[xX*.…]*)")
_REGISTRY_ID = re.compile(r"([BC])[A-Z0-9]{6}")


def look_up(question: str) -> list[Article]:
    """Every article that matches the question; empty if none does."""
    question = question.strip().strip("()")  # ids stand in brackets, where messages cite them
    if codes := _CODE.findall(question):
        return [describe_code(CODES[int(code)]) for code in dict.fromkeys(codes) if int(code) in CODES]
    return list(_find_exact(question)) or [
        article for word in _split_words(question) for article in _find_exact(word)
    ]


def find_unknown_codes(question: str) -> list[str]:
    """Twilio's pages of the codes in a question that the catalogue does not know."""
    codes = dict.fromkeys(_CODE.findall(question))
    return [f"https://www.twilio.com/docs/api/errors/{code}" for code in codes if int(code) not in CODES]


def suggest(question: str) -> list[str]:
    """Known words that are spelled like the question, best first."""
    if _CODE.fullmatch(question.strip()):
        return []  # another number says nothing of this one
    known = {_normalise(word): word for word in _list_known_words()}
    close = difflib.get_close_matches(_normalise(question), known, n=5, cutoff=0.6)
    return [known[word] for word in close]


def _find_exact(word: str) -> Iterator[Article]:
    articles = [*_find_states(word), *_find_sids(word), *_find_requirements(word), *_find_tokens(word)]
    yield from articles or list(_find_registry_ids(word)) or _find_rules(word)


def _find_states(word: str) -> Iterator[Article]:
    yield from (describe_state(row) for row in STATES if _normalise(row.word) == _normalise(word))


def _find_sids(word: str) -> Iterator[Article]:
    if whole := [row for row in KNOWN if row.prefix == word]:
        yield from (describe_sid(row, word) for row in whole)
    elif sid := _SID.fullmatch(word):
        known = len(sid.group(2)) == 32
        yield from (
            describe_sid(row, word if known else "") for row in PREFIXES if row.prefix == sid.group(1)
        )


def _find_requirements(word: str) -> Iterator[Article]:
    if word.upper() in REQUIREMENTS:
        yield describe_requirement(word.upper())


def _find_tokens(word: str) -> Iterator[Article]:
    from a2p.cli.explain.rejection_fields import find_key  # the planner, which codes do without

    if key := find_key(word):
        yield describe_token(word.upper(), key)


def _find_registry_ids(word: str) -> Iterator[Article]:
    if id_ := _REGISTRY_ID.fullmatch(word):
        yield from (describe_sid(row, word) for row in REGISTRY if row.prefix == id_.group(1))


def _find_rules(word: str) -> Iterator[Article]:
    from a2p.lint.rules import RULES  # the models, which nothing else here needs

    yield from (describe_rule(name, row) for name, row in RULES.items() if name == _normalise(word))


def _split_words(question: str) -> list[str]:
    return [word for word in re.split(r"[\s/,;]+", question) if word]


def _list_known_words() -> Iterator[str]:
    from a2p.cli.explain.rejection_fields import list_tokens  # as above
    from a2p.lint.rules import RULES  # as above

    yield from (row.word for row in STATES)
    yield from map(str, CODES)
    yield from (f"{row.prefix}…" for row in PREFIXES)
    yield from REQUIREMENTS
    yield from list_tokens()
    yield from RULES


def _normalise(word: str) -> str:
    return re.sub(r"[\s_-]+", "-", word.strip().lower())
