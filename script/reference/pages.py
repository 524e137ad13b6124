"""The pages of the reference: each is one function from what the code knows to Markdown."""

from collections.abc import Iterable

from a2p.catalogue.codes import CODES
from a2p.catalogue.documents import list_documents
from a2p.catalogue.entry_types import CodeSource, StateSubject
from a2p.catalogue.requirements import REQUIREMENTS
from a2p.catalogue.states import STATES
from a2p.cli.exit_codes import Exit
from a2p.lint.rules import RULES, LintRuleInfo
from a2p.plan import Policy, fees, policies, waits
from a2p.stackfile.key_descriptions import KEY_DESCRIPTIONS
from tables import code, page, section, table

_EXITS = {
    Exit.DONE: "done: nothing to do, or all of it done",
    Exit.ERROR: "an error, wrong usage included; the text says which",
    Exit.WAITING: "a reviewer or the registry is at it; run the next command later",
    Exit.PERSON: "a person must act: edit, answer a text message, open a ticket",
    Exit.BLOCKED: "it could be done, and is refused until somebody agrees to the harm",
    Exit.DRIFT: "what is live is not what is declared",
}


def resources() -> str:
    """What a change of each field of each resource leads to."""
    books = [each for each in vars(policies).values() if isinstance(each, Policy)]
    return page(
        "Resources, and what a change of them leads to",
        "One row for each field. The rule is what the planner goes by (`a2p/plan/policies`); an approved "
        "Campaign is replaced only with `a2p:allowTrafficLoss`.",
        *(section(book.resource, _rows(book)) for book in sorted(books, key=lambda book: book.resource)),
        section(
            "Mandated waits",
            table(
                ["seconds", "why"],
                [
                    (f"{wait.seconds:g}", wait.why)
                    for wait in (waits.AFTER_SUBMISSION, waits.AFTER_DELETION, waits.EXTERNAL_PACE)
                ],
            ),
        ),
        section("Fees that are told before they are due", _fees()),
    )


def _rows(book: Policy) -> str:
    return table(
        ["field", "a change is", "because"], [(code(r.field), r.rule.value, r.why) for r in book.rows]
    )


def _fees() -> str:
    charged = (
        fees.BRAND_REGISTRATION,
        fees.SECONDARY_VETTING,
        fees.CAMPAIGN_REVIEW,
        fees.EXTERNAL_REVIEW,
    )
    return table(
        ["for", "US dollars", "source", "as of"],
        [(fee.name, fee.usd, fee.source, f"{fee.as_of:%Y-%m}") for fee in charged],
    )


def stack_file() -> str:
    """Every key of a stack file."""
    return page(
        "Keys of a stack file",
        "Under `config:` in `stacks/Pulumi.<customer>.yaml`, each with `a2p:` before its first part. "
        "`docs/schema/stack.schema.json` has types and bounds, for editors; `a2p check` keeps them.",
        table(["key", "meaning"], [(code(key), text) for key, text in KEY_DESCRIPTIONS.items()]),
    )


def states() -> str:
    """Stages of a stack, and Twilio's statuses."""
    return page(
        "Stages and statuses",
        "A stack's output `stage` is the first thing on the way that is not done. `a2p explain <word>` says "
        "the same.",
        *(section(of.value.capitalize(), _states(of)) for of in StateSubject),
    )


def _states(of: StateSubject) -> str:
    return table(
        ["", "meaning", "who acts", "how long", "next command", "source"],
        [
            (code(s.word), s.meaning, s.acts, s.takes, code(s.next_command), s.source)
            for s in STATES
            if s.of is of
        ],
    )


def codes() -> str:
    """Every code of Twilio's that the catalogue knows."""
    return page(
        "Twilio's codes",
        "What each means here, whether an edit mends it, and what to do. `ext` are Twilio's public pages. "
        "`a2p explain <code>` says the same.",
        *(section(where.value, _codes(where)) for where in CodeSource),
    )


def _codes(where: CodeSource) -> str:
    return table(
        ["code", "meaning", "can be mended", "lasts", "do", "source"],
        [
            (
                f"[{c.code}]({c.page})",
                c.title,
                c.mends.value,
                _lasts(c.lasts.value, c.delay),
                c.remedy,
                c.source,
            )
            for c in CODES.values()
            if c.where is where
        ],
    )


def _lasts(lasts: str, delay: int | None) -> str:
    return f"{lasts}, {delay} s" if delay else lasts


def lint_rules() -> str:
    """Every rule of the copy lint."""
    return page(
        "Lint of texts",
        "Judged at every preview, and offline by `a2p check`. A rule is silenced in the stack file, with a "
        'reason: `a2p:lint: {ignore: {opt-out-words: "our service appends them"}}`.',
        table(
            ["rule", "complains of", "severity", "source", "the rejections it earns"],
            [
                (code(name), row.about, row.severity, row.requirement, _rejections(row))
                for name, row in RULES.items()
            ],
        ),
    )


def _rejections(row: LintRuleInfo) -> str:
    """The codes, the likeliest first, and whether they are final."""
    return ", ".join(map(str, row.codes)) + ("; final" if row.is_final else "")


def exit_codes() -> str:
    """How each command of `a2p` ends."""
    return page(
        "Exit codes",
        "Of every `a2p` command. Plain `pulumi` ends with 0, or with 255 or 1 on an error, and with 7 where "
        "`--expect-no-changes` finds a change.",
        table(["code", "meaning"], [(each.value, _EXITS[each]) for each in Exit]),
    )


def requirements() -> str:
    """The ids that messages, tables and comments cite."""
    return page(
        "Requirements, by id",
        "What Twilio and The Campaign Registry demand, in our own words, one line each. Messages cite these "
        "ids in brackets; `a2p explain <id>` shows the same, and which files of this project keep it.",
        table(
            ["id", "demand", "Twilio's document"],
            [
                (id_, demand, ", ".join(f"[{page.title}]({page.url})" for page in list_documents(id_)))
                for id_, demand in REQUIREMENTS.items()
            ],
        ),
    )


PAGES = {
    "stack-file.md": stack_file,
    "resources.md": resources,
    "stages.md": states,
    "codes.md": codes,
    "lint.md": lint_rules,
    "exit-codes.md": exit_codes,
    "requirements.md": requirements,
}


def written() -> Iterable[tuple[str, str]]:
    """Each page's file name and text."""
    return ((name, make()) for name, make in PAGES.items())
