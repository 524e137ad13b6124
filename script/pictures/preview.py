"""
Record docs/pictures/preview.svg: what `a2p preview` says of a change of an approved customer, in a real run.

    python script/pictures/preview.py [what was recorded]

With a file, what it holds is drawn, and nothing is run.
"""

import re
import sys
import tempfile
from io import StringIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from rich.console import Console
from rich.text import Text

from tests.support.console_pages import Project, start_simulator  # the project's root comes first on the path

TARGET = Path(__file__).resolve().parents[2] / "docs" / "pictures" / "preview.svg"
WIDTH = 108  # characters
# A customer as the tutorial has it, approved; then she moves.
BEFORE = (
    "a2p new jane --from docs/examples/jane.yaml",
    "a2p up jane --yes -- --skip-preview",
    "a2p sim otp-reply jane",
    "a2p up jane --yes -- --skip-preview",
    "a2p sim decide campaign jane VERIFIED",
    "pulumi config set -s jane --path profile.address.street '500 Howard St'",
)
SHOWN = "A2P_ALLOW_TRAFFIC_LOSS=true a2p preview jane"
# Progress is shown twice by the engine where there is no terminal: in passing, and under Diagnostics.
PASSING = re.compile(r"pulumi:pulumi:Stack|registration-status|^\s*@|pulumi:providers:")
FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


def main() -> None:
    """Record and draw, or only draw."""
    record = Path(sys.argv[1]).read_text(encoding="utf-8") if sys.argv[1:] else _recorded()
    console = Console(
        record=True, width=WIDTH, file=StringIO(), force_terminal=True, color_system="truecolor"
    )
    console.print(Text.assemble(("$ ", "bold green"), (SHOWN, "bold")))
    for line in record.splitlines():
        if not PASSING.search(Text.from_ansi(line).plain):
            console.print(Text.from_ansi(line.replace("pulumi-python:dynamic/", "")))
    drawn = FONTS.sub("", console.export_svg(title="a2p", unique_id="preview"))
    TARGET.write_text(drawn, encoding="utf-8")


def _recorded() -> str:
    """What a terminal would get, colours included."""
    with start_simulator() as simulator, tempfile.TemporaryDirectory() as folder:
        project = Project.make(Path(folder), simulator)
        for command in BEFORE:
            print(project.run(command)[-200:])
        return project.run(f"{SHOWN} -- --color always")


if __name__ == "__main__":
    main()
