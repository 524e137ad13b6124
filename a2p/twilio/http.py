"""
The HTTP client under the SDK: one base URL if told so, careful retries, one log line a call.

Whatever answers, a call ends in time, and with an answer of Twilio's or an error of ours. Not here: what the
calls mean. Only a2p.twilio.door builds one.
"""

import json
import logging
import math
import random
import re
import threading
from typing import Any, Self, cast
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from twilio.http import HttpClient
from twilio.http.response import Response
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import InvalidHeader
from urllib3.util.retry import Retry

from a2p import errors
from a2p.clock import Clock
from a2p.twilio import answers, deadline
from a2p.twilio.settings import is_twilio

logger = logging.getLogger("a2p.twilio")

_TO_CONNECT, _TO_ANSWER = 5.0, 30.0  # seconds, of one try
_LARGEST = 20_000_000  # bytes; a thousand of Twilio's largest objects are a tenth of it
_MOST_PAGES = 1000  # of one list, which are a million objects
_OVERLOADED = frozenset({429, 500, 502, 503, 504})
_SAFE = frozenset({"GET", "DELETE", "HEAD"})
_MAX_RETRY_AFTER = 60  # seconds; a longer Retry-After is left to the next run
# A path that ends in a SID is one resource; anything else is a list and is never kept.
_ONE_RESOURCE = re.compile(r"/[A-Z]{2}[0-9a-fA-F]{32}(\.json)?$")


class PatientRetry(Retry):
    """
    urllib3's retries, with three rules of our own.

    A 429 was not processed, so it may be repeated whatever the method; a 5xx may have been, so only a
    safe method is repeated after it. A Retry-After beyond a minute is not waited for: the answer stands.
    Jitter keeps many stacks from knocking in step.
    """

    @classmethod
    def standard(cls) -> Self:
        """Five tries, doubling from half a second, with up to half a second of jitter."""
        return cls(
            total=5,
            allowed_methods=_SAFE,
            status_forcelist=_OVERLOADED,
            backoff_factor=0.5,
            backoff_jitter=0.5,
            respect_retry_after_header=True,
            raise_on_status=False,
        )

    def get_retry_after(self, response: Any) -> float | None:
        """Seconds; what is no Retry-After says nothing."""
        try:
            return super().get_retry_after(response)
        except (InvalidHeader, ValueError, OverflowError):
            return None

    def get_backoff_time(self) -> float:
        """Seconds. urllib3 would repeat at once the first time, also for one who has just asked for less."""
        answered = bool(self.history) and self.history[-1].status is not None
        at_first = self.backoff_factor + random.random() * self.backoff_jitter if answered else 0.0  # noqa: S311 - jitter keeps no secret
        return super().get_backoff_time() or at_first

    def is_retry(self, method: str, status_code: int, has_retry_after: bool = False) -> bool:  # noqa: FBT001, FBT002 - urllib3's signature
        """Whether an answered call may be made again."""
        if status_code == 429:
            return bool(self.total)
        return super().is_retry(method, status_code, has_retry_after)

    def increment(self, *args: Any, **kwargs: Any) -> Self:
        """
        What is left after one more try.

        Raises:
            MaxRetryError: the answer asks for more patience than one run has.
        """
        answer = kwargs.get("response")
        if answer is not None and (self.get_retry_after(answer) or 0) > _MAX_RETRY_AFTER:
            return Retry.increment(self.new(total=0), *args, **kwargs)
        call, after = deadline.current(), super().increment(*args, **kwargs)
        pause = (self.get_retry_after(answer) if answer is not None else None) or after.get_backoff_time()
        if call and (call.expired or pause >= call.left):
            return Retry.increment(self.new(total=0), *args, **kwargs)
        return after


class _WatchedHTTP(HTTPConnection):
    """Tells the call that it is on, so that it can be cut."""

    def getresponse(self) -> Any:
        """The beginning of an answer."""
        if call := deadline.current():
            call.on(self.sock)
        return super().getresponse()


class _WatchedHTTPS(HTTPSConnection):
    """The same."""

    def getresponse(self) -> Any:
        """The beginning of an answer."""
        if call := deadline.current():
            call.on(self.sock)
        return super().getresponse()


class _HTTPPool(HTTPConnectionPool):
    ConnectionCls = _WatchedHTTP


class _HTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _WatchedHTTPS


