"""
Lists: which documents are on a page, and the two forms in which Twilio writes pages.

Newest first. A page token is a position, so that following `next_page_url` neither skips nor
repeats an item while others are created.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from simulator.core.documents import Fixed, Listing
from simulator.core.errors import bad_request
from simulator.core.queries import Window

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulator.contract import Operation
    from simulator.core.documents import Document
    from simulator.core.store import Store

PAGE_PARAMETERS = ("PageSize", "Page", "PageToken")
DEFAULT_SIZE = 50
MARK = "PA"
FURTHEST = 2**62  # what SQLite can count to


@dataclass(frozen=True)
class Paging:
    """What a request asks for."""

    size: int
    number: int
    before: int | None

    @classmethod
    def of(cls, params: Mapping[str, Any]) -> Paging:
        """From PageSize, Page and PageToken."""
        token = params.get("PageToken")
        size = params.get("PageSize", DEFAULT_SIZE)
        return cls(size, params.get("Page", 0), _position(token) if token else None)


@dataclass(frozen=True)
class Page:
    """The items of a page and the position after which the next begins."""

    items: list[Document]
    next_token: str | None


def cut_page(store: Store, answer: Listing | Fixed, paging: Paging) -> Page:
    """One page of a list."""
    # A token says where to go on; without one, a page number skips whole pages.
    skip = 0 if paging.before is not None else min(paging.number * paging.size, FURTHEST)
    if isinstance(answer, Fixed):
        return _cut_fixed(answer, paging, skip)
    rows = store.read_page(answer, Window(paging.before, skip, paging.size + 1))
    visible = rows[: paging.size]
    more = len(rows) > paging.size
    return Page([doc for _, doc in visible], f"{MARK}{visible[-1][0]}" if more else None)


def _cut_fixed(answer: Fixed, paging: Paging, skip: int) -> Page:
    start = paging.before if paging.before is not None else skip
    end = start + paging.size
    token = f"{MARK}{end}" if end < len(answer.items) else None
    return Page(list(answer.items[start:end]), token)


@dataclass(frozen=True)
class Urls:
    """Where the pages of a list are."""

    base_url: str
    path: str
    filters: list[tuple[str, str]]
    paging: Paging

    def at(self, number: int, token: str | None) -> str:
        """The path and query of a page."""
        query = [*self.filters, ("PageSize", str(self.paging.size)), ("Page", str(number))]
        if token:
            query.append(("PageToken", token))
        return f"{self.path}?{urlencode(query)}"


def write_list(operation: Operation, items: list[Document], page: Page, urls: Urls) -> Document:
    """The body of a list answer."""
    key, asked = operation.list_key or "", urls.paging
    following = urls.at(asked.number + 1, page.next_token) if page.next_token else None
    previous = urls.at(asked.number - 1, None) if asked.number > 0 else None
    if operation.is_2010_style:
        first = asked.number * asked.size
        return {
            key: items,
            "page": asked.number,
            "page_size": asked.size,
            "start": first,
            "end": max(first + len(items) - 1, first),
            "uri": urls.at(asked.number, None),
            "first_page_uri": urls.at(0, None),
            "next_page_uri": following,
            "previous_page_uri": previous,
        }
    return {
        "meta": {
            "key": key,
            "page": asked.number,
            "page_size": asked.size,
            "url": urls.base_url + urls.at(asked.number, None),
            "first_page_url": urls.base_url + urls.at(0, None),
            "next_page_url": following and urls.base_url + following,
            "previous_page_url": previous and urls.base_url + previous,
        },
        key: items,
    }


def _position(token: str) -> int:
    digits = token.removeprefix(MARK)
    if not token.startswith(MARK) or not digits.isdecimal() or len(digits) > 18:
        raise bad_request(f"Invalid parameter PageToken: {token!r} is no token of this list")
    return int(digits)
