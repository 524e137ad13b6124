"""
Draw docs/pictures/architecture.svg: the way of the data through the folders.

    python script/pictures/architecture.py

Plain SVG, since a page must not need a network or scripts to be read.
"""

from html import escape
from pathlib import Path

TARGET = Path(__file__).resolve().parents[2] / "docs" / "pictures" / "architecture.svg"
WIDTH, HEIGHT = 960, 560
BOX_WIDTH, BOX_HEIGHT = 210, 72

# name: left, top, title, second line, fill
BOXES = {
    "file": (20, 40, "stacks/*.yaml", "one customer's declaration", "#fff7e0"),
    "declared": (260, 40, "a2p/declared", "validated, frozen", "#e8f0fe"),
    "lint": (500, 40, "a2p/lint", "what reviewers will reject", "#e8f0fe"),
    "program": (260, 150, "__main__.py", "declares the resources", "#e8f0fe"),
    "engine": (20, 260, "Pulumi engine", "order, diff, state", "#eeeeee"),
    "providers": (260, 260, "providers/", "check, diff, create, update, delete", "#e8f0fe"),
    "plan": (500, 260, "a2p/plan", "declared x observed: verdict", "#e6f4ea"),
    "observed": (500, 370, "a2p/observed.py", "what Twilio says, as values", "#e8f0fe"),
    "door": (260, 370, "a2p/twilio", "the one way out: waits, retries", "#e8f0fe"),
    "state": (20, 370, "state", "SIDs, secrets sealed", "#fff7e0"),
    "catalogue": (730, 260, "a2p/catalogue", "codes, statuses, stages", "#e6f4ea"),
    "twilio": (140, 474, "Twilio and the registry", "", "#fce8e6"),
    "simulator": (380, 474, "simulator/", "the same on this machine", "#fce8e6"),
}
# from, side; to, side; label
ARROWS = [
    ("file", "right", "declared", "left", ""),
    ("declared", "right", "lint", "left", ""),
    ("declared", "bottom", "program", "top", ""),
    ("program", "left", "engine", "top", ""),
    ("engine", "right", "providers", "left", ""),
    ("engine", "bottom", "state", "top", ""),
    ("providers", "right", "plan", "left", ""),
    ("providers", "bottom", "door", "top", ""),
    ("door", "right", "observed", "left", ""),
    ("observed", "top", "plan", "bottom", ""),
    ("catalogue", "left", "plan", "right", ""),
    ("door", "bottom", "twilio", "top", ""),
    ("door", "bottom", "simulator", "top", ""),
]


def main() -> None:
    """Write the picture."""
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
            'font-family="sans-serif" role="img" aria-label="The way of a declaration to Twilio and back">'
        ),
        (
            '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" '
            'orient="auto"><path d="M0 0 8 4 0 8z" fill="#444"/></marker></defs>'
        ),
        f'<rect width="{WIDTH}" height="{HEIGHT}" rx="8" fill="#ffffff"/>',
        *(_arrow(*arrow) for arrow in ARROWS),
        *(_box(*box) for box in BOXES.values()),
        "</svg>",
    ]
    TARGET.write_text("\n".join(parts) + "\n", encoding="utf-8")


def _box(left: int, top: int, title: str, below: str, fill: str) -> str:
    middle = left + BOX_WIDTH // 2
    baseline = top + (30 if below else 42)
    lines = [
        (
            f'<rect x="{left}" y="{top}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="6" fill="{fill}" '
            'stroke="#444"/>'
        ),
        (
            f'<text x="{middle}" y="{baseline}" text-anchor="middle" font-size="15" font-weight="bold" '
            f'fill="#111">{escape(title)}</text>'
        ),
        (
            f'<text x="{middle}" y="{top + 52}" text-anchor="middle" font-size="11.5" '
            f'fill="#333">{escape(below)}</text>'
        ),
    ]
    return "\n".join(lines if below else lines[:2])


def _arrow(start: str, start_side: str, end: str, end_side: str, label: str) -> str:
    (x1, y1), (x2, y2) = _point(start, start_side), _point(end, end_side)
    line = f'<path d="M{x1} {y1} L{x2} {y2}" stroke="#444" fill="none" marker-end="url(#tip)"/>'
    if not label:
        return line
    x, y = (x1 + x2) // 2 + 12, (y1 + y2) // 2
    return f'{line}\n<text x="{x}" y="{y}" font-size="11" fill="#333">{escape(label)}</text>'


def _point(name: str, side: str) -> tuple[int, int]:
    left, top, *_ = BOXES[name]
    across, down = {"left": (0, 1), "right": (2, 1), "top": (1, 0), "bottom": (1, 2)}[side]
    return left + across * BOX_WIDTH // 2, top + down * BOX_HEIGHT // 2


if __name__ == "__main__":
    main()
