"""What a command over many customers says: the plans, the limits that hold it, a question, how each ended."""

import json
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from a2p.cli.exit_codes import Exit
from a2p.cli.runs.one_customer import CustomerRun, format_summary
from a2p.cli.terminal.text import bold
from a2p.errors import A2PError
from a2p.report.summary import (
    PreviewReport,
    format_count,
    format_headline,
    format_unchanged,
    group_customers,
    join_names,
)

_EACH = "<customer>"  # in a text that holds for several


@dataclass(frozen=True)
class ManyOutput:
    """For people on standard output; with as_json that is one object, and they read standard error."""

    verb: str
    as_json: bool

    def say(self, text: str) -> None:
        """A line, or several."""
        print(text, file=sys.stderr if self.as_json else sys.stdout, flush=True)

    def show_report(self, report: PreviewReport) -> None:
        """What would change, the same of several customers once; and the limits that are exceeded."""
        self.say(format_headline(report))
        for group in group_customers(report.stacks):
            self.say(bold(group.title))
            for change in group.previewed.changes:
                self.say(f"  {change.resource}: {change.verdict}: {change.sentence}")
            if self.verb != "preview" and group.previewed.problem:
                continue  # told with all the others at the end
            if group.previewed.problem:
                self.say(f"  {group.previewed.problem}")
        if unchanged := format_unchanged(report.stacks):
            self.say(unchanged)
        for text in report.held:
            print(f"a2p: held, so nothing was done: {text}", file=sys.stderr)

    def require_consent(self, count: int, *, yes: bool) -> None:
        """
        Ask whether to go on, unless that was said before.

        Raises:
            A2PError: nobody can be asked, or the answer was not yes.
        """
        if yes:
            return
        if not sys.stdin.isatty():
            raise A2PError("Nobody can be asked here.", remedy=f"a2p {self.verb} … --yes")
        answer = input(f"a2p {self.verb}: {format_count(count, 'customer')}? yes/no: ")
        if answer.strip().lower() not in {"y", "yes"}:
            raise A2PError("Nothing was done.", remedy=f"answer yes, or a2p {self.verb} … --yes")

    def write_ends(self, ends: Sequence[CustomerRun], ended: Exit, held: Sequence[str]) -> None:
        """How each customer's run has ended; what is the same of several once."""
        if self.as_json:
            summary = {"exit": int(ended), "held": list(held), "stacks": [each.data() for each in ends]}
            print(json.dumps(summary, indent=2, ensure_ascii=False))
            return
        if self.verb == "preview":  # which has shown all but those of whom nothing is known
            ends = [each for each in ends if each.run is None]
        elif held:
            ends = [each for each in ends if each.problem]
        self._say_groups(format_end(self.verb, each) for each in ends)

    def _say_groups(self, ends: Iterable[tuple[str, str]]) -> None:
        groups: dict[str, dict[str, str]] = {}
        for stack, text in ends:
            own_name = rf"(?<![\w.-]){re.escape(stack)}(?![\w.-])"
            groups.setdefault(re.sub(own_name, _EACH, text), {})[stack] = text
        for text, own in groups.items():
            shared = next(iter(own.values())) if len(own) == 1 else text
            self.say(f"\n{bold(join_names(list(own)))}: {shared}")


def format_end(verb: str, each: CustomerRun) -> tuple[str, str]:
    """A customer, and how its run has ended."""
    if each.problem:
        return each.stack, each.problem.removeprefix(f"{each.stack}: ")
    if verb == "destroy":
        return each.stack, "destroyed; the Brand stays at Twilio"
    summary = format_summary(each.stack, each.recorded)
    return each.stack, summary.removeprefix(f"{bold(each.stack)}: ")
