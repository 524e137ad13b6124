"""
The HTTP client under the SDK: one base URL if told so, careful retries, one log line a call.

Whatever answers, a call ends in time, and with an answer of Twilio's or an error of ours. Not here: what the
calls mean. Only a2p.twilio.client.session builds one.
"""

import logging
import math
import re
import threading
from typing import Any
from urllib.parse import urlsplit

import requests
from twilio.http import HttpClient
from twilio.http.response import Response
from twilio.rest import Client

from a2p import errors
from a2p.clock import Clock
from a2p.twilio.client import deadlines, error_responses, response_shapes
from a2p.twilio.client.account_check import AccountCheck
from a2p.twilio.client.connections import WatchedAdapter
from a2p.twilio.client.hosts import KnownHosts
from a2p.twilio.client.read_log import note_read
from a2p.twilio.client.retries import TO_CONNECT, TwilioRetry
from a2p.twilio.client.settings import Settings, is_twilio

logger = logging.getLogger("a2p.twilio")

_TO_ANSWER = 30.0  # seconds, of one try
_MOST_PAGES = 1000  # of one list, which are a million objects
_SLOWEST = 0.01  # simulated seconds a second
# A path that ends in a SID is one resource; anything else is a list and is never kept.
_ONE_RESOURCE = re.compile(r"/[A-Z]{2}[0-9a-fA-F]{32}(\.json)?$")


