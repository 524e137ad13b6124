"""What set-up takes from the site of Pulumi's releases, and what it refuses; the site is on loopback."""

import hashlib
import io
import os
import platform
import sys
import tarfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.scripts.clone import Clone

INSTALL = ("python3", "script/engine/install.py")
MACHINE = "arm64" if platform.machine().lower() in {"aarch64", "arm64"} else "x64"
ARCHIVE = f"pulumi-v3.255.0-{sys.platform}-{MACHINE}.tar.gz"
LISTING = "pulumi-3.255.0-checksums.txt"
PROGRAMS = ("pulumi/pulumi", "pulumi/pulumi-language-python", "pulumi/pulumi-language-go")
SENTENCE = "No Pulumi engine: install Pulumi"


@dataclass
class Site:
    """Answers by path: a status, headers and a body; everything else is 404."""

    answers: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    url: str = ""

    def offer(self, name: str, body: bytes, status: int = 200, **headers: str) -> None:
        self.answers[f"/{name}"] = (status, headers, body)

    def publish(self, archive: bytes, *, listed: str = "") -> None:
        """An archive and the list that names its sum, or another sum."""
        self.offer(ARCHIVE, archive)
        total = listed or hashlib.sha256(archive).hexdigest()
        self.offer(LISTING, f"{'0' * 64}  pulumi-v3.255.0-windows-x64.zip\n{total}  {ARCHIVE}\n".encode())


@contextmanager
def serve(site: Site) -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = site.answers.get(self.path, (404, {}, b"no such file"))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        site.url = f"http://127.0.0.1:{server.server_port}"
        yield site
        server.shutdown()


@pytest.fixture
def site() -> Iterator[Site]:
    with serve(Site()) as running:
        yield running


