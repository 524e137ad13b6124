"""What the HTTP client makes of servers that are overloaded, broken, slow, or not there."""

from __future__ import annotations

import email.utils
import logging
import time
from typing import TYPE_CHECKING, Any

import pytest
from twilio.base.exceptions import TwilioException

from a2p.errors import A2PError, NotFound, NotSignedIn, Refused, TwilioError, TwilioUnreachable, Unavailable
from tests.support.end_users import (
    BODY,
    CALLS,
    CREATED,
    END_USER,
    GONE,
    LIST,
    OK,
    PAGE,
    PATH,
    change,
    create,
    delete,
    get,
    read_list,
)
from tests.support.scripted_server import RESET, Answer, ScriptedServer
from tests.support.sessions import PASSWORD, open_session

if TYPE_CHECKING:
    from collections.abc import Callable

    from a2p.twilio.client.session import Session

HTML = "<html><body><h1>502 Bad Gateway</h1></body></html>"


def again(seconds: int) -> str:
    """What a message of a temporary error ends with."""
    return (
        f"  do: run the same command again in {seconds} s, which may succeed; what was created is found again"
    )


# What may be repeated, and what not


def test_a_429_is_repeated_even_for_a_post_because_it_was_not_processed() -> None:
    with ScriptedServer(Answer(429), Answer(429), CREATED) as server, open_session(server.url) as session:
        assert create(session).sid == END_USER

    assert server.methods == ["POST"] * 3


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_5xx_is_never_repeated_for_a_post_because_it_may_have_been_processed(status: int) -> None:
    with (
        ScriptedServer(Answer(status, headers={"Retry-After": "0"}), CREATED) as server,
        open_session(server.url) as session,
        pytest.raises(Unavailable),
    ):
        create(session)

    assert server.methods == ["POST"]


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_5xx_is_repeated_for_a_get(status: int) -> None:
    with ScriptedServer(Answer(status), OK) as server, open_session(server.url) as session:
        assert get(session).sid == END_USER

    assert server.methods == ["GET"] * 2


def test_a_5xx_is_repeated_for_a_delete() -> None:
    with ScriptedServer(Answer(503), GONE) as server, open_session(server.url) as session:
        assert delete(session)

    assert server.methods == ["DELETE"] * 2


def test_a_connection_broken_off_is_repeated_for_a_get() -> None:
    with ScriptedServer(RESET, OK) as server, open_session(server.url) as session:
        assert get(session).sid == END_USER

    assert server.methods == ["GET"] * 2


@pytest.mark.parametrize("call", [create, change])
def test_a_connection_broken_off_is_never_repeated_for_a_post(call: Callable[[Session], Any]) -> None:
    with (
        ScriptedServer(RESET, CREATED) as server,
        open_session(server.url) as session,
        pytest.raises(TwilioUnreachable),
    ):
        call(session)

    assert server.methods == ["POST"]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 412])
@pytest.mark.parametrize("call", CALLS)
def test_any_other_refusal_is_final(call: Callable[[Session], Any], status: int) -> None:
    with (
        ScriptedServer(Answer(status), OK) as server,
        open_session(server.url) as session,
        pytest.raises(TwilioError),
    ):
        call(session)

    assert len(server.arrivals) == 1


def test_retries_wait_longer_and_longer() -> None:
    with ScriptedServer(Answer(503), Answer(503), OK) as server, open_session(server.url) as session:
        get(session)

    first, second = server.gaps
    assert first < second, "up to half a second, then one second and more; a busy machine adds to both"
    assert 1.0 <= second < 6.0


# Retry-After


def test_a_retry_after_in_seconds_is_kept() -> None:
    with (
        ScriptedServer(Answer(429, headers={"Retry-After": "1"}), CREATED) as server,
        open_session(server.url) as session,
    ):
        create(session)

    assert 1.0 <= server.gaps[0] < 4.0


def test_a_retry_after_as_a_date_is_kept() -> None:
    moment = email.utils.formatdate(time.time() + 3, usegmt=True)  # whole seconds: 2 to 3 s from now

    with (
        ScriptedServer(Answer(503, headers={"Retry-After": moment}), OK) as server,
        open_session(server.url) as session,
    ):
        get(session)

    assert 1.5 <= server.gaps[0] < 6.0


@pytest.mark.parametrize(("call", "status"), [(get, 503), (get, 429), (create, 429)])
def test_a_retry_after_beyond_a_minute_is_left_to_the_next_run(
    call: Callable[[Session], Any], status: int
) -> None:
    began = time.monotonic()
    with (
        ScriptedServer(Answer(status, headers={"Retry-After": "3600"}), OK) as server,
        open_session(server.url) as session,
        pytest.raises(Unavailable),
    ):
        call(session)

    assert len(server.arrivals) == 1
    assert time.monotonic() - began < 5


