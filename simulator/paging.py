"""
Lists: which documents are on a page, and the two forms in which Twilio writes pages.

Newest first. A page token is a position, so that following `next_page_url` neither skips nor
repeats an item while others are created.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from simulator.errors import bad_request
from simulator.registry import Fixed, Listing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulator.contract import Operation
    from simulator.store import Document, Store

PAGE_PARAMETERS = ("PageSize", "Page", "PageToken")
DEFAULT_SIZE = 50
TOKEN_PREFIX = "PA"


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


def cut(store: Store, answer: Listing | Fixed, paging: Paging) -> Page:
    """One page of a list."""
    # A token says where to go on; without one, a page number skips whole pages.
    skip = 0 if paging.before is not None else paging.number * paging.size
    if isinstance(answer, Fixed):
        return _cut_fixed(answer, paging, skip)
    columns: dict[str, Any] = {"account": answer.account_sid}
    if answer.parent is not None:
        columns["parent"] = answer.parent
    rows = store.page(
        answer.kind,
        columns,
        answer.where,
        before=paging.before,
        skip=skip,
        limit=paging.size + 1,
    )
    shown = rows[: paging.size]
    more = len(rows) > paging.size
    return Page([doc for _, doc in shown], f"{TOKEN_PREFIX}{shown[-1][0]}" if more else None)


def _cut_fixed(answer: Fixed, paging: Paging, skip: int) -> Page:
    start = paging.before if paging.before is not None else skip
    end = start + paging.size
    token = f"{TOKEN_PREFIX}{end}" if end < len(answer.items) else None
    return Page(list(answer.items[start:end]), token)


def write(
    operation: Operation,
    items: list[Document],
    page: Page,
    paging: Paging,
    *,
    path: str,
    filters: list[tuple[str, str]],
    base_url: str,
) -> Document:
    """The body of a list answer."""
    key = operation.list_key or ""
    url = _Urls(path, filters, paging)
    following = url.at(paging.number + 1, page.next_token) if page.next_token else None
    previous = url.at(paging.number - 1, None) if paging.number > 0 else None
    if operation.is_2010_style:
        start = paging.number * paging.size
        return {
            key: items,
            "page": paging.number,
            "page_size": paging.size,
            "start": start,
            "end": max(start + len(items) - 1, start),
            "uri": url.at(paging.number, None),
            "first_page_uri": url.at(0, None),
            "next_page_uri": following,
            "previous_page_uri": previous,
        }
    return {
        "meta": {
            "key": key,
            "page": paging.number,
            "page_size": paging.size,
            "url": base_url + url.at(paging.number, None),
            "first_page_url": base_url + url.at(0, None),
            "next_page_url": following and base_url + following,
            "previous_page_url": previous and base_url + previous,
        },
        key: items,
    }


@dataclass(frozen=True)
class _Urls:
    path: str
    filters: list[tuple[str, str]]
    paging: Paging

    def at(self, number: int, token: str | None) -> str:
        """The path and query of a page."""
        query = [*self.filters, ("PageSize", str(self.paging.size)), ("Page", str(number))]
        if token:
            query.append(("PageToken", token))
        return f"{self.path}?{urlencode(query)}"


def _position(token: str) -> int:
    digits = token.removeprefix(TOKEN_PREFIX)
    if not token.startswith(TOKEN_PREFIX) or not digits.isdecimal() or len(digits) > 18:
        raise bad_request(f"Invalid parameter PageToken: {token!r} is no token of this list")
    return int(digits)
