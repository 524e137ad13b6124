"""
Holds a newer OpenAPI document of Twilio's against the contract that is stored here.

    python -m simulator.contract compare twilio_messaging_v1.json …   # of spec/json in twilio/twilio-oai
    python -m simulator.contract take twilio_messaging_v1.json …      # and store it

`compare` prints one line for each difference, whether the client and its Twilio library name it, and ends
with 1 if there is any. A file must bear the name it has at Twilio's. `take --add "GET /v1/…"` takes another
operation along.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.contract.comparison import compare_documents
from simulator.contract.operations import FOLDER
from simulator.contract.reduction import list_operations, reduce_document
from simulator.contract.usage import SourceNames

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.contract.comparison import Difference

LEFT_OUT = FOLDER / "left_out.json"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0: nothing differs, or it was taken; 1: something differs."""
    parser = argparse.ArgumentParser(
        prog="python -m simulator.contract",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(required=True, metavar="command")
    for name, run in (("compare", _compare), ("take", _take)):
        command = commands.add_parser(name)
        command.add_argument("files", nargs="+", type=Path, metavar="FILE")
        command.add_argument("--stored", type=Path, default=FOLDER, help="the folder of the stored contract")
        command.set_defaults(run=run)
        if name == "take":
            command.add_argument("--add", action="append", default=[], metavar="'METHOD PATH'")
        else:
            command.add_argument("--client", nargs="*", type=Path, default=[Path("a2p"), Path("providers")])
    options = parser.parse_args(arguments)
    status: int = options.run(options)
    return status


def _compare(options: argparse.Namespace) -> int:
    client, library = SourceNames.in_folders(options.client), SourceNames.in_package("twilio")
    count = 0
    for file in options.files:
        stored, left_out = _stored(options.stored, file)
        for difference in compare_documents(stored, _read(file), left_out):
            sys.stdout.write(_format(file.stem, difference, client, library) + "\n")
            count += 1
    sys.stdout.write(f"{count} differences\n" if count else "no differences\n")
    return 1 if count else 0


def _format(document: str, difference: Difference, client: SourceNames, library: SourceNames) -> str:
    parts = [document, difference.kind, difference.what, difference.operation]
    parts += [part for part in (difference.name, difference.detail) if part]
    if difference.name:
        parts.append(
            f"client: {client.describe(difference.name)}, library: {library.describe(difference.name)}"
        )
    return " | ".join(parts)


def _take(options: argparse.Namespace) -> int:
    all_left_out = _read(options.stored / LEFT_OUT.name)
    for file in options.files:
        stored, _ = _stored(options.stored, file)
        newer = _read(file)
        wanted = {path: list(methods) for path, methods in list_operations(stored).items()}
        for operation in options.add:
            method, _, path = operation.partition(" ")
            if method.lower() in newer["paths"].get(path, {}):
                wanted.setdefault(path, []).append(method.lower())
        _write(options.stored / file.name, reduce_document(file.stem, newer, wanted))
        all_left_out[file.stem] = {
            path: rest
            for path, methods in list_operations(newer).items()
            if (rest := [method for method in methods if method not in wanted.get(path, ())])
        }
    _write(options.stored / LEFT_OUT.name, all_left_out)
    return 0


def _stored(folder: Path, file: Path) -> tuple[Any, Any]:
    """The stored document of that name, and the operations that were left out of it."""
    if not (folder / file.name).exists():
        names = ", ".join(sorted(path.name for path in folder.glob("twilio_*.json")))
        raise SystemExit(f"{file.name}: the contract has no document of this name; it has {names}")
    return _read(folder / file.name), _read(folder / LEFT_OUT.name).get(file.stem, {})


def _read(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


def _write(file: Path, content: object) -> None:
    file.write_text(json.dumps(content, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
