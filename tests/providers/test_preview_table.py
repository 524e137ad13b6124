"""A plain `pulumi preview` ends with the steps of the whole stack, in the order of carrying them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.miniature import MiniatureStack, World

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def stack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MiniatureStack]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("A2P_VERDICTS", raising=False)
    with World.started(tmp_path) as world:
        yield MiniatureStack.of_example("example-standard", world)


def test_a_preview_ends_with_all_steps_in_order(stack: MiniatureStack, tmp_path: Path) -> None:
    output = stack.preview().output

    _, _, table = output.partition("What `pulumi up` would do, in this order:\n")
    rows = [line for line in table.splitlines()[1:] if line.strip() and not line.startswith("    ")]
    assert [row.split()[0] for row in rows[:6]] == [
        "Profile",
        "TrustBundle",
        "Brand",
        "MessagingService",
        "Campaign",
        "PhoneNumberAssociation",
    ]
    assert list((tmp_path / ".a2p" / "previews").iterdir()) == []


def test_there_is_no_table_of_an_up_nor_of_a_preview_without_a_change(stack: MiniatureStack) -> None:
    assert "in this order" not in stack.up().output
    assert "in this order" not in stack.preview().output


def test_whoever_reads_the_verdicts_shows_them(
    stack: MiniatureStack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("A2P_VERDICTS", str(tmp_path / "verdicts.jsonl"))

    assert "in this order" not in stack.preview().output
    assert not (tmp_path / ".a2p").exists()


def test_where_no_file_can_be_made_a_preview_goes_on_without_a_table(
    stack: MiniatureStack, tmp_path: Path
) -> None:
    (tmp_path / ".a2p").write_text("not a folder")

    run = stack.preview()

    assert run.ok
    assert "in this order" not in run.output
