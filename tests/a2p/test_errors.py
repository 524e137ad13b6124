"""The error tree: which status is which kind, and what it says."""

from __future__ import annotations

import inspect

import pytest

from a2p import errors
from a2p.errors import A2PError, NotFound, NotSignedIn, Refused, TwilioError, Unavailable, from_answer


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, Refused),
        (401, NotSignedIn),
        (403, Refused),
        (404, NotFound),
        (409, Refused),
        (412, Refused),
        (429, Unavailable),
        (500, Unavailable),
        (502, Unavailable),
        (503, Unavailable),
    ],
)
def test_a_status_is_one_kind_of_error(status: int, kind: type[TwilioError]) -> None:
    assert type(from_answer(status=status, code=None, message="m", call="GET /v1/x")) is kind


def test_a_refusal_says_status_call_code_page_twilios_text_and_what_to_do() -> None:
    error = from_answer(status=400, code=21717, message="Brand is not registered", call="POST /v1/Services")

    assert str(error) == (
        "Twilio answered 400 to POST /v1/Services (code 21717, https://www.twilio.com/docs/api/errors/21717)"
        ": Brand is not registered\n"
        "  do: wait for the Brand's approval (a sole proprietor's YES too), or declare another use case"
    )
    assert (error.status, error.code, error.message) == (400, 21717, "Brand is not registered")


def test_a_refusal_by_a_code_nobody_knows_has_no_remedy() -> None:
    error = from_answer(status=400, code=99999, message="New", call="POST /v1/x")

    assert str(error).endswith(": New")


def test_an_error_without_a_code_names_no_page() -> None:
    error = from_answer(status=500, code=None, message="Internal Server Error", call="GET /v1/x")

    assert str(error) == "Twilio answered 500 to GET /v1/x: Internal Server Error"


def test_every_error_of_ours_is_in_the_tree_drawn_above_it() -> None:
    ours = [
        each for _, each in inspect.getmembers(errors, inspect.isclass) if each.__module__ == errors.__name__
    ]

    assert len(ours) > 5
    for each in ours:
        assert issubclass(each, A2PError)
        assert each.__name__ in (errors.__doc__ or "")
