"""The error tree: which status is which kind, and what it says."""

from __future__ import annotations

import inspect

import pytest

from a2p import errors
from a2p.errors import A2PError, NotFound, NotSignedIn, Refused, TwilioError, Unavailable, error_for_status


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
    assert type(error_for_status(status=status, code=None, message="m", call="GET /v1/x")) is kind


def test_a_refusal_says_status_call_code_page_twilios_text_and_what_to_do() -> None:
    error = error_for_status(
        status=400, code=21717, message="Brand is not registered", call="POST /v1/Services"
    )

    assert str(error) == (
        "Twilio answered 400 to POST /v1/Services (code 21717, https://www.twilio.com/docs/api/errors/21717)"
        ": Brand is not registered\n"
        "  do: wait for the Brand's approval (a sole proprietor's YES too), or declare another use case"
    )
    assert (error.status, error.code, error.message) == (400, 21717, "Brand is not registered")


def test_a_refusal_by_a_code_nobody_knows_sends_to_its_page() -> None:
    error = error_for_status(status=400, code=99999, message="New", call="POST /v1/x")

    assert error.remedy.startswith("read https://www.twilio.com/docs/api/errors/99999, correct what it names")


def test_a_key_without_the_right_to_a_call_is_told_so_with_every_code_that_nobody_has_described() -> None:
    error = error_for_status(status=403, code=99998, message="Forbidden", call="POST /v1/x")

    assert "give the API key the right to do this" in error.remedy
    assert "https://www.twilio.com/docs/api/errors/99998" in str(error)


@pytest.mark.parametrize("status", [*range(300, 309), *range(400, 432), 451, 500, 502, 503, 504])
def test_no_answer_of_whatever_status_is_without_a_remedy(status: int) -> None:
    error = error_for_status(status=status, code=None, message="m", call="POST /v1/x")

    assert error.remedy
    assert f"\n  do: {error.remedy.splitlines()[0]}" in str(error)


def test_an_error_without_a_code_names_no_page() -> None:
    error = error_for_status(status=500, code=None, message="Internal Server Error", call="GET /v1/x")

    assert str(error).splitlines()[0] == "Twilio answered 500 to GET /v1/x: Internal Server Error"


def test_every_error_of_ours_is_in_the_tree_drawn_above_it() -> None:
    ours = [
        each for _, each in inspect.getmembers(errors, inspect.isclass) if each.__module__ == errors.__name__
    ]

    assert len(ours) > 5
    for each in ours:
        assert issubclass(each, A2PError)
        assert each.__name__ in (errors.__doc__ or "")


@pytest.mark.parametrize(
    ("error", "kind", "delay", "why"),
    [
        (
            error_for_status(status=400, code=None, message="", call="c"),
            "permanent",
            None,
            "a refusal stands",
        ),
        (
            error_for_status(status=400, code=20429, message="", call="c"),
            "temporary",
            60,
            "its code says it passes",
        ),
        (
            error_for_status(status=400, code=20500, message="", call="c"),
            "temporary",
            60,
            "the code has no delay",
        ),
        (
            error_for_status(status=400, code=30035, message="", call="c"),
            "pending",
            None,
            "a registration runs",
        ),
        (error_for_status(status=404, code=None, message="", call="c"), "permanent", None, "gone is gone"),
        (error_for_status(status=503, code=None, message="", call="c"), "temporary", 60, "nobody said when"),
        (
            error_for_status(status=429, code=None, message="", call="c", retry_after=900),
            "temporary",
            900,
            "Twilio said when",
        ),
        (errors.TwilioUnreachable("x"), "temporary", 60, "a network comes back"),
        (errors.BadAnswer("x"), "temporary", 60, "a sign-in page goes away"),
        (errors.Blocked("x"), "permanent", None, "somebody has to agree"),
    ],
)
def test_an_error_is_of_one_of_three_kinds(error: A2PError, kind: str, delay: int | None, why: str) -> None:
    assert (error.kind.value, error.delay) == (kind, delay), why


def test_a_temporary_error_says_when_the_next_run_may_succeed() -> None:
    error = error_for_status(status=503, code=None, message="Busy", call="GET /v1/x", retry_after=120)

    assert str(error).endswith(
        "run the same command again in 120 s, which may succeed; what was created is found again"
    )


def test_every_kind_of_error_is_drawn_with_its_name() -> None:
    drawn = (errors.__doc__ or "").split("Three kinds")[0]
    made = [
        errors.Blocked("x"),
        errors.TwilioUnreachable("x"),
        errors.BadAnswer("x"),
        error_for_status(status=401, code=None, message="", call=""),
        error_for_status(status=404, code=None, message="", call=""),
        error_for_status(status=503, code=None, message="", call=""),
    ]

    for each in made:
        line = next(line for line in drawn.splitlines() if line.split()[:1] == [type(each).__name__])
        assert line.split()[1] == each.kind.value
