"""What is read of a state in files."""

from __future__ import annotations

from pathlib import Path

import pytest

from a2p.engine.recovery import can_forget
from a2p.engine.state import Checkpoint, FileState, without_password
from tests.support import written_states

AT = "2026-11-22T11:13:55.554009754Z"
OURS = "urn:pulumi:acme::a2p::pulumi-python:dynamic/a2p:Brand::brand"
FOREIGN = "urn:pulumi:acme::a2p::aws:s3/bucket:Bucket::bucket"


def state(folder: Path) -> FileState:
    found = FileState.from_url(folder.as_uri(), "a2p", cwd=folder)
    assert found is not None
    return found


def read(folder: Path, stack: str = "acme") -> Checkpoint:
    found = state(folder).read_checkpoint(stack)
    assert found is not None
    return found


@pytest.mark.parametrize("packed", [False, True])
def test_outputs_and_their_time_are_read_packed_or_not(tmp_path: Path, packed: bool) -> None:  # noqa: FBT001 - a case
    content = written_states.checkpoint("acme", written_states.WAITING, at=AT)
    written_states.write(tmp_path, "acme", content, packed=packed)

    found = read(tmp_path)

    assert found.outputs == written_states.WAITING
    assert found.written_at is not None
    assert found.written_at.isoformat() == "2026-11-22T11:13:55.554009+00:00"
    assert state(tmp_path).list_stacks() == ["acme"]


def test_a_stack_that_was_only_begun_has_nothing_to_say(tmp_path: Path) -> None:
    written_states.write(tmp_path, "acme", {"version": 3, "checkpoint": {"stack": "organization/a2p/acme"}})

    found = read(tmp_path)

    assert (found.outputs, found.urn, found.pending, found.written_at) == ({}, "", (), None)


@pytest.mark.parametrize(
    ("address", "folder"),
    [
        ("file://./state", "/project/state/.pulumi"),
        ("file:///srv/a%20b", "/srv/a b/.pulumi"),
        ("file:///srv?no_tmp_dir=true", "/srv/.pulumi"),
        ("file://~", str(Path.home() / ".pulumi")),
    ],
)
def test_the_folder_of_a_backend_is_found(address: str, folder: str) -> None:
    found = FileState.from_url(address, "a2p", cwd=Path("/project"))

    assert found is not None
    assert found.folder == Path(folder)


@pytest.mark.parametrize("address", ["s3://states", "postgres://u:p@db/states", "https://api.pulumi.com", ""])
def test_a_backend_of_another_kind_is_no_folder(address: str) -> None:
    assert FileState.from_url(address, "a2p", cwd=Path("/project")) is None


def test_the_password_of_a_backend_is_not_shown() -> None:
    assert without_password("postgres://user:secret@db/states?sslmode=on") == "postgres://db/states"
    assert without_password("s3://states?region=eu") == "s3://states?region=eu"


@pytest.mark.parametrize(
    ("pending", "expected"), [((), False), ((OURS,), True), ((FOREIGN,), False), ((OURS, FOREIGN), False)]
)
def test_half_done_creations_are_forgotten_only_if_all_are_ours(
    tmp_path: Path,
    pending: tuple[str, ...],
    expected: bool,  # noqa: FBT001 - a case
) -> None:
    written_states.write(tmp_path, "acme", written_states.checkpoint("acme", {}, at=AT, pending=pending))

    assert can_forget(read(tmp_path)) is expected


def test_what_an_engine_was_killed_at_is_found_and_what_is_whole_is_not(tmp_path: Path) -> None:
    written_states.write(tmp_path, "acme", written_states.checkpoint("acme", {}, at=AT))
    lock = written_states.lock(tmp_path, "acme", pid=1)
    cut = tmp_path / ".pulumi/stacks/a2p/acme.json.attrs"
    cut.write_text("")
    draft = lock.with_name("b.json.18ab.tmp")
    draft.write_text('{"pid"')
    another = tmp_path / ".pulumi/stacks/a2p/acme-2.json.attrs"
    another.write_text("")

    assert set(state(tmp_path).find_partial_writes("acme")) == {cut, draft}
