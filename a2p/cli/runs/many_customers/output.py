"""What a command over many customers says: the plans, the limits that hold it, a question, how each ended."""

import json
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from a2p.cli.exit_codes import Exit
from a2p.cli.runs.customer_run import CustomerRun
from a2p.cli.runs.one_customer import format_summary
from a2p.cli.terminal.text import bold, format_labelled
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
_DESTROYED = "destroyed; the Brand stays at Twilio"


@dataclass(frozen=True)
class CustomerEnd:
    """How the run of a customer has ended. shared: as it is said of several at once."""

    stack: str
    own: str
    shared: str


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
        self._say_groups(describe_end(self.verb, each) for each in ends)

    def _say_groups(self, ends: Iterable[CustomerEnd]) -> None:
        groups: dict[str, list[CustomerEnd]] = {}
        for each in ends:
            groups.setdefault(each.shared, []).append(each)
        for shared, members in groups.items():
            text = members[0].own if len(members) == 1 else shared
            self.say(f"\n{bold(join_names([each.stack for each in members]))}: {text}")


def describe_end(verb: str, each: CustomerRun) -> CustomerEnd:
    """How one run has ended, in its own words and in those that hold for others too."""
    if each.problem:
        own = each.problem.removeprefix(f"{each.stack}: ")
        name = rf"(?<![\w.-]){re.escape(each.stack)}(?![\w.-])"
        return CustomerEnd(each.stack, own, re.sub(name, _EACH, own))
    if verb == "destroy":
        return CustomerEnd(each.stack, _DESTROYED, _DESTROYED)
    own = format_summary(each.stack, each.recorded).removeprefix(f"{bold(each.stack)}: ")
    outputs = each.recorded.outputs if each.recorded else None
    if outputs is None:
        return CustomerEnd(each.stack, own, own)
    next_step = format_labelled("who must act", outputs.next_step.for_a2p())
    return CustomerEnd(each.stack, own, f"{outputs.stage}\n{next_step}")
