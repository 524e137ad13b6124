"""Pages that were fetched lately, each with the date, so that a second check asks nobody again."""

import hashlib
import json
import os
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

from a2p.pages.fetcher import Page, PageFetcher

FRESH = timedelta(hours=24)
_ERRORS_FROM = 400  # mended pages are looked at again at once


class PageCache:
    """Keeps each page in a file of a folder; what is older than FRESH is fetched again."""

    def __init__(self, folder: Path, fetcher: PageFetcher) -> None:
        self._folder = folder
        self._fetcher = fetcher

    def read(self, url: str, now: datetime) -> tuple[Page, datetime]:
        """A page, and when it was fetched. What could not be seen, or was an error, is not kept."""
        file = self._folder / f"{hashlib.sha256(url.encode()).hexdigest()[:32]}.json"
        if kept := _load(file, url, now):
            return kept
        page = self._fetcher.fetch(url)
        if not page.problem and page.status < _ERRORS_FROM:
            _store(file, url, page, now)
        return page, now


def _load(file: Path, url: str, now: datetime) -> tuple[Page, datetime] | None:
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        fetched = datetime.fromisoformat(kept["fetched"])
        if kept["asked"] == url and timedelta() <= now - fetched < FRESH:
            return Page(**kept["page"]), fetched
    except (OSError, ValueError, KeyError, TypeError):
        return None  # none, or of another version: it is fetched again
    return None


def _store(file: Path, url: str, page: Page, now: datetime) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    partial = file.with_suffix(f".{os.getpid()}")
    content = {"asked": url, "fetched": now.astimezone(UTC).isoformat(), "page": asdict(page)}
    partial.write_text(json.dumps(content), encoding="utf-8")
    partial.replace(file)
