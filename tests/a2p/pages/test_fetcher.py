"""A page is fetched within limits, from public hosts alone, and without leaving or bringing anything."""

from __future__ import annotations

import gzip
import time
import zlib
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


TEXT = "Caf\u00e9 Acme \u2013 Terms"


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(TEXT.encode(), mtime=0)),
        ("GZIP", gzip.compress(TEXT.encode(), mtime=0)),
        ("deflate", zlib.compress(TEXT.encode())),
        ("identity", TEXT.encode()),
    ],
    ids=["gzip", "GZIP", "deflate", "identity"],  # packed text has the time in it, and no name may
)
def test_a_page_that_is_packed_unasked_is_unpacked(site: Site, encoding: str, packed: bytes) -> None:
    site.replies["/a"] = Reply(packed, headers=(("Content-Encoding", encoding),))

    assert fetcher().fetch(f"{site.address}/a").body == TEXT


def test_a_page_that_unpacks_to_more_than_is_read_is_cut(site: Site) -> None:
    bomb = gzip.compress(b"x" * 50_000_000)
    site.replies["/a"] = Reply(bomb, headers=(("Content-Encoding", "gzip"),))

    page = fetcher(size=100_000).fetch(f"{site.address}/a")

    assert (len(page.body), page.is_cut) == (100_000, True)


@pytest.mark.parametrize(
    ("encoding", "problem"),
    [
        ("br", "it is packed as br, though that was not asked for"),
        ("gzip", "it says that it is packed as gzip, and is not"),
    ],
)
def test_a_page_that_cannot_be_unpacked_is_a_problem(site: Site, encoding: str, problem: str) -> None:
    site.replies["/a"] = Reply(b"\x0b\x02\x80hello", headers=(("Content-Encoding", encoding),))

    assert fetcher().fetch(f"{site.address}/a").problem == problem


@pytest.mark.parametrize(
    ("content_type", "raw"),
    [
        ("text/html; charset=windows-1252", TEXT.encode("windows-1252")),
        ("text/html", b'<meta charset="windows-1252">' + TEXT.encode("windows-1252")),
        (
            "text/html",
            b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">'
            + TEXT.encode("windows-1252"),
        ),
        ("text/html; charset=utf-8", TEXT.encode()),
        ("text/html; charset=no-such-charset", TEXT.encode()),
        ("text/html; charset=base64", TEXT.encode()),
        ("text/html; charset=", TEXT.encode()),
        ("text/html", TEXT.encode("utf-16")),
        ("text/html", b"\xef\xbb\xbf" + TEXT.encode()),
    ],
)
def test_a_page_is_read_in_its_charset(site: Site, content_type: str, raw: bytes) -> None:
    site.replies["/a"] = Reply(raw, content_type=content_type)

    assert fetcher().fetch(f"{site.address}/a").body.endswith(TEXT)


def test_a_header_that_never_ends_is_given_up(site: Site) -> None:
    site.replies["/a"] = Reply(drip=0.2)
    began = time.monotonic()

    page = fetcher(seconds=1).fetch(f"{site.address}/a")

    assert page.problem == "no answer within 1 s"
    assert time.monotonic() - began < 10


def test_a_path_with_other_letters_is_asked_for_in_percent_encoding(site: Site) -> None:
    site.replies |= {"/t%C3%A9rminos?a=b%20c": Reply("here"), "/a": Reply(status=302, location="/my terms")}
    site.replies["/my%20terms"] = Reply("there")

    assert fetcher().fetch(f"{site.address}/t\u00e9rminos?a=b%20c").body == "here"
    assert fetcher().fetch(f"{site.address}/a").body == "there"


@pytest.mark.parametrize(("status", "is_seen"), [(404, True), (403, True), (500, False), (503, False)])
def test_a_robots_txt_that_fails_forbids_and_none_allows(site: Site, status: int, is_seen: bool) -> None:  # noqa: FBT001
    site.replies |= {"/robots.txt": Reply("?", status), "/a": Reply("here")}

    assert bool(fetcher().fetch(f"{site.address}/a").body) is is_seen


def test_a_chain_of_redirects_ends_at_the_page(site: Site) -> None:
    site.replies |= {f"/{n}": Reply(status=302, location=f"{site.address}/{n + 1}") for n in range(4)}
    site.replies["/4"] = Reply("the page")

    page = fetcher().fetch(f"{site.address}/0")

    assert (page.body, page.url) == ("the page", f"{site.address}/4")
