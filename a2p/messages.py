"""The one place that writes a message for people: what happened, every reason, what to do."""

from collections.abc import Iterable


def format_message(summary: str, *, reasons: Iterable[str] = (), remedy: str = "", where: str = "") -> str:
    """
    A message of several lines.

    where: the resource or file it is about, or "". summary: one sentence. reasons: one line each. remedy: the
    next command or edit; may have several lines; "" where nothing helps.

        <where>: <summary>
          - <reason>
          do: <remedy>
              <its next line>
    """
    lines = [f"{where}: {summary}" if where else summary, *(f"  - {reason}" for reason in reasons)]
    if remedy:
        lines.append("  do: " + "\n      ".join(line.strip() for line in remedy.splitlines()))
    return "\n".join(lines)