class _Adapter(HTTPAdapter):
    """requests' own, with connections that can be cut."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Make the pools."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _HTTPPool, "https": _HTTPSPool}

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        """Make the pools of a proxy."""
        manager = super().proxy_manager_for(*args, **kwargs)
        manager.pool_classes_by_scheme = {"http": _HTTPPool, "https": _HTTPSPool}
        return manager


class A2PHttpClient(HttpClient):
    """What the SDK calls instead of its own client. Safe to share between threads."""

    def __init__(self, *, base_url: str | None, clock: Clock) -> None:
        super().__init__(logger, is_async=False, timeout=None)
        self._base_url = base_url.rstrip("/") if base_url else None
        self._clock = clock
        self._session = requests.Session()
        # A company's proxy and certificates come from the environment; to this machine there is none.
        self._session.trust_env = base_url is None
        adapter = _Adapter(pool_maxsize=8, max_retries=PatientRetry.standard())
        self._session.mount("https://", adapter)
        self._session.mount("http://", adapter)
        self._kept: dict[str, Response] = {}
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
        if method == "GET" and path in self._kept:
            return self._kept[path]
        self.forget(path)  # a write that gets no answer may have been made all the same
        address, name = self._address(url), f"{method} {path}"
        with deadline.Call() as call:
            if call.expired:
                raise errors.TwilioUnreachable(_TOO_LONG.format(call=name, seconds=deadline.OPERATION))
            try:
                answer = self._session.request(
                    method,
                    address,
                    params=cast("Any", params),
                    data=data,
                    headers=headers,
                    auth=auth,
                    timeout=(_TO_CONNECT, min(_TO_ANSWER, call.left)),
                    allow_redirects=allow_redirects,
                    stream=True,
                )
                body = _body(answer, name)
            except (requests.RequestException, OSError) as error:
                logger.warning("%s failed: %s", name, type(error).__name__)
                raise errors.TwilioUnreachable(_no_answer(name, error, call)) from error
            if call.expired:
                raise errors.TwilioUnreachable(_TOO_LONG.format(call=name, seconds=call.seconds))
        self._follow_clock(answer)
        _log(method, path, answer, call)
        if answer.status_code >= 300:  # Twilio redirects nothing; a proxy in between may
            raise _refusal(name, answer, body)
        return self._understood(method, url, Response(answer.status_code, _text(body, name), answer.headers))

    def forget(self, path: str) -> None:
        """Have the next GET of this path ask Twilio again."""
        self._kept.pop(path, None)

    def forget_all(self) -> None:
        """Have the next GET of anything ask Twilio again."""
        self._kept.clear()

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
                f"A call would go to {parts.hostname!r}, which is not Twilio; nothing was sent.\n"
                "  do: check TWILIO_REGION and TWILIO_EDGE, and whether something between you and Twilio "
                "changes its answers"
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

    def _understood(self, method: str, url: str, response: Response) -> Response:
        """
        An answer that is what it should be, kept for this process's readers where it is one resource.

        Raises:
            BadAnswer: it is not; nothing of it is kept.
        """
        path = urlsplit(url).path
        try:
            body = answers.understood(method, path, response.text)
            if method == "GET" and not _ONE_RESOURCE.search(path):
                self._goes_on(url, answers.next_page(body))
        except answers.Misfit as misfit:
            logger.warning("%s %s: bad answer: %s", method, path, misfit)
            raise errors.BadAnswer(_NOT_TWILIO.format(call=f"{method} {path}", why=misfit)) from misfit
        if method == "GET" and _ONE_RESOURCE.search(path):
            self._kept[path] = response
        elif method == "POST" and (written := answers.made_at(path, body)) and _ONE_RESOURCE.search(written):
            self._kept[written] = Response(200, response.text, response.headers)
        return response

    def _goes_on(self, url: str, following: str | None) -> None:
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
            raise answers.Misfit("a list that goes on in another one")
        if following in read or len(read) >= _MOST_PAGES:
            raise answers.Misfit("a list without an end")
        self._lists.read, self._lists.expected = {*read, following}, following


_SLOWEST = 0.01  # simulated seconds a second
_NOT_TWILIO = (
    "The answer to {call} is not Twilio's: {why}.\n"
    "  do: check the network, and a2p:baseUrl if the stack has one, then run the same command again;\n"
    "      what was created is found again"
)
_TOO_LONG = (
    "No whole answer to {call} within {seconds:g} s, so it was broken off.\n"
    "  do: run the same command again in a minute; what was created is found again"
)


def _body(answer: requests.Response, name: str) -> bytes:
    """
    The whole body.

    Raises:
        BadAnswer: it is larger than any of Twilio's.
    """
    pieces: list[bytes] = []
    size = 0
    for piece in answer.iter_content(65536):
        pieces.append(piece)
        size += len(piece)
        if size > _LARGEST:
            answer.close()
            raise errors.BadAnswer(
                _NOT_TWILIO.format(call=name, why=f"it is larger than {_LARGEST // 1_000_000} MB")
            )
    return b"".join(pieces)


def _text(body: bytes, name: str) -> str:
    """
    JSON is UTF-8; nothing about it is guessed (G8).

    Raises:
        BadAnswer: it is not.
    """
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise errors.BadAnswer(_NOT_TWILIO.format(call=name, why="it is not UTF-8")) from error


def _log(method: str, path: str, answer: requests.Response, call: deadline.Call) -> None:
    tries = len(answer.raw.retries.history) + 1 if answer.raw.retries else 1
    logger.info(
        "%s %s -> %d in %d ms, request id %s%s",
        method,
        path,
        answer.status_code,
        round((call.seconds - call.left) * 1000),
        answer.headers.get("Twilio-Request-Id", "-"),
        f", try {tries}" if tries > 1 else "",
    )


def _no_answer(name: str, error: Exception, call: deadline.Call) -> str:
    if call.expired:
        return _TOO_LONG.format(call=name, seconds=call.seconds)
    return (
        f"No answer to {name}: {type(error).__name__}.\n"
        "  do: check the network (the simulator: `make up` starts it), then run the same command again;\n"
        "      what was created is found again"
    )


def _refusal(name: str, answer: requests.Response, body: bytes) -> errors.TwilioError:
    said: Any
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        said = None
    said = said if isinstance(said, dict) else {}
    code, retry_after = said.get("code"), answer.headers.get("Retry-After", "")
    message = said.get("message")
    return errors.from_answer(
        status=answer.status_code,
        code=code if isinstance(code, int) and not isinstance(code, bool) else None,
        message=" ".join((message if isinstance(message, str) and message else str(answer.reason)).split())[
            :256
        ],
        call=name,
        retry_after=float(retry_after) if retry_after.isdecimal() else None,
    )
