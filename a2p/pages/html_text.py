"""What a reader sees of an HTML page, and the forms on it."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

# Not `head`: its end may be left out.
_UNSEEN = frozenset({"script", "style", "template", "title", "noscript"})
# Elements that programs fill, as their frameworks name them.
_ROOTS = frozenset({"root", "app", "__next", "__nuxt", "main-app", "react-root", "app-root"})
_PHONE = re.compile(r"phone|mobile|cell|\btel\b|\bsms\b|telephone")
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

    links: the address of each, and its words. checkboxes: the attributes of each. has_script: programs may
    add what is not seen here. has_frame: another page stands in it. is_empty_root: the element that programs
    fill is empty. leads_on: browsers go on to another page.
    """

    text: str = ""
    links: list[str] = field(default_factory=list)
    checkboxes: list[dict[str, str]] = field(default_factory=list)
    has_password_field: bool = False
    has_phone_field: bool = False
    has_script: bool = False
    has_frame: bool = False
    has_picture: bool = False
    is_empty_root: bool = False
    leads_on: bool = False

    @property
    def is_for_browsers(self) -> bool:
        """Whether next to nothing can be seen without running its programs."""
        return self.has_script and (len(self.text) < _TOO_LITTLE or self.is_empty_root)

    @property
    def is_for_eyes(self) -> bool:
        """Whether its text stands in pictures."""
        return self.has_picture and len(self.text) < _TOO_LITTLE


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
        self._is_in_link = False
        self._is_in_root = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.page.has_script |= tag == "script"
        self.page.has_frame |= tag == "iframe"
        self.page.has_picture |= tag in {"img", "picture", "canvas"}
        if tag in _UNSEEN:
            self._unseen += 1
        if tag in _BLOCKS:
            self.parts.append("\n")
        self._read_element(tag, values)
        self._is_in_root = values.get("id", "") in _ROOTS

    def _read_element(self, tag: str, values: dict[str, str]) -> None:
        if tag == "a" and values.get("href"):
            self.page.links.append(values["href"])
            self._is_in_link = True
        if tag == "input":
            self._read_input(values)
        if values.get("role") in {"checkbox", "switch"}:
            is_on = {"checked": ""} if values.get("aria-checked") == "true" else {}
            self.page.checkboxes.append({**values, **is_on})
        if tag == "meta" and values.get("http-equiv", "").lower() == "refresh":
            self.page.leads_on |= "url" in values.get("content", "").lower()

    def _read_input(self, values: dict[str, str]) -> None:
        kind = values.get("type", "text").lower()
        names = " ".join(
            values.get(key, "") for key in ("name", "id", "placeholder", "autocomplete", "aria-label")
        )
        if kind == "checkbox" and "role" not in values:
            self.page.checkboxes.append(values)
        self.page.has_password_field |= kind == "password"
        if kind in {"text", "tel", "number"}:
            self.page.has_phone_field |= kind == "tel" or bool(_PHONE.search(names.lower()))

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN and self._unseen:
            self._unseen -= 1
        if tag == "a":
            self._is_in_link = False
        self.page.is_empty_root |= self._is_in_root
        self._is_in_root = False
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        self.parts.append(data)
        self._is_in_root &= not data.strip()
        if self._is_in_link:
            self.page.links[-1] += f" {data}"
