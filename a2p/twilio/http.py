"""
The HTTP client under the SDK: one base URL if told so, careful retries, one log line a call.

Not here: what the calls mean. Only a2p.twilio.door builds one.
"""

import json
import logging
import re
import time
from typing import Any, Self, cast
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from twilio.http import HttpClient
from twilio.http.response import Response
from urllib3.util.retry import Retry

from a2p import errors
from a2p.clock import Clock

logger = logging.getLogger("a2p.twilio")

_TIMEOUT = (5.0, 30.0)  # seconds to connect, seconds to wait for the answer
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
        return super().increment(*args, **kwargs)


class A2PHttpClient(HttpClient):
    """What the SDK calls instead of its own client. Safe to share between threads."""

    def __init__(self, *, base_url: str | None, clock: Clock) -> None:
        super().__init__(logger, is_async=False, timeout=None)
        self._base_url = base_url.rstrip("/") if base_url else None
        self._clock = clock
        self._session = requests.Session()
        # A company's proxy and certificates come from the environment; to this machine there is none.
        self._session.trust_env = base_url is None
        adapter = HTTPAdapter(pool_maxsize=8, max_retries=PatientRetry.standard())
        self._session.mount("https://", adapter)
        self._session.mount("http://", adapter)
        self._kept: dict[str, Response] = {}

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
            TwilioUnreachable: there was no answer.
        """
        path = urlsplit(url).path
        if method == "GET" and path in self._kept:
            return self._kept[path]
        self.forget(path)  # a write that gets no answer may have been made all the same
        began = time.monotonic()
        try:
            answer = self._session.request(
                method,
                self._address(url),
                params=cast("Any", params),
                data=data,
                headers=headers,
                auth=auth,
                timeout=_TIMEOUT,
                allow_redirects=allow_redirects,
            )
        except requests.RequestException as error:
            logger.warning("%s %s failed: %s", method, path, type(error).__name__)
            raise errors.TwilioUnreachable(_no_answer(method, url, error)) from error
        self._follow_clock(answer)
        _log(method, path, answer, began)
        if answer.status_code >= 300:  # Twilio redirects nothing; a proxy in between may
            raise _refusal(method, path, answer)
        if answer.text and not _is_object(answer.text):
            raise errors.TwilioUnreachable(_NOT_TWILIO.format(call=f"{method} {path}"))
        return self._keep(method, path, Response(answer.status_code, answer.text, answer.headers))

    def forget(self, path: str) -> None:
        """Have the next GET of this path ask Twilio again."""
        self._kept.pop(path, None)

    def _address(self, url: str) -> str:
        if self._base_url is None:
            return url
        parts = urlsplit(url)
        return f"{self._base_url}{parts.path}{'?' + parts.query if parts.query else ''}"

    def _follow_clock(self, answer: requests.Response) -> None:
        if self._base_url and "X-Simulator-Time" in answer.headers:
            shown, speed = answer.headers["X-Simulator-Time"], answer.headers.get("X-Simulator-Speed", "1")
            self._clock.follow(shown=float(shown), speed=float(speed))

    def _keep(self, method: str, path: str, response: Response) -> Response:
        """Keep single resources for this process's readers; a write replaces or drops what it touched."""
        if method == "GET" and _ONE_RESOURCE.search(path):
            self._kept[path] = response
        elif method == "POST":
            self._keep_written(response)
        return response

    def _keep_written(self, response: Response) -> None:
        body = json.loads(response.text) if response.text else {}
        written = urlsplit(body.get("url") or body.get("uri") or "").path
        if _ONE_RESOURCE.search(written):
            self._kept[written] = Response(200, response.text, response.headers)


_NOT_TWILIO = (
    "The answer to {call} is not Twilio's: a success without JSON, as a proxy or a sign-in page gives.\n"
    "  do: check the network, and a2p:baseUrl if the stack has one, then run the same command again"
)


def _is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False


def _log(method: str, path: str, answer: requests.Response, began: float) -> None:
    tries = len(answer.raw.retries.history) + 1 if answer.raw.retries else 1
    logger.info(
        "%s %s -> %d in %d ms, request id %s%s",
        method,
        path,
        answer.status_code,
        round((time.monotonic() - began) * 1000),
        answer.headers.get("Twilio-Request-Id", "-"),
        f", try {tries}" if tries > 1 else "",
    )


def _no_answer(method: str, url: str, error: requests.RequestException) -> str:
    return (
        f"No answer to {method} {urlsplit(url).path}: {type(error).__name__}.\n"
        "  do: check the network (the simulator: `make up` starts it), then run the same command again;\n"
        "      what was created is found again"
    )


def _refusal(method: str, path: str, answer: requests.Response) -> errors.TwilioError:
    body: Any
    try:
        body = answer.json()
    except ValueError:
        body = None
    body = body if isinstance(body, dict) else {}
    code = body.get("code")
    return errors.from_answer(
        status=answer.status_code,
        code=code if isinstance(code, int) else None,
        message=str(body.get("message") or answer.reason)[:256],
        call=f"{method} {path}",
    )
