"""A limit of a whole account, kept by processes that know nothing of each other (E5)."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from a2p.errors import NotReady
from a2p.state.call_times import FileCallTimes
from a2p.twilio.client.rate_limits import RateLimit
from tests.support.sessions import open_session
from tests.support.simulator import ROOT, SimulatorProcess

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from a2p.twilio.client.session import Session

NOWHERE = "http://127.0.0.1:9"  # nothing here makes a call
NOW = 1_000_000.0
SPEED = 100.0
ONE_IN_FIVE = RateLimit("one-in-five", calls=1, per_seconds=5.0)
THREE_IN_TEN = RateLimit("three-in-ten", calls=3, per_seconds=10.0)
PROCESSES = 8


@pytest.fixture
def state_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def session(state_home: Path) -> Iterator[Session]:
    """One whose clock runs a hundred times as fast as the machine's."""
    with open_session(NOWHERE) as opened:
        opened.clock.follow(shown=NOW, speed=SPEED)
        yield opened


def file_of(pace: RateLimit, session: Session) -> Path:
    """Where the runs of one machine keep the times."""
    times = pace._times(session)
    assert isinstance(times, FileCallTimes)
    return times.path


def take(pace: RateLimit, session: Session) -> float:
    """One turn; when it began."""
    with pace.acquire(session):
        return session.clock.now()


def test_the_first_call_waits_for_nothing_and_the_next_for_what_is_left(session: Session) -> None:
    first = take(ONE_IN_FIVE, session)
    session.clock.sleep(3)
    second = take(ONE_IN_FIVE, session)

    assert first - NOW < 1
    assert 5 <= second - first < 6


def test_so_many_calls_go_at_once_and_no_more_in_any_window(session: Session) -> None:
    times = [take(THREE_IN_TEN, session) for _ in range(8)]

    assert times[2] - times[0] < 2
    assert all(later - earlier >= 10 for earlier, later in zip(times, times[3:], strict=False))
    assert times[-1] - times[0] < 24


def test_a_call_that_is_slow_on_its_way_counts_from_its_answer(session: Session) -> None:
    with ONE_IN_FIVE.acquire(session):
        session.clock.sleep(30)
        answered = session.clock.now()

    assert take(ONE_IN_FIVE, session) - answered >= 5


def test_a_call_that_failed_counts_too(session: Session) -> None:
    began = session.clock.now()
    with pytest.raises(ZeroDivisionError), ONE_IN_FIVE.acquire(session):
        _ = 1 / 0

    assert take(ONE_IN_FIVE, session) - began >= 5


