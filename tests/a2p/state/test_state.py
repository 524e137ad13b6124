"""What is read of a state, the same in a folder, in PostgreSQL and in a bucket."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from a2p.state.backends.cloud import CloudState
from a2p.state.backends.files import FileStore
from a2p.state.errors import CheckpointUnreadable, StateUnreachable
from a2p.state.opening import find_backend, open_state
from a2p.state.state import StoredState
from tests.support import written_states
from tests.support.written_states import AT

if TYPE_CHECKING:
    from tests.support.backends import Backend


def ask_nobody(*arguments: str) -> tuple[int, str, str]:
    raise AssertionError(f"the engine is asked {arguments}")


@pytest.fixture
def state(backend: Backend) -> StoredState:
    opened = open_state(backend.url, "a2p", cwd=Path("/"), env=backend.variables, ask=ask_nobody)
    assert isinstance(opened, StoredState)
    assert opened.kind == backend.kind
    return opened


def put(state: StoredState, stack: str, content: dict[str, Any], *, packed: bool = False) -> str:
    key = f".pulumi/stacks/a2p/{stack}.json{'.gz' if packed else ''}"
    text = json.dumps(content).encode()
    state.store.write(key, gzip.compress(text) if packed else text)
    return key


def put_lock(state: StoredState, stack: str, name: str, **said: Any) -> None:
    state.store.write(f".pulumi/locks/organization/a2p/{stack}/{name}.json", json.dumps(said).encode())


def put_history(state: StoredState, stack: str, number: int, part: str, content: dict[str, Any]) -> None:
    key = f".pulumi/history/a2p/{stack}/{stack}-{1795346286689774600 + number}.{part}.json"
    state.store.write(key, json.dumps(content).encode())


def waiting(stack: str, **changes: Any) -> dict[str, Any]:
    return written_states.checkpoint(stack, {**written_states.WAITING, **changes}, at=AT)


def test_an_empty_state_holds_no_stack_and_is_no_error(state: StoredState) -> None:
    state.require_writable()

    assert state.list_stacks() == []
    assert state.has_stack("acme") is False
    assert state.read_checkpoint("acme") is None
    assert state.list_all_locks() == {}


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
def test_a_checkpoint_is_read_packed_or_not(state: StoredState, packed: bool) -> None:  # noqa: FBT001 - a case
    put(state, "acme", waiting("acme"), packed=packed)
    put(state, "acme-2", waiting("acme-2", stage="verified"))

    found = state.read_checkpoint("acme")

    assert found is not None
    assert found.outputs == written_states.WAITING
    assert found.written_at is not None
    assert found.written_at.isoformat() == "2026-11-22T11:13:55.554009+00:00"
    assert state.list_stacks() == ["acme", "acme-2"]


def test_checkpoints_are_found_one_by_one_or_in_one_listing(state: StoredState) -> None:
    names = [f"acme-{number}" for number in range(20)]
    keys = {name: put(state, name, waiting(name)) for name in names}
    put(state, "acme", waiting("acme"))

    for asked in ([], ["acme-3", "nobody"], [*names, "nobody"]):
        found = state.find_checkpoints(asked)
        assert {stack: entry.key for stack, entry in found.items()} == {
            stack: keys[stack] for stack in asked if stack in keys
        }


def test_a_stack_that_was_only_begun_has_nothing_to_say(state: StoredState) -> None:
    put(state, "acme", {"version": 3, "checkpoint": {"stack": "organization/a2p/acme"}})

    found = state.read_checkpoint("acme")

    assert found is not None
    assert (found.outputs, found.urn, found.pending, found.written_at) == ({}, "", (), None)


def test_what_belongs_to_other_projects_or_is_a_backup_is_no_stack(state: StoredState) -> None:
    key = put(state, "acme", waiting("acme"))
    state.store.write(f"{key}.bak", b"{}")
    state.store.write(".pulumi/stacks/other/bolt.json", b"{}")
    state.store.write(".pulumi/stacks/a2p_/bolt.json", b"{}")
    state.store.write(".pulumi/meta.yaml", b"version: 1")

    assert state.list_stacks() == ["acme"]


def test_locks_are_read_of_one_stack_and_of_all_and_removed_one_at_a_time(state: StoredState) -> None:
    said = {"pid": 7, "username": "ann", "hostname": "here", "timestamp": "2026-11-22T11:13:55Z"}
    put_lock(state, "acme", "one", **said)
    put_lock(state, "acme", "two", **said | {"pid": 8})
    put_lock(state, "acme-2", "one", **said | {"pid": 9})
    put_lock(state, "bolt", "cut")

    first, second = sorted(state.list_locks("acme"), key=lambda lock: lock.pid)
    state.remove_lock(first)

    assert (first.pid, first.user, first.host, first.at.year) == (7, "ann", "here", 2026)
    assert state.list_locks("acme") == [second]
    assert {stack: [lock.pid for lock in locks] for stack, locks in state.list_all_locks().items()} == {
        "acme": [8],
        "acme-2": [9],
        "bolt": [0],
    }


def test_the_history_says_whether_the_last_run_failed_and_what_was_before(state: StoredState) -> None:
    for number, (stage, result) in enumerate([("waiting_for_otp", "succeeded"), ("verified", "failed")]):
        put_history(state, "acme", number, "history", {"kind": "update", "result": result})
        put_history(state, "acme", number, "checkpoint", waiting("acme", stage=stage))
    put_history(state, "acme-2", 9, "history", {"kind": "update", "result": "succeeded"})

    assert state.has_failed_last_run(state.list_history("acme")) is True
    assert state.has_failed_last_run(state.list_all_histories()["acme-2"]) is False
    earlier = state.read_history("acme", state.list_history("acme"))
    assert [each.outputs["stage"] for each in earlier] == ["verified", "waiting_for_otp"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b'{"version": 3, "checkpoint": {"latest": {"resou',
        gzip.compress(b"{}" * 99, mtime=0)[:30],
        b"[]",
        b"\xff" * 9,
    ],
    ids=["empty", "cut off", "packed and cut off", "another shape", "no text"],
)
def test_an_unreadable_checkpoint_is_an_error_of_its_stack_that_offers_the_backup(
    state: StoredState, content: bytes
) -> None:
    """F6: seen after a full disk."""
    key = put(state, "acme", waiting("acme"))
    put(state, "bolt", waiting("bolt"))
    state.store.write(f"{key}.bak", state.store.read(key) or b"")
    state.store.write(key, content)

    with pytest.raises(
        CheckpointUnreadable, match=r"(?s)^acme: .*cannot be read.*do: a2p doctor --restore acme"
    ):
        state.read_checkpoint("acme")
    assert state.read_checkpoint("bolt") is not None
    assert state.list_stacks() == ["acme", "bolt"]

    assert state.restore_backup("acme") is True
    assert state.read_checkpoint("acme") is not None


def test_without_a_backup_the_way_out_is_to_begin_again(state: StoredState) -> None:
    key = put(state, "acme", {})
    state.store.write(key, b"{")
    state.store.write(f"{key}.bak", b"{")

    with pytest.raises(
        CheckpointUnreadable, match=r"remove encryptionsalt from Pulumi\.acme\.yaml, then a2p up acme"
    ):
        state.read_checkpoint("acme")
    assert state.restore_backup("acme") is False


def test_many_objects_are_written_over_and_deleted(state: StoredState) -> None:
    for number in range(40):
        state.store.write(f"some/{number:02}", b"old")
    state.store.write("some/00", b"\x00new")
    state.store.delete([f"some/{number:02}" for number in range(1, 40)] + ["some/never"])

    assert state.store.read_many(["some/00", "some/01"]) == {"some/00": b"\x00new"}
    assert [entry.key for entry in state.store.list_entries("some/")] == ["some/00"]


def test_one_stack_is_found_among_thousands_whose_names_begin_alike(state: StoredState) -> None:
    for stack in ("acm", "acme", "acme-2", "acme.json", "acmf"):
        put(state, stack, waiting(stack), packed=True)
        state.store.write(f".pulumi/stacks/a2p/{stack}.json.gz.bak", b"{}")

    entry = state.find_checkpoint("acme")
    assert entry is not None
    assert entry.key == ".pulumi/stacks/a2p/acme.json.gz"
    assert state.list_stacks() == ["acm", "acme", "acme-2", "acme.json", "acmf"]
    assert state.find_checkpoint("ac") is None


def test_a_tag_changes_with_the_content(state: StoredState) -> None:
    def tag() -> str:
        (entry,) = state.store.list_entries("one")
        return entry.tag

    state.store.write("one", b"1")
    first = tag()
    state.store.write("one", b"2")

    assert tag() != first


@pytest.mark.parametrize(
    ("url", "env"),
    [
        ("postgres://a2p:Wr0ngpw@127.0.0.1:9/a2p?sslmode=disable", {}),
        ("postgres://127.0.0.1:9/a2p?user=a2p&password=Wr0ngpw&sslmode=disable", {}),
        ("postgres://a2p@127.0.0.1:9/a2p", {"PGPASSWORD": "Wr0ngpw"}),
        ("s3://states?region=us-east-1&endpoint=http://127.0.0.1:9", {"AWS_SECRET_ACCESS_KEY": "Wr0ngpw"}),
    ],
)
def test_a_state_that_cannot_be_reached_is_an_error_without_the_password(
    url: str, env: dict[str, str]
) -> None:
    """F4, F1: never "not begun"."""
    state = open_state(url, "a2p", cwd=Path("/"), env={**env, "AWS_ACCESS_KEY_ID": "k"}, ask=ask_nobody)

    with pytest.raises(StateUnreachable, match="do: check") as raised:
        state.read_checkpoint("acme")

    assert "Wr0ngpw" not in str(raised.value)


def test_a_folder_that_is_missing_is_empty_and_cannot_be_written(tmp_path: Path) -> None:
    state = StoredState(FileStore(tmp_path / "none"), "a2p")

    assert state.list_stacks() == []
    with pytest.raises(StateUnreachable, match="do: mkdir -p"):
        state.require_writable()


def test_a_bucket_that_is_not_there_is_an_error(s3_backend: Backend) -> None:
    url = s3_backend.url.replace("s3://a2p-", "s3://another-")
    state = open_state(url, "a2p", cwd=Path("/"), env=s3_backend.variables, ask=ask_nobody)

    with pytest.raises(StateUnreachable, match="check the bucket's name"):
        state.list_stacks()


def test_a_database_that_is_not_there_is_an_error(postgres_backend: Backend) -> None:
    url = postgres_backend.url.replace("/a2p_", "/another_")
    state = open_state(url, "a2p", cwd=Path("/"), env={}, ask=ask_nobody)

    with pytest.raises(StateUnreachable, match="does not exist"):
        state.list_stacks()


@pytest.mark.parametrize(
    ("address", "folder"),
    [
        ("file://./state", "/project/state"),
        ("file:///srv/a%20b", "/srv/a b"),
        ("file:///srv?no_tmp_dir=true", "/srv"),
        ("file://~", str(Path.home())),
    ],
)
def test_the_folder_of_a_backend_is_found(address: str, folder: str) -> None:
    assert FileStore.from_url(address, cwd=Path("/project")).folder == Path(folder)


def test_what_an_engine_was_killed_at_is_found_and_what_is_whole_is_not(tmp_path: Path) -> None:
    written_states.write(tmp_path, "acme", written_states.checkpoint("acme", {}, at=AT))
    lock = written_states.lock(tmp_path, "acme", pid=1)
    cut = tmp_path / ".pulumi/stacks/a2p/acme.json.attrs"
    cut.write_text("")
    draft = lock.with_name("b.json.18ab.tmp")
    draft.write_text('{"pid"')
    (tmp_path / ".pulumi/stacks/a2p/acme-2.json.attrs").write_text("")

    found = StoredState(FileStore(tmp_path), "a2p").list_partial_writes("acme")

    assert {tmp_path / key for key in found} == {cut, draft}


def test_pulumi_cloud_is_asked_through_the_engine() -> None:
    deployment = {"deployment": {"manifest": {"time": AT}, "resources": []}}
    answers = {
        ("stack", "ls", "--json", "--project", "a2p"): (0, '[{"name": "acme"}, {"name": "org/bolt"}]', ""),
        ("stack", "export", "--stack", "acme"): (0, json.dumps(deployment), ""),
        ("stack", "export", "--stack", "bolt"): (255, "", "error: no stack named 'bolt' found"),
        ("stack", "export", "--stack", "carl"): (255, "", "error: no credentials"),
    }
    state = CloudState("https://api.pulumi.com", "a2p", lambda *words: answers[words])

    assert state.list_stacks() == ["acme", "bolt"]
    assert state.has_stack("acme") is True
    assert state.has_stack("bolt") is False
    with pytest.raises(StateUnreachable, match="no credentials"):
        state.has_stack("carl")


def test_the_address_is_that_of_the_environment_the_project_or_the_last_login(tmp_path: Path) -> None:
    (tmp_path / "credentials.json").write_text('{"current": "s3://of-the-login"}')
    env = {"PULUMI_HOME": str(tmp_path)}
    project = "name: a2p\nbackend:\n  url: s3://of-the-project\n"

    assert find_backend({**env, "PULUMI_BACKEND_URL": "file://~"}, project) == "file://~"
    assert find_backend(env, project) == "s3://of-the-project"
    assert find_backend(env, "name: a2p") == "s3://of-the-login"
    assert find_backend({"PULUMI_HOME": "/nowhere"}, "name: a2p") == ""
