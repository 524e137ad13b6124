"""`a2p explain`: describes codes, SIDs, stages, statuses, requirements and lint rules, offline."""

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Annotated

from cyclopts import Parameter

from a2p.catalogue.entry_types import AS_OF
from a2p.cli.exit_codes import Exit
from a2p.cli.explain.articles import Article, Fact
from a2p.cli.explain.lookup import find_unknown_codes, look_up, suggest
from a2p.cli.terminal import completers
from a2p.cli.terminal.text import bold, format_labelled, format_paragraph
from a2p.messages import format_message

_GROUPS = (
    ("codes", "30893, error 21717, https://www.twilio.com/docs/api/errors/30034"),
    ("fields", "SAMPLE_MESSAGE_2, as errors[].fields of a rejected Campaign has them"),
    ("stages", "waiting_for_otp, as `pulumi stack output stage` has them"),
    ("statuses", "twilio-rejected, PENDING: of a profile, Brand, identity, Campaign or vetting"),
    ("identifiers", "BN…, MG…/QE…, a whole SID, or the registry's CRMTK1Z"),
    ("requirements", "C11, as messages and comments cite them"),
    ("rules", "opt-out-words, as `a2p check` names them"),
)


def explain(
    *question: Annotated[str, Parameter(completer=completers.complete_questions)],
    catalogue: Annotated[bool, Parameter(negative="", show_default=False)] = False,
    as_json: Annotated[bool, Parameter(name="--json", negative="", show_default=False)] = False,
) -> Exit:
    """
    Describe a code, SID, stage, status, requirement or rule. Without a question: list what can be asked.

    Parameters
    ----------
    question:
        A code of Twilio's, a SID, a stage, a status, a field of a rejection, a requirement's id, or a rule of
        `a2p check`.
    catalogue:
        Say of when the catalogue is, and how many codes it knows.
    as_json:
        Write a JSON list of all meanings.
    """
    if catalogue:
        _write_catalogue(as_json=as_json)
        return Exit.DONE
    asked = " ".join(question)
    if not asked.strip():
        _write_groups(as_json=as_json)
        return Exit.DONE
    articles = look_up(asked)
    if as_json:
        _write_json([article.data() for article in articles])
    elif articles:
        print("\n\n".join(map(_format_article, articles)))
    if not articles:
        print(_unknown_message(asked), file=sys.stderr)
        return Exit.ERROR
    return Exit.DONE


def _format_article(article: Article) -> str:
    heading = f"{bold(article.name)}  ({article.kind})"
    return "\n".join(
        [
            heading,
            format_paragraph(article.title),
            *(format_labelled(label, _format_fact(fact)) for label, fact in article.facts),
        ]
    )


def _format_fact(fact: Fact) -> str:
    return fact if isinstance(fact, str) else ", ".join(fact)


def _unknown_message(asked: str) -> str:
    close = suggest(asked)
    proposed = f"\n  did you mean: {', '.join(close)}" if close else ""
    codes = find_unknown_codes(asked)
    return format_message(
        f"there is no entry for {asked!r}{proposed}",
        remedy=f"read {codes[0]}, for the catalogue is of {AS_OF}"
        if codes
        else "a2p explain, which says what can be asked",
        where="a2p explain",
    )


def _write_groups(*, as_json: bool) -> None:
    if as_json:
        _write_json([{"kind": label, "examples": text} for label, text in _GROUPS])
        return
    print(bold("a2p explain <question>") + "\n" + format_paragraph("Questions may be any of these:"))
    print("\n".join(format_labelled(label, text) for label, text in _GROUPS))


def _write_catalogue(*, as_json: bool) -> None:
    from a2p.cli.explain.catalogue import summarise  # as_json alone decides how it is written

    summary = summarise()
    if as_json:
        _write_json([summary])
        return
    print(
        "\n".join(
            format_labelled(label.replace("_", " "), _format_fact(fact)) for label, fact in summary.items()
        )
    )


def _write_json(data: Sequence[Mapping[str, Fact]]) -> None:
    print(json.dumps(data, indent=2, ensure_ascii=False))
