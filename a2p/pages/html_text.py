"""What a reader sees of an HTML page, and the forms on it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_UNSEEN = frozenset({"script", "style", "template", "head", "noscript"})
_BLOCKS = frozenset(
    {
        "p",
        "div",
        "li",
        "tr",
        "td",
        "br",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
        "article",
        "label",
        "option",
    }
)
_TOO_LITTLE = 200  # characters


@dataclass
class HtmlText:
    """
    A page as it is read.

    checkboxes: the attributes of each. has_script: programs may add what is not seen here.
    """

    text: str = ""
    links: list[str] = field(default_factory=list)
    checkboxes: list[dict[str, str]] = field(default_factory=list)
    has_password_field: bool = False
    has_phone_field: bool = False
    has_script: bool = False

    @property
    def is_for_browsers(self) -> bool:
        """Whether next to nothing can be seen without running its programs."""
        return self.has_script and len(self.text) < _TOO_LITTLE


def read_html(body: str) -> HtmlText:
    """The visible text of a page, and its fields."""
    parser = _Reader()
    parser.feed(body)
    parser.close()
    parser.page.text = " ".join(" ".join(parser.parts).split(" ")).strip()
    return parser.page


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = HtmlText()
        self.parts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "script":
            self.page.has_script = True
        if tag in _UNSEEN:
            self._unseen += 1
        if tag in _BLOCKS:
            self.parts.append("\n")
        if tag == "a" and values.get("href"):
            self.page.links.append(values["href"])
        if tag == "input":
            self._read_input(values)

    def _read_input(self, values: dict[str, str]) -> None:
        kind = values.get("type", "text").lower()
        names = f"{values.get('name', '')} {values.get('id', '')} {values.get('placeholder', '')}".lower()
        if kind == "checkbox":
            self.page.checkboxes.append(values)
        self.page.has_password_field |= kind == "password"
        self.page.has_phone_field |= kind == "tel" or "phone" in names or "mobile" in names

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN and self._unseen:
            self._unseen -= 1
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(data)
