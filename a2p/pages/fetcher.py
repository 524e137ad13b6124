"""Fetches one page: no cookies, limits of time, size and redirects, and robots.txt respected."""

import contextlib
import http.client
import socket
import ssl
import threading
import time
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from a2p.pages.addresses import ForbiddenAddressError, resolve_public
from a2p.pages.decoding import UnreadableEncodingError, decode_page, unpack

USER_AGENT = "a2p-check"
_REDIRECTS = {301, 302, 303, 307, 308}
_SERVER_ERRORS_FROM = 500
_HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": "text/html, */*;q=0.5",
    "Accept-Encoding": "identity",
}
# Characters of a path and a query that stay as they are; all others are sent in percent-encoding.
_PATH = "/%:@!$&'()*+,;=~-._?"


@dataclass(frozen=True)
class Limits:
    """seconds: for one page with its redirects. size: in bytes; more is cut off."""

    seconds: float = 10.0
    size: int = 1_000_000
    redirects: int = 5


@dataclass(frozen=True)
class Page:
    """
    What came back.

    status: 0 where nothing came; problem then says why. url: after redirects. is_cut: it was too long.
    is_for_people: programs are kept off, by a test that people pass.
    """

    url: str
    status: int = 0
    content_type: str = ""
    body: str = ""
    is_cut: bool = False
    problem: str = ""
    is_for_people: bool = False


class PageFetcher:
    """Fetches pages of public hosts. allow_loopback: also of this machine, for tests."""

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        allow_loopback: bool = False,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._limits = limits or Limits()
        self._allow_loopback = allow_loopback
        self._tls = tls or ssl.create_default_context()
        self._robots: dict[tuple[str, str], RobotFileParser | None] = {}

    def fetch(self, url: str) -> Page:
        """The page at a URL, or why it could not be seen; raises nothing."""
        deadline = time.monotonic() + self._limits.seconds
        try:
            if not self._is_welcome(url, deadline):
                return Page(url, problem="its robots.txt asks programs to stay away")
            return self._follow(url, deadline)
        except (
            ForbiddenAddressError,
            UnreadableEncodingError,
            OSError,
            http.client.HTTPException,
            ValueError,
        ) as error:
            return Page(url, problem=self._explain(error, is_late=time.monotonic() >= deadline))

    def _explain(self, error: Exception, *, is_late: bool) -> str:
        """Why a page was not seen, for people."""
        if isinstance(error, (ForbiddenAddressError, UnreadableEncodingError)):
            return str(error)
        if is_late or isinstance(error, TimeoutError):
            return f"no answer within {self._limits.seconds:g} s"
        if isinstance(error, ssl.SSLError):
            return f"its certificate is not accepted: {error.reason or error}"
        return f"it cannot be reached: {type(error).__name__}"

    def _follow(self, url: str, deadline: float) -> Page:
        for _ in range(self._limits.redirects + 1):
            page, target = self._get(url, deadline)
            if not target:
                return page
            url = urljoin(url, target)
            if not self._is_welcome(url, deadline):
                return Page(url, problem="its robots.txt asks programs to stay away")
        return Page(url, problem=f"more than {self._limits.redirects} redirects")

    def _get(self, url: str, deadline: float) -> tuple[Page, str]:
        """One answer, and where it redirects to."""
        parts = urlsplit(url)
        connection = self._connect(parts, deadline)
        # A time-out of the socket is for each piece; who sends a byte now and then has to be cut off.
        watch = threading.Timer(max(deadline - time.monotonic(), 0), connection.abort)
        watch.daemon = True
        watch.start()
        try:
            path = quote(
                f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/", safe=_PATH
            )
            connection.request("GET", path, headers=_HEADERS)
            response = connection.getresponse()
            if response.status in _REDIRECTS and (target := response.getheader("Location")):
                return Page(url, response.status), target
            raw, is_cut = self._read(connection, response, deadline)
        finally:
            watch.cancel()
            connection.close()
        return self._make_page(url, response, raw, is_cut=is_cut), ""

    def _make_page(self, url: str, response: http.client.HTTPResponse, raw: bytes, *, is_cut: bool) -> Page:
        body, is_longer = unpack(raw, response.getheader("Content-Encoding", ""), self._limits.size)
        return Page(
            url,
            response.status,
            response.getheader("Content-Type", "").partition(";")[0].strip().lower(),
            decode_page(body, response.headers.get_content_charset()),
            is_cut or is_longer,
            is_for_people=bool(response.getheader("cf-mitigated")),
        )

    def _read(
        self, connection: http.client.HTTPConnection, response: http.client.HTTPResponse, deadline: float
    ) -> tuple[bytes, bool]:
        """As much of the body as the limits allow, and whether there was more."""
        raw = b""
        while len(raw) <= self._limits.size:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            if connection.sock:
                connection.sock.settimeout(left)
            block = response.read1(65536)
            if not block:
                return raw, False
            raw += block
        return raw[: self._limits.size], True

    def _connect(self, parts: SplitResult, deadline: float) -> "_PinnedConnection":
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("no URL of a page")
        port = parts.port or (443 if parts.scheme == "https" else 80)
        address = resolve_public(parts.hostname, port, allow_loopback=self._allow_loopback)
        left = max(deadline - time.monotonic(), 0.001)
        connection = _PinnedConnection(parts.hostname, port, timeout=left)
        connection.pin(address, self._tls if parts.scheme == "https" else None)
        return connection

    def _is_welcome(self, url: str, deadline: float) -> bool:
        parts = urlsplit(url)
        key = (parts.scheme, parts.netloc)
        if key not in self._robots:
            self._robots[key] = self._read_robots(parts, deadline)
        robots = self._robots[key]
        return robots is None or robots.can_fetch(USER_AGENT, url)

    def _read_robots(self, parts: SplitResult, deadline: float) -> RobotFileParser | None:
        """
        What robots.txt asks for (RFC 9309).

        None where there is none: then all is allowed. Where the server fails, nothing is.
        """
        url = f"{parts.scheme}://{parts.netloc}/robots.txt"
        page, target = self._get(url, deadline)
        for _ in range(self._limits.redirects):
            if not target:
                break
            url = urljoin(url, target)
            page, target = self._get(url, deadline)
        robots = RobotFileParser()
        if page.status >= _SERVER_ERRORS_FROM:
            robots.parse(["User-agent: *", "Disallow: /"])
            return robots
        if page.status != http.client.OK:
            return None
        robots.parse(page.body.splitlines())
        return robots


class _PinnedConnection(http.client.HTTPConnection):
    """Connects to an address that was looked at before, and speaks to it by the host's name."""

    def pin(self, address: str, tls: ssl.SSLContext | None) -> None:
        """Set where to connect to, and whether by TLS."""
        self._address = address
        self._tls = tls

    def abort(self) -> None:
        """End it from another thread: whoever reads from it gets an error."""
        if self.sock:
            with contextlib.suppress(OSError):
                self.sock.shutdown(socket.SHUT_RDWR)

    def connect(self) -> None:
        """Connect to the pinned address."""
        plain = socket.create_connection((self._address, self.port), self.timeout)
        self.sock = self._tls.wrap_socket(plain, server_hostname=self.host) if self._tls else plain