def test_patience_ends_after_five_more_tries() -> None:
    overloaded = Answer(429, {"code": 20429, "message": "Too many requests"}, {"Retry-After": "1"})

    with (
        ScriptedServer(overloaded) as server,
        open_session(server.url) as session,
        pytest.raises(Unavailable) as raised,
    ):
        create(session)

    assert len(server.arrivals) == 6
    assert str(raised.value) == (
        "Twilio answered 429 to POST /v1/EndUsers (code 20429, https://www.twilio.com/docs/api/errors/20429)"
        f": Too many requests\n{again(1)}"
    )


# What an answer that is no success becomes

CORRECT = "  do: correct what the message names in the stack file, then run the same command again"


@pytest.mark.parametrize(
    ("answer", "kind", "told"),
    [
        (
            Answer(400, {"code": 20001, "message": "Missing FriendlyName", "more_info": "…", "status": 400}),
            Refused,
            (
                "Twilio answered 400 to POST /v1/EndUsers (code 20001, "
                "https://www.twilio.com/docs/api/errors/20001): Missing FriendlyName\n"
                "  do: read https://www.twilio.com/docs/api/errors/20001, correct what it names, "
                "run the same command again"
            ),
        ),
        (
            Answer(400, {"message": "No code at all", "status": 400}),
            Refused,
            f"Twilio answered 400 to POST /v1/EndUsers: No code at all\n{CORRECT}",
        ),
        (
            Answer(404, {"code": 20404, "message": "Not found", "status": 404}),
            NotFound,
            (
                "Twilio answered 404 to POST /v1/EndUsers (code 20404, "
                "https://www.twilio.com/docs/api/errors/20404): Not found\n"
                "  do: check the SID and the account: what one account has, another does not show"
            ),
        ),
        (
            Answer(401, {"code": 20003, "message": "Authenticate"}),
            NotSignedIn,
            (
                "Twilio answered 401 to POST /v1/EndUsers (code 20003, "
                "https://www.twilio.com/docs/api/errors/20003): Authenticate\n"
                "  do: check TWILIO_ACCOUNT_SID and TWILIO_API_KEY with "
                "TWILIO_API_SECRET (or TWILIO_AUTH_TOKEN)"
            ),
        ),
        (
            Answer(502, HTML, {"Content-Type": "text/html"}),
            Unavailable,
            f"Twilio answered 502 to POST /v1/EndUsers: Bad Gateway\n{again(60)}",
        ),
        (
            Answer(503),
            Unavailable,
            f"Twilio answered 503 to POST /v1/EndUsers: Service Unavailable\n{again(60)}",
        ),
        (
            Answer(400, ["no", "object"]),
            Refused,
            f"Twilio answered 400 to POST /v1/EndUsers: Bad Request\n{CORRECT}",
        ),
        (
            Answer(302, None, {"Location": "https://login.example/"}),
            Refused,
            (
                "Twilio answered 302 to POST /v1/EndUsers: Found\n"
                "  do: check a2p:baseUrl and the proxy: Twilio redirects nobody, something else answers"
            ),
        ),
        (
            Answer(400, {"message": "x" * 1000}),
            Refused,
            f"Twilio answered 400 to POST /v1/EndUsers: {'x' * 256}\n{CORRECT}",
        ),
    ],
    ids=[
        "with a code",
        "without",
        "not found",
        "not signed in",
        "HTML",
        "empty",
        "a list",
        "a redirection",
        "a long text",
    ],
)
def test_an_answer_that_is_no_success_is_an_error_of_our_tree(
    answer: Answer, kind: type[TwilioError], told: str
) -> None:
    with (
        ScriptedServer(answer) as server,
        open_session(server.url) as session,
        pytest.raises(TwilioError) as raised,
    ):
        create(session)

    assert type(raised.value) is kind
    assert str(raised.value) == told
    assert raised.value.status == answer.status


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize(
    "answer",
    [Answer(302), Answer(400), Answer(401), Answer(404), Answer(429, headers={"Retry-After": "61"}), RESET],
    ids=["302", "400", "401", "404", "429", "reset"],
)
def test_no_exception_of_the_sdk_or_of_requests_comes_out(
    call: Callable[[Session], Any], answer: Answer
) -> None:
    if answer.reset and call in {get, delete, read_list}:
        answer = Answer(503, headers={"Retry-After": "61"})  # a reset would be repeated for half a minute

    with (
        ScriptedServer(answer) as server,
        open_session(server.url) as session,
        pytest.raises(A2PError) as raised,
    ):
        call(session)

    assert not isinstance(raised.value, TwilioException)


