"""Errors for answers that are no success, for answers that are not Twilio's, and for no answer at all."""

import json
from typing import Any

import requests

from a2p import errors
from a2p.twilio.client import deadlines
from a2p.twilio.client.hosts import describe_failure, describe_host

_LARGEST = 20_000_000  # bytes; a thousand of Twilio's largest objects are a tenth of it


def make_bad_answer(name: str, why: object) -> errors.BadAnswer:
    """The error for an answer that is not Twilio's, or not whole."""
    return errors.BadAnswer(
        f"The answer to {name} is not Twilio's: {why}.",
        remedy=(
            "check the network, and a2p:baseUrl if the stack has one, then run the same command again;\n"
            "what was created is found again"
        ),
    )


def make_too_long(name: str, seconds: float) -> errors.TwilioUnreachable:
    """The error for a call that had no whole answer within so many seconds."""
    return errors.TwilioUnreachable(
        f"No whole answer to {name} within {seconds:g} s, so it was broken off.",
        remedy="run the same command again in a minute; what was created is found again",
    )


def read_body(answer: requests.Response, name: str) -> bytes:
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
            raise make_bad_answer(name, f"it is larger than {_LARGEST // 1_000_000} MB")
    return b"".join(pieces)


def decode_body(body: bytes, name: str) -> str:
    """
    JSON is UTF-8; nothing about it is guessed (G8).

    Raises:
        BadAnswer: it is not.
    """
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise make_bad_answer(name, "it is not UTF-8") from error


def make_no_answer(
    name: str, host: str, error: Exception, call: deadlines.TimedCall
) -> errors.TwilioUnreachable:
    """The error for a call that got no answer from host:port."""
    if call.is_expired:
        return make_too_long(name, call.seconds)
    return errors.TwilioUnreachable(
        f"No answer to {name}: {describe_host(host)} does not answer ({describe_failure(error)}).",
        remedy=(
            "check the network (the simulator: `a2p sim start`), then run the same command again;\n"
            "what was created is found again"
        ),
    )


def to_error(name: str, answer: requests.Response, body: bytes) -> errors.TwilioError:
    """Twilio's own words, or what there is instead."""
    answer_body: Any
    try:
        answer_body = json.loads(body)
    except (ValueError, RecursionError):
        answer_body = None
    answer_body = answer_body if isinstance(answer_body, dict) else {}
    code, retry_after = answer_body.get("code"), answer.headers.get("Retry-After", "")
    message = answer_body.get("message")
    return errors.error_for_status(
        status=answer.status_code,
        code=code if isinstance(code, int) and not isinstance(code, bool) else None,
        message=" ".join((message if isinstance(message, str) and message else str(answer.reason)).split())[
            :256
        ],
        call=name,
        retry_after=float(retry_after) if retry_after.isdecimal() else None,
    )
