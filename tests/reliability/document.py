"""docs/reliability.md, written from the figures of one run and from nothing else."""

from __future__ import annotations

from typing import Any

# What is bad when it is more than nothing, in the order of the table.
_HARM = (
    "orphans",
    "duplicates",
    "calls too early",
    "previews that show a change",
    "changes shown",
    "writes of a second up",
    "false alarms",
    "violations",
    "writes at Twilio",
    "files unlike",
    "leaks",
)

_WHERE = (
    "**engine**: the real engine, real processes, SIGKILL, and `a2p up` to go on. **miniature**: the",
    "same program and the same providers, run by the engine in small (`tests/support/miniature`), which",
    "`tests/all/properties/test_miniature.py` holds against the real one; there a killed process is a run",
    "that ends at that point, with the state as it was saved by then. Both talk to the simulator, never",
    "to Twilio.",
)
_MEANINGS = (
    "## What is counted",
    "",
    "- *orphans, duplicates*: objects at the simulator, of any kind, beyond those an undisturbed run of",
    "  the same scenario leaves; a duplicate has the content of one that belongs there.",
    "- *converged*: after the disturbance and at most one further command everything is as an",
    "  undisturbed run leaves it, object by object and field by field without SIDs, times and the",
    "  progress of reviews, and a preview shows no change. How often the engine is asked for one stands",
    "  with its row.",
    "- *calls too early*: less than 30 s after a submission, less than 5 s after a deletion, or an",
    "  update without its seven fields (G3, G7, C10).",
    "- *leaks*: personal values of the declaration, or the auth token, in what was said; on the engine",
    "  also in state, logs and the backend's history. The stack file's own text, of which the engine",
    "  keeps a copy, is left out.",
    "- *red*: points at which something was not as it has to be.",
)


def written(results: dict[str, Any]) -> str:
    """The whole document."""
    return "\n".join([*_head(results), *_table(results), *_red(results), *_MEANINGS, ""])


def _head(results: dict[str, Any]) -> list[str]:
    machine = results["machine"]
    run = f"Run of {results['date']}, bounded to {results['minutes']:g} minutes, of which it took"
    load = f"load {machine['load_before']:.1f} at the beginning, {machine['load_after']:.1f} at the end"
    return [
        "# Reliability, measured",
        "",
        "Written by `make reliability` from `docs/reliability.json`, never by hand.",
        f"{run} {results['took']:.0f}; seed {results['seed']}, commit {results['commit']}.",
        f"Machine: {machine['cores']} cores, {machine['system']}, Python {machine['python']},",
        f"{machine['engine']}; {load}.",
        "",
        *_WHERE,
        "",
    ]


def _table(results: dict[str, Any]) -> list[str]:
    rows = ["| family | where | points tried, of | red | counted |", "|---|---|---|---|---|"]
    for each in results["families"]:
        tried = f"{each['tried']} of {each['there']}" if each["there"] else str(each["tried"])
        red = each["counts"].get("red points", 0)
        verdict = f"**{red}**" if each["promised"] and red else f"{red}, a known limit" if red else "0"
        verdict = verdict if each["tried"] else "not done"
        rows.append(f"| {each['name']} | {each['where']} | {tried} | {verdict} | {_counts(each['counts'])} |")
    return [*rows, ""]


def _counts(counts: dict[str, int]) -> str:
    harm = [f"{name} {counts[name]}" for name in _HARM if name in counts]
    rest = [f"{name} {number}" for name, number in counts.items() if name not in {*_HARM, "red points"}]
    return "; ".join([*harm, *rest])


def _red(results: dict[str, Any]) -> list[str]:
    families = [each for each in results["families"] if each["red"] or each["note"]]
    if not families:
        return []
    lines = ["## What to know of single rows", ""]
    for each in families:
        lines += [f"**{each['name']} ({each['where']})**", ""]
        lines += [each["note"], ""] if each["note"] else []
        shown = each["red"][:8]
        lines += [f"- {_short(point)}" for point in shown]
        more = each["counts"].get("red points", 0) - len(shown)
        lines += [f"- and {more} more of the kind"] if more > 0 else []
        lines += [""] if shown else []
    return lines


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 300 else text[:297] + "..."
