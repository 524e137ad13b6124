"""A page is fetched once a day; its date is kept; what could not be seen is asked for again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from a2p.pages.cache import PageCache
from a2p.pages.fetcher import PageFetcher
from tests.support.website import Reply, Site, serve

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 25, 20, 0, tzinfo=UTC)


def asked(site: Site) -> int:
    return [path for path, _ in site.asked].count("/terms")


def test_a_page_is_kept_for_a_day_with_its_date(tmp_path: Path) -> None:
    with serve() as site:
        site.replies["/terms"] = Reply("first")
        url = f"{site.address}/terms"

        PageCache(tmp_path, PageFetcher(allow_loopback=True)).read(url, NOW)
        site.replies["/terms"] = Reply("second")
        kept, fetched = PageCache(tmp_path, PageFetcher()).read(url, NOW + timedelta(hours=23))
        cache = PageCache(tmp_path, PageFetcher(allow_loopback=True))
        anew, later = cache.read(url, NOW + timedelta(hours=25))

        assert (kept.body, fetched) == ("first", NOW)
        assert (anew.body, later) == ("second", NOW + timedelta(hours=25))
        assert asked(site) == 2


def test_what_was_not_seen_is_asked_for_again(tmp_path: Path) -> None:
    cache = PageCache(tmp_path, PageFetcher())

    page, _ = cache.read("http://localhost:1/terms", NOW)

    assert page.problem
    assert list(tmp_path.iterdir()) == []


def test_a_broken_file_is_fetched_anew(tmp_path: Path) -> None:
    with serve() as site:
        site.replies["/terms"] = Reply("here")
        cache = PageCache(tmp_path, PageFetcher(allow_loopback=True))
        cache.read(f"{site.address}/terms", NOW)
        for file in tmp_path.iterdir():
            file.write_text("{", encoding="utf-8")

        page, _ = cache.read(f"{site.address}/terms", NOW)

        assert page.body == "here"
        assert asked(site) == 2


def test_an_error_is_not_kept_so_that_a_mended_page_is_seen_at_once(tmp_path: Path) -> None:
    with serve() as site:
        cache = PageCache(tmp_path, PageFetcher(allow_loopback=True))
        missing, _ = cache.read(f"{site.address}/terms", NOW)
        site.replies["/terms"] = Reply("mended")
        mended, _ = cache.read(f"{site.address}/terms", NOW)

        assert (missing.status, mended.body) == (404, "mended")
