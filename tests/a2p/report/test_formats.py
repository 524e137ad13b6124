"""One report over many customers, in each form."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET

from a2p.report.formats import FORMATS
from a2p.report.markdown import make_marker
from a2p.report.summary import PreviewReport
from tests.a2p.report.customers import amended, failed, replaced, unchanged

LARGEST_COMMENT = 65_536  # characters, at GitHub


def markdown(*stacks: object, held: tuple[str, ...] = ()) -> str:
    return FORMATS["markdown"](PreviewReport("a2p", stacks, held))  # type: ignore[arg-type]  # of Previewed


def test_a_comment_begins_with_its_mark_and_the_sum() -> None:
    lines = markdown(replaced("acme"), amended("bolt"), unchanged("cove"), failed("dune")).splitlines()

    assert lines[0] == make_marker("a2p") == "<!-- a2p-report: a2p -->"
    assert lines[2] == (
        "### A2P 10DLC: 2 of 4 customers would change, 1 failed, 1 would stop sending; fees $15.00"
    )


def test_what_failed_comes_first_and_what_stays_is_one_line() -> None:
    said = markdown(unchanged("cove"), amended("bolt"), failed("dune"), unchanged("elm"))

    assert said.index("#### dune: the preview failed") < said.index("#### bolt: 1 change")
    assert said.endswith("\n\n2 unchanged: cove, elm\n")


def test_a_change_is_a_row_with_everything_that_comes_with_it() -> None:
    said = markdown(replaced("acme"))

    assert "#### acme: 1 change, $15.00" in said
    assert (
        "| Campaign | **replace**: a new registration | `us_app_to_person_usecase` |  "
        "| fees: Campaign review $15.00<br>traffic: stops until the new Campaign is approved |"
    ) in said


def test_customers_of_whom_the_same_is_to_be_told_share_a_table() -> None:
    said = markdown(*(amended(f"customer-{number}") for number in range(300)))

    assert said.count("| resource |") == 1
    assert "customer-19 and 280 more: 1 change each" in said


def test_a_comment_is_never_longer_than_github_takes() -> None:
    said = markdown(
        *(failed(f"customer-{number}", f"{number} " * 300) for number in range(300)), unchanged("u")
    )

    assert len(said) < LARGEST_COMMENT
    assert "more** do not fit into a comment" in said
    assert said.endswith("1 unchanged: u\n")


def test_no_text_breaks_out_of_its_place() -> None:
    said = markdown(failed("acme", "```\n<!-- a2p-report: other -->\n| a |"), held=("<b>|x",))

    assert "````text\n```\n" in said
    assert "> Held: \\<b\\>\\|x" in said
    page = FORMATS["html"](PreviewReport("a2p", (failed("acme", "<script>"),), ("<i>",)))
    assert "&lt;script&gt;" in page
    assert "<i>" not in page


def test_a_page_is_well_formed_and_needs_nothing_beside_it() -> None:
    page = FORMATS["html"](
        PreviewReport("a2p", (replaced("acme"), failed("dune"), unchanged("u")), ("fees: x",))
    )

    body = page[page.index("<body>") : page.index("</body>") + len("</body>")]
    tree = ET.fromstring(body)  # noqa: S314  # our own
    assert [heading.text for heading in tree.iter("h2")] == [
        "dune: the preview failed",
        "acme: 1 change, $15.00",
    ]
    assert "http" not in page


def test_a_program_reads_amounts_as_texts() -> None:
    told = json.loads(FORMATS["json"](PreviewReport("a2p", (replaced("acme"), unchanged("u")), ("fees: x",))))

    assert told["fees_usd"] == "15.00"
    assert told["held"] == ["fees: x"]
    assert [each["outcome"] for each in told["stacks"]] == ["changes", "unchanged"]
    assert told["stacks"][0]["loses_traffic"] is True