def test_a_slow_answer_is_waited_for() -> None:
    with ScriptedServer(Answer(200, BODY, delay=0.7)) as server, open_session(server.url) as session:
        assert get(session).sid == END_USER

    assert server.methods == ["GET"]


# What is kept


def test_a_resource_is_read_once() -> None:
    with ScriptedServer(OK) as server, open_session(server.url) as session:
        assert get(session).sid == get(session).sid

    assert server.methods == ["GET"]


def test_a_list_is_never_kept() -> None:
    with ScriptedServer(PAGE) as server, open_session(server.url) as session:
        read_list(session)
        read_list(session)

    assert [each.path for each in server.arrivals] == [LIST] * 2


def test_what_was_forgotten_is_read_again() -> None:
    with ScriptedServer(OK) as server, open_session(server.url) as session:
        get(session)
        session.forget(PATH)
        get(session)

    assert server.methods == ["GET"] * 2


def test_what_was_written_is_known_without_reading_it() -> None:
    renamed = Answer(200, BODY | {"friendly_name": "a2p/y"})

    with ScriptedServer(OK, renamed, Answer(500)) as server, open_session(server.url) as session:
        get(session)
        change(session)

        assert get(session).friendly_name == "a2p/y"

    assert server.methods == ["GET", "POST"]


def test_what_was_created_is_known_without_reading_it() -> None:
    with ScriptedServer(CREATED, Answer(500)) as server, open_session(server.url) as session:
        create(session)

        assert get(session).sid == END_USER

    assert server.methods == ["POST"]


def test_what_was_deleted_is_asked_for_again() -> None:
    with ScriptedServer(OK, GONE, Answer(404)) as server, open_session(server.url) as session:
        get(session)
        delete(session)
        with pytest.raises(NotFound):
            get(session)

    assert server.methods == ["GET", "DELETE", "GET"]


def test_a_refused_change_is_followed_by_a_new_reading() -> None:
    with ScriptedServer(OK, Answer(400), OK) as server, open_session(server.url) as session:
        get(session)
        with pytest.raises(Refused):
            change(session)
        get(session)

    assert server.methods == ["GET", "POST", "GET"]


def test_a_change_of_which_nobody_knows_whether_it_was_made_is_followed_by_a_new_reading() -> None:
    with ScriptedServer(OK, RESET, OK) as server, open_session(server.url) as session:
        get(session)
        with pytest.raises(TwilioUnreachable):
            change(session)
        get(session)

    assert server.methods == ["GET", "POST", "GET"]


def test_a_missing_resource_is_asked_for_every_time() -> None:
    with ScriptedServer(Answer(404)) as server, open_session(server.url) as session:
        for _ in range(2):
            with pytest.raises(NotFound):
                get(session)

    assert server.methods == ["GET"] * 2


# The log


def test_a_call_is_one_line_with_method_path_status_time_and_request_id(
    caplog: pytest.LogCaptureFixture,
) -> None:
    answers = (Answer(503), Answer(200, BODY, {"Twilio-Request-Id": "RQ1"}))

    with (
        caplog.at_level(logging.INFO, "a2p"),
        ScriptedServer(*answers) as server,
        open_session(server.url) as session,
    ):
        get(session)

    (line,) = [each.getMessage() for each in caplog.records if each.name.startswith("a2p")]
    before, after = line.split(" in ")
    milliseconds, rest = after.split(" ms, ")
    assert before == f"GET {PATH} -> 200"
    assert milliseconds.isdecimal()
    assert rest == "request id RQ1, try 2"


def test_nothing_secret_or_personal_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    personal = Answer(400, {"code": 1, "message": "jane@example.com is taken"})

    with (
        caplog.at_level(logging.DEBUG, "a2p"),
        ScriptedServer(CREATED, personal, RESET) as server,
        open_session(server.url) as session,
    ):
        create(session)
        for _ in range(2):
            with pytest.raises(A2PError):
                create(session)

    lines = [each.getMessage() for each in caplog.records if each.name.startswith("a2p")]
    assert len(lines) == 3
    for secret in (PASSWORD, "jane@example.com", "+14155550199", "4155550199", "Basic"):
        assert secret not in "\n".join(lines)


# The simulator's clock


def test_the_clock_follows_what_the_simulator_tells() -> None:
    told = {"X-Simulator-Time": "1000000.5", "X-Simulator-Speed": "60"}

    with ScriptedServer(Answer(200, BODY, told)) as server, open_session(server.url) as session:
        get(session)

        assert 1_000_000.5 <= session.clock.now() < 1_000_000.5 + 60 * 10