def packed(*names: str, body: bytes = b"#!/bin/sh\necho v3.255.0\n", kind: bytes = tarfile.REGTYPE) -> bytes:
    """A release archive with one entry for each name; links lead to /bin/sh."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for name in names:
            entry = tarfile.TarInfo(name)
            entry.type = kind
            entry.linkname = "/bin/sh" if kind != tarfile.REGTYPE else ""
            entry.size = len(body) if kind == tarfile.REGTYPE else 0
            archive.addfile(entry, io.BytesIO(body))
    return buffer.getvalue()


def engine_folders(clone: Clone) -> list[str]:
    """The programs that set-up left in the cache."""
    return sorted(file.name for file in clone.cache.rglob("bin/*"))


def test_a_release_with_the_published_sum_fills_the_cache_and_nothing_else(clone: Clone, site: Site) -> None:
    site.publish(packed(*PROGRAMS))

    result = clone.run(*INSTALL, A2P_PULUMI_RELEASES=site.url)

    assert result.returncode == 0, result.stderr
    assert engine_folders(clone) == ["pulumi", "pulumi-language-go", "pulumi-language-python"]
    assert (clone.root / ".a2p/engine").resolve().parent.parent == clone.cache / "engine"
    assert not any(clone.home.iterdir())
    assert not clone.leftovers()


def test_nothing_of_an_archive_is_run_before_it_is_installed(clone: Clone, site: Site) -> None:
    site.publish(packed(*PROGRAMS, body=f"#!/bin/sh\necho ran >>'{clone.home}/ran'\n".encode()))

    assert clone.run(*INSTALL, A2P_PULUMI_RELEASES=site.url).returncode == 0
    assert not (clone.home / "ran").exists()


def as_web_page(site: Site) -> None:
    site.publish(packed(*PROGRAMS))
    site.offer(ARCHIVE, b"<html>log in</html>", Content_Type="text/html; charset=utf-8")


def listing_as_web_page(site: Site) -> None:
    site.publish(packed(*PROGRAMS))
    site.offer(LISTING, b"<!doctype html><p>log in</p>", Content_Type="text/html")


def listing_as_unlabelled_page(site: Site) -> None:
    site.publish(packed(*PROGRAMS))
    site.offer(LISTING, b"<!doctype html><p>log in</p>")


def with_wrong_sum(site: Site) -> None:
    site.publish(packed(*PROGRAMS), listed="a" * 64)


def without_listing(site: Site) -> None:
    site.offer(ARCHIVE, packed(*PROGRAMS))


def sent_elsewhere(site: Site) -> None:
    site.publish(packed(*PROGRAMS))
    site.offer(ARCHIVE, b"", 302, Location="https://downloads.example.net/pulumi.tar.gz")


def listing_sent_elsewhere(site: Site) -> None:
    site.publish(packed(*PROGRAMS))
    site.offer(LISTING, b"", 301, Location=site.url.replace("127.0.0.1", "localhost") + f"/{LISTING}")


def cut_off(site: Site) -> None:
    archive = packed(*PROGRAMS)[:-40]
    site.publish(archive)


def damaged_on_its_disk(site: Site) -> None:
    """A mirror that has computed the sums of what it holds."""
    body = os.urandom(200_000)
    archive = bytearray(packed(*PROGRAMS, body=body))
    archive[len(archive) // 2 : len(archive) // 2 + 40] = bytes(40)
    site.publish(bytes(archive))


def with_a_damaged_sum(site: Site) -> None:
    archive = bytearray(packed(*PROGRAMS))
    archive[-6] ^= 0xFF
    site.publish(bytes(archive))


def with_a_path_out(site: Site) -> None:
    site.publish(packed(*PROGRAMS, "pulumi/../../escaped"))


def with_an_absolute_path(site: Site) -> None:
    site.publish(packed(*PROGRAMS, "/escaped"))


def with_links(site: Site) -> None:
    site.publish(packed(*PROGRAMS, kind=tarfile.SYMTYPE))


def without_language_host(site: Site) -> None:
    site.publish(packed("pulumi/pulumi"))


REFUSED = {
    as_web_page: "answers with a web page",
    listing_as_web_page: "answers with a web page",
    listing_as_unlabelled_page: f"the list of checksums does not name {ARCHIVE}",
    with_wrong_sum: f"{'a' * 64} is published for it",
    without_listing: "answers with HTTP status 404",
    sent_elsewhere: "sends the download on to https://downloads.example.net",
    listing_sent_elsewhere: "sends the download on to http://localhost",
    damaged_on_its_disk: "is no archive that can be unpacked",
    with_a_damaged_sum: "is no archive that can be unpacked",
    cut_off: "is no archive that can be unpacked",
    with_a_path_out: "'pulumi/../../escaped', which is no program of Pulumi's",
    with_an_absolute_path: "'/escaped', which is no program of Pulumi's",
    with_links: "'pulumi/pulumi', which is no program of Pulumi's",
    without_language_host: "holds no pulumi with its Python language host",
}


@pytest.mark.parametrize(
    ("arrange", "reason"), REFUSED.items(), ids=lambda value: getattr(value, "__name__", "")
)
def test_what_must_not_be_used_is_refused_with_its_reason(
    clone: Clone, site: Site, arrange: Callable[[Site], None], reason: str
) -> None:
    arrange(site)

    result = clone.run(*INSTALL, A2P_PULUMI_RELEASES=site.url)

    assert "refused, and nothing of it is kept: " in result.stdout
    assert reason in result.stdout
    assert result.returncode == 1
    assert result.stderr.startswith(SENTENCE)
    assert engine_folders(clone) == []
    assert not clone.leftovers()
    assert not list(clone.root.parent.rglob("escaped"))


@pytest.mark.parametrize(
    "address", ["http://get.pulumi.com/releases/sdk", "ftp://127.0.0.1/sdk", "get.pulumi.com"]
)
def test_an_address_that_is_not_https_is_refused_unasked(clone: Clone, address: str) -> None:
    result = clone.run(*INSTALL, A2P_PULUMI_RELEASES=address)

    assert f"{address} is no https address" in result.stdout
    assert result.returncode == 1


def test_a_site_that_does_not_answer_makes_way(clone: Clone) -> None:
    with serve(Site()) as gone:
        address = gone.url

    result = clone.run(*INSTALL, A2P_PULUMI_RELEASES=address)

    assert "not fetched: 127.0.0.1 does not answer" in result.stdout
    assert result.stderr.startswith(SENTENCE)
