"""The pages that stack files name, as `a2p check --pages` opens them."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from a2p.declared import Customer
from a2p.declared.loading import inspect
from a2p.declared.problems import format_location
from a2p.pages.cache import PageCache
from a2p.pages.fetcher import PageFetcher
from a2p.pages.judge import PageRemark, judge_pages
from a2p.stackfile.checks import Note, fill_secrets
from a2p.stackfile.project import StackProject
from a2p.stackfile.reader import StackFile

RULE = "pages"
ALLOW_LOOPBACK = "A2P_PAGES_ALLOW_LOOPBACK"


def make_cache(project: StackProject) -> PageCache:
    """The pages fetched for a project; of this machine only where the environment allows it, as tests do."""
    fetcher = PageFetcher(allow_loopback=os.environ.get(ALLOW_LOOPBACK) == "1")
    return PageCache(project.file.parent / ".a2p" / "pages", fetcher)


def check_pages(file: Path, stack_file: StackFile, project: StackProject, cache: PageCache) -> Iterator[Note]:
    """A note for each objection to a page of a valid stack file, and for each page that was not seen."""
    customer = _load(stack_file, project)
    if customer is None:
        return
    now = datetime.now(UTC)
    for remark in judge_pages(customer, lambda url: cache.read(url, now)):
        if not _is_secret(remark, stack_file):
            yield _make_note(file, stack_file, remark)


def _load(stack_file: StackFile, project: StackProject) -> Customer | None:
    inherited = {key: value for key, value in project.defaults.items() if key not in stack_file.config}
    customer = inspect({**inherited, **fill_secrets(stack_file)}).customer
    return customer if isinstance(customer, Customer) else None


def _is_secret(remark: PageRemark, stack_file: StackFile) -> bool:
    """Whether the value in the file is a secret, so that an example's page was read in its place."""
    return any(remark.location[: len(secret)] == secret for secret in stack_file.secrets)


def _make_note(file: Path, stack_file: StackFile, remark: PageRemark) -> Note:
    codes = " or ".join(map(str, remark.codes))
    rejection = f", may be rejected with {codes}" if codes else ""
    text = f"{format_location(remark.location)}: {remark.text} ({RULE}{rejection})"
    return Note(file, stack_file.find_place(remark.location), remark.severity, RULE, text, remark.remedy)
