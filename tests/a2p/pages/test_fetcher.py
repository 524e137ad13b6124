"""A page is fetched within limits, from public hosts alone, and without leaving or bringing anything."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from a2p.pages.addresses import ForbiddenAddressError, resolve_public
from a2p.pages.fetcher import Limits, PageFetcher
from tests.support.website import Reply, Site, make_certificate, serve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as running:
        yield running


def fetcher(**limits: float) -> PageFetcher:
    return PageFetcher(Limits(**limits), allow_loopback=True)  # type: ignore[arg-type]


def test_a_page_is_fetched_with_its_status_type_and_text(site: Site) -> None:
    site.replies["/terms?lang=en"] = Reply("<p>Terms of ours</p>")

    page = fetcher().fetch(f"{site.address}/terms?lang=en")

    assert (page.status, page.content_type, page.body, page.problem) == (
        200,
        "text/html",
        "<p>Terms of ours</p>",
        "",
    )


def test_no_cookie_is_sent_back(site: Site) -> None:
    site.replies |= {"/a": Reply(status=302, location="/b"), "/b": Reply("here")}
    once = fetcher()

    once.fetch(f"{site.address}/a")
    once.fetch(f"{site.address}/a")

    assert [path for path, _ in site.asked] == ["/robots.txt", "/a", "/b", "/a", "/b"]
    assert all("Cookie" not in headers and "Authorization" not in headers for _, headers in site.asked)


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost:1/",
        "http://127.0.0.1:1/",
        "http://[::1]:1/",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://172.16.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://0.0.0.0/",
        "http://[::ffff:10.0.0.1]/",
        "http://[fd00::1]/",
        "http://100.64.0.1/",
        "http://224.0.0.1/",
    ],
)
def test_no_private_address_is_called(url: str) -> None:
    page = PageFetcher().fetch(url)

    assert page.status == 0
    assert page.problem.endswith("is no public address")


def test_the_loopback_allowance_allows_nothing_else() -> None:
    assert resolve_public("127.0.0.1", 80, allow_loopback=True) == "127.0.0.1"
    with pytest.raises(ForbiddenAddressError):
        resolve_public("10.0.0.1", 80, allow_loopback=True)


def test_a_redirect_to_a_private_address_is_not_followed(site: Site) -> None:
    site.replies["/a"] = Reply(status=302, location="http://169.254.169.254/latest")

    page = fetcher().fetch(f"{site.address}/a")

    assert page.problem.endswith("is no public address")


@pytest.mark.parametrize("url", ["ftp://localhost/a", "file:///etc/passwd", "https://", "nothing"])
def test_what_is_no_page_is_not_fetched(url: str) -> None:
    assert fetcher().fetch(url).problem == "it cannot be reached: ValueError"


def test_a_circle_of_redirects_ends(site: Site) -> None:
    site.replies["/a"] = Reply(status=301, location="/a")

    page = fetcher(redirects=3).fetch(f"{site.address}/a")

    assert page.problem == "more than 3 redirects"


def test_a_long_page_is_cut(site: Site) -> None:
    site.replies["/a"] = Reply("x" * 50_000)

    page = fetcher(size=10_000).fetch(f"{site.address}/a")

    assert (len(page.body), page.is_cut) == (10_000, True)


def test_a_slow_page_is_given_up(site: Site) -> None:
    site.replies["/a"] = Reply("late", seconds=20)
    began = time.monotonic()

    page = fetcher(seconds=1).fetch(f"{site.address}/a")

    assert page.problem == "no answer within 1 s"
    assert time.monotonic() - began < 10


def test_robots_txt_is_respected(site: Site) -> None:
    site.replies |= {
        "/robots.txt": Reply("User-agent: *\nDisallow: /private", content_type="text/plain"),
        "/private/terms": Reply("secret"),
        "/terms": Reply("public"),
    }
    polite = fetcher()

    assert (
        polite.fetch(f"{site.address}/private/terms").problem == "its robots.txt asks programs to stay away"
    )
    assert polite.fetch(f"{site.address}/terms").body == "public"
    assert "/private/terms" not in [path for path, _ in site.asked]


def test_nobody_there_is_a_problem_and_no_error() -> None:
    assert fetcher().fetch("http://localhost:1/").problem == "it cannot be reached: ConnectionRefusedError"


def test_tls_is_checked_against_the_name_of_the_host(tmp_path: Path) -> None:
    server, trusting = make_certificate(tmp_path)
    with serve(server) as site:
        site.replies["/terms"] = Reply("by TLS")

        trusted = PageFetcher(allow_loopback=True, tls=trusting).fetch(f"{site.address}/terms")
        untrusted = PageFetcher(allow_loopback=True).fetch(f"{site.address}/terms")

    assert trusted.body == "by TLS"
    assert untrusted.problem.startswith("its certificate is not accepted: ")