def test_threads_of_one_process_take_turns(session: Session) -> None:
    times: list[float] = []
    threads = [threading.Thread(target=lambda: times.append(take(ONE_IN_FIVE, session))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert all(later - earlier >= 5 for earlier, later in itertools.pairwise(sorted(times)))


@pytest.mark.parametrize(
    "content",
    [f"{NOW + 86_400}\n", "not a number\n", "inf\n", f"{NOW}\n1000", "\x00" * 20],
    ids=["a later time", "a text", "infinity", "half a line", "nulls"],
)
def test_what_the_file_says_of_another_time_or_nobody_understands_costs_one_period(
    session: Session, content: str
) -> None:
    """A simulator began anew, a clock was set back, a process died while it wrote."""
    take(ONE_IN_FIVE, session)
    file_of(ONE_IN_FIVE, session).write_text(content)
    before = session.clock.now()

    waited = take(ONE_IN_FIVE, session) - before

    assert waited < 60, "one period and what a busy machine adds, and not the time to come"
    assert take(ONE_IN_FIVE, session) - before >= 5


def test_every_account_and_every_simulator_has_a_pace_of_its_own(state_home: Path) -> None:
    first, second = "AC" + "1" * 32, "AC" + "2" * 32
    files = set()
    for url, account in ((NOWHERE, first), (NOWHERE, second), (NOWHERE + "9", first)):
        with open_session(url, account=account) as opened:
            files.add(file_of(ONE_IN_FIVE, opened))
    with open_session(NOWHERE, account=first) as opened:
        files.add(file_of(THREE_IN_TEN, opened))

    assert len(files) == 4
    assert all(file.is_relative_to(state_home / "a2p") for file in files)


def test_a_relative_state_home_is_none(
    session: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """As the XDG base directory specification has it."""
    monkeypatch.setenv("XDG_STATE_HOME", "state")
    monkeypatch.setenv("HOME", str(tmp_path))

    assert file_of(ONE_IN_FIVE, session).is_relative_to(tmp_path / ".local" / "state" / "a2p")


def test_a_folder_that_cannot_be_written_is_told_with_the_remedy(
    session: Session, state_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (state_home / "a-file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(state_home / "a-file"))

    with pytest.raises(NotReady, match="do: set XDG_STATE_HOME to a folder that can be written"):
        take(ONE_IN_FIVE, session)


def test_a_process_that_dies_in_its_turn_lets_go_and_its_call_counts(
    session: Session, state_home: Path
) -> None:
    program = (
        "import sys, time\n"
        "from tests.support.sessions import open_session\n"
        "from a2p.twilio.client.rate_limits import RateLimit\n"
        f"with open_session({NOWHERE!r}) as session:\n"
        f"    session.clock.follow(shown={NOW}, speed=0)\n"
        f"    with {ONE_IN_FIVE!r}.acquire(session):\n"
        "        print('in', flush=True)\n"
        "        time.sleep(60)\n"
    )
    dying = subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True, env=dict(os.environ)
    )
    with dying:
        assert dying.stdout is not None
        assert dying.stdout.readline() == "in\n"
        dying.kill()
    session.clock.follow(shown=NOW, speed=SPEED)

    assert 5 <= take(ONE_IN_FIVE, session) - NOW < 20


@pytest.mark.parametrize("shared", ["files", "postgresql"])
def test_eight_processes_associate_no_closer_than_five_seconds(
    state_home: Path, shared: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """E5: too close is not refused, it fails minutes later; the simulator's log and its late verdict tell."""
    if shared == "postgresql":
        monkeypatch.setenv("PULUMI_BACKEND_URL", request.getfixturevalue("postgres_backend").url)
    with SimulatorProcess.start(speed=20) as simulator:
        with open_session(
            simulator.url, account=simulator.account_sid, password=simulator.auth_token
        ) as session:
            services = [
                session.client.messaging.v1.services.create(friendly_name=f"pace-{number}").sid
                for number in range(PROCESSES)
            ]
        processes = [_associating(simulator, service) for service in services]
        for process in processes:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        for process in processes:
            process.communicate("go\n")
        assert [process.returncode for process in processes] == [0] * PROCESSES

        calls = simulator.control("GET", "/requests")
        times = [call["time"] for call in calls if call["path"] == "/v1/Services/PreregisteredUsa2p"]
        simulator.advance(150)
        campaigns = simulator.control("GET", "/state")["campaign"]

    assert len(times) == PROCESSES
    gaps = [later - earlier for earlier, later in itertools.pairwise(times)]
    assert min(gaps) >= 5, gaps
    assert max(gaps) < 15, "the limit is kept, and no more than that"
    assert {campaign["campaign_status"] for campaign in campaigns} == {"PENDING"}


def _associating(simulator: SimulatorProcess, service_sid: str) -> subprocess.Popen[str]:
    campaign_id = simulator.control("POST", "/tcr/campaigns")["campaign_id"]
    simulator.control("POST", f"/tcr/campaigns/{campaign_id}/share")
    simulator.control("POST", f"/tcr/campaigns/{campaign_id}/decide", {"status": "accept"})
    facts = [simulator.url, simulator.account_sid, simulator.auth_token, service_sid, campaign_id]
    return subprocess.Popen(
        [sys.executable, "-m", "tests.a2p.twilio.associating", json.dumps(facts)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_accounts_have_limits_of_their_own_or_share_those_of_their_isv(
    state_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert state_home.is_dir()
    with (
        open_session(NOWHERE, account="AC" + "1" * 32) as one,
        open_session(NOWHERE, account="AC" + "2" * 32) as two,
    ):
        assert file_of(ONE_IN_FIVE, one) != file_of(ONE_IN_FIVE, two)

        monkeypatch.setenv("A2P_PACE", "isv")

        assert file_of(ONE_IN_FIVE, one) == file_of(ONE_IN_FIVE, two)