class A2PHttpClient(HttpClient):
    """What the SDK calls instead of its own client. Safe to share between threads."""

    def __init__(self, *, base_url: str | None, clock: Clock, account: AccountCheck | None = None) -> None:
        super().__init__(logger, is_async=False, timeout=None)
        self._base_url = base_url.rstrip("/") if base_url else None
        self._clock = clock
        self._account = account
        self._session = requests.Session()
        # A company's proxy and certificates come from the environment; to this machine there is none.
        self._session.trust_env = base_url is None
        self._known_hosts = KnownHosts()
        adapter = WatchedAdapter(pool_maxsize=16, max_retries=TwilioRetry.with_defaults(self._known_hosts))
        self._session.mount("https://", adapter)
        self._session.mount("http://", adapter)
        self._cache: dict[str, Response] = {}
        self._lists = threading.local()

    def request(  # noqa: PLR0913, PLR0917 - the SDK's signature
        self,
        method: str,
        url: str,
        params: dict[str, object] | None = None,
        data: dict[str, object] | None = None,
        headers: dict[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,  # noqa: ARG002 - the SDK's signature; ours are fixed
        allow_redirects: bool = False,  # noqa: FBT001, FBT002 - the SDK's signature
    ) -> Response:
        """
        Make one call, and answer a repeated GET of the same resource from what is already known.

        Raises:
            TwilioError: the answer is no success.
            TwilioUnreachable: there was no answer in time, or none that is Twilio's.
            ForeignHost: the call would go to a stranger.
        """
        path = urlsplit(url).path
        if method == "GET" and path in self._cache:
            return self._cache[path]
        self.forget(path)  # a write that gets no answer may have been made all the same
        address, name = self._address(url), f"{method} {path}"
        with deadlines.TimedCall() as call:
            if call.is_expired:
                raise error_responses.make_too_long(name, deadlines.OPERATION)
            sent = {"method": method, "params": params, "data": data, "headers": headers, "auth": auth}
            answer, body = self._send(call, name, address, allow_redirects=allow_redirects, **sent)
            if call.is_expired:
                raise error_responses.make_too_long(name, call.seconds)
        self._follow_clock(answer)
        _log_call(method, path, answer, call)
        if method == "GET":
            note_read(url, params, headers, answer.status_code, body)
        if answer.status_code >= 300:  # Twilio redirects nothing; a proxy in between may
            raise error_responses.to_error(name, answer, body)
        text = error_responses.decode_body(body, name)
        return self._parse_and_keep(method, url, Response(answer.status_code, text, answer.headers))

    def _send(
        self, call: deadlines.TimedCall, name: str, address: str, **sent: Any
    ) -> tuple[requests.Response, bytes]:
        """An answer and its body, within the time that is left to the call."""
        try:
            answer = self._session.request(
                url=address, timeout=(TO_CONNECT, min(_TO_ANSWER, call.seconds_left)), stream=True, **sent
            )
            self._known_hosts.note_answer(_host_and_port(address))
            return answer, error_responses.read_body(answer, name)
        except (requests.RequestException, OSError) as error:
            logger.info("%s failed: %s", name, type(error).__name__)
            raise error_responses.make_no_answer(name, _host_and_port(address), error, call) from error

    def forget(self, path: str) -> None:
        """Have the next GET of this path ask Twilio again."""
        self._cache.pop(path, None)

    def forget_all(self) -> None:
        """Have the next GET of anything ask Twilio again."""
        self._cache.clear()

    def _address(self, url: str) -> str:
        """
        Where a call goes.

        Raises:
            ForeignHost: an answer, or the environment, has named a stranger.
        """
        parts = urlsplit(url)
        if self._base_url is not None:
            return f"{self._base_url}{parts.path}{'?' + parts.query if parts.query else ''}"
        if not is_twilio(url):
            raise errors.ForeignHost(
                f"A call would go to {parts.hostname!r}, which is not Twilio; nothing was sent.",
                remedy=(
                    "check TWILIO_REGION and TWILIO_EDGE, and whether something between you and Twilio "
                    "changes its answers"
                ),
            )
        return url

    def _follow_clock(self, answer: requests.Response) -> None:
        if self._base_url and "X-Simulator-Time" in answer.headers:
            try:
                shown = float(answer.headers["X-Simulator-Time"])
                speed = float(answer.headers.get("X-Simulator-Speed", "1"))
            except ValueError:
                return
            # A clock that crawls, or shows no time at all, would be waited for without end.
            if math.isfinite(shown) and (speed == 0 or _SLOWEST <= speed < math.inf):
                self._clock.follow(shown=shown, speed=speed)

    def _parse_and_keep(self, method: str, url: str, response: Response) -> Response:
        """
        An answer that is what it should be, kept for this process's readers where it is one resource.

        Raises:
            BadAnswer: it is not; nothing of it is kept.
            AnotherAccount: it is of another account than the settings name.
        """
        path = urlsplit(url).path
        try:
            body = response_shapes.parse_response(method, path, response.text)
            if method == "GET" and not _ONE_RESOURCE.search(path):
                self._follow_list(url, response_shapes.read_next_page(body))
        except response_shapes.ShapeMismatch as misfit:
            logger.warning("%s %s: bad answer: %s", method, path, misfit)
            raise error_responses.make_bad_answer(f"{method} {path}", misfit) from misfit
        if self._account:
            self._account.note_answer(path, body)
        if method == "GET" and _ONE_RESOURCE.search(path):
            self._cache[path] = response
        elif (
            method == "POST"
            and (written := response_shapes.find_own_path(path, body))
            and _ONE_RESOURCE.search(written)
        ):
            self._cache[written] = Response(200, response.text, response.headers)
        return response

    def _follow_list(self, url: str, following: str | None) -> None:
        """
        Follow one list of this thread from page to page.

        Raises:
            Misfit: it comes back to where it was, goes on in another list, or has no end.
        """
        read: set[str] = getattr(self._lists, "read", set())
        if url not in read or getattr(self._lists, "expected", None) != url:
            read = set()
        read.add(url)
        if following is None:
            self._lists.read, self._lists.expected = set(), None
            return
        if urlsplit(following).path != urlsplit(url).path:
            raise response_shapes.ShapeMismatch("a list that goes on in another one")
        if following in read or len(read) >= _MOST_PAGES:
            raise response_shapes.ShapeMismatch("a list without an end")
        self._lists.read, self._lists.expected = {*read, following}, following


def _host_and_port(address: str) -> str:
    """Host and port, as connections are pooled by."""
    parts = urlsplit(address)
    return f"{parts.hostname}:{parts.port or (443 if parts.scheme == 'https' else 80)}"


def _log_call(method: str, path: str, answer: requests.Response, call: deadlines.TimedCall) -> None:
    tries = len(answer.raw.retries.history) + 1 if answer.raw.retries else 1
    logger.info(
        "%s %s -> %d in %d ms, request id %s%s",
        method,
        path,
        answer.status_code,
        round((call.seconds - call.seconds_left) * 1000),
        answer.headers.get("Twilio-Request-Id", "-"),
        f", try {tries}" if tries > 1 else "",
    )


def sign_in(settings: Settings, clock: Clock, account: AccountCheck) -> tuple[Client, A2PHttpClient]:
    """The SDK's client of one account, and the HTTP client under it; neither has asked anything yet."""
    http = A2PHttpClient(base_url=settings.base_url, clock=clock, account=account)
    client = Client(  # type: ignore[no-untyped-call]
        settings.username, settings.password, account_sid=settings.account_sid, http_client=http
    )
    return client, http
