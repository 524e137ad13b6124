"""One session for all threads of a process, and the SDK loaded before anybody uses it."""

from __future__ import annotations

import subprocess
import sys

from tests.support.simulator import ROOT

FOUR_THREADS_AT_ONCE = """
import threading
from a2p.twilio.client.session import connect, warm_up
from a2p.twilio.client.settings import Settings

warm_up()
settings = Settings("AC" + "1" * 32, "user", "password", "http://127.0.0.1:9")
sessions, together = [], threading.Barrier(4)

def use(part):
    together.wait()
    session = connect(settings)
    getattr(session.client, part).v1
    sessions.append(session)

threads = [threading.Thread(target=use, args=(part,)) for part in ("trusthub", "messaging") * 2]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(sessions), len(set(map(id, sessions))))
"""


def test_threads_that_begin_at_once_share_one_door_and_do_not_lock_each_other_out() -> None:
    for _ in range(3):
        said = subprocess.run(
            [sys.executable, "-c", FOUR_THREADS_AT_ONCE], cwd=ROOT, capture_output=True, text=True, check=True
        )
        assert said.stdout == "4 1\n", said.stderr
