"""`a2p fleet backup`, `restore` and `move`: the fleet's database as a whole."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from a2p.cli.exit_codes import Exit
from a2p.cli.fleet_process import require_extra
from a2p.engine.project import EngineProject


def write_backup(url: str | None, file: Path) -> Exit:
    """Dump a database."""
    with require_extra():
        from fleet.storage import moving
    with _find_database(url) as found:
        moving.back_up(found, file)
    print(f"{file}: {file.stat().st_size} bytes")
    return Exit.DONE


def read_backup(url: str | None, file: Path) -> Exit:
    """Restore into an empty database."""
    with require_extra():
        from fleet.storage import moving
    with _find_database(url) as found:
        moving.restore(file, found)
        _print_rows(moving.count_rows(found))
    return Exit.DONE


def move_database(url: str | None, to: str) -> Exit:
    """Copy, compare, close the old one."""
    with require_extra():
        from fleet.storage import moving
    with _find_database(url) as found:
        _print_rows(moving.move(found, to))
    print("The two are the same. Start the workers with --database-url or A2P_FLEET_DATABASE.")
    return Exit.DONE


@contextmanager
def _find_database(url: str | None) -> Iterator[str]:
    """The database at an address, or the project's own, which runs while the block does."""
    if url:
        yield url
        return
    from fleet.storage.embedded import run_embedded

    with run_embedded(EngineProject.find().folder / ".a2p" / "fleet") as own:
        yield own


def _print_rows(counts: dict[str, int]) -> None:
    for table, rows in sorted(counts.items()):
        if rows:
            print(f"{table}: {rows} rows")
