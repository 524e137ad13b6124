"""What every rule is given: one customer, its texts and its name, read once."""

import re
from collections.abc import Callable, Iterator
from functools import cached_property

from a2p.declared.customer import Customer
from a2p.declared.profile import BusinessProfile
from a2p.lint.names import BrandName
from a2p.lint.rules import Remark
from a2p.lint.texts import Text, Texts

# In pairs from the first on: what stands between two quotations is none.
_QUOTED = re.compile(r"[\"“]([^\"“”]*)[\"”]|‘([^’]{12,})’|(?<=\s)'([^'\n]{12,})'(?=[\s.,;)]|$)")  # noqa: RUF001
_LONG = 12  # characters: shorter ones name a button or a page


class LintContext:
    """A customer as the rules read it. is_registered: whether its Campaign is at Twilio already."""

    def __init__(self, customer: Customer, *, is_registered: bool = False) -> None:
        self.customer = customer
        self.is_registered = is_registered or bool(customer.adopted.messaging_service)
        self.campaign = customer.campaign
        self.texts = Texts(customer.campaign)
        self.name = BrandName(customer)

    @property
    def is_sole_proprietor(self) -> bool:
        """Whether the Brand has no tax ID."""
        return self.customer.brand.brand_type == "SOLE_PROPRIETOR"

    @property
    def use_case(self) -> str:
        """Of the Campaign, as declared."""
        return self.campaign.us_app_to_person_usecase

    @cached_property
    def brand_text(self) -> Text:
        """The Brand's name, for rules that look for a trade in it."""
        if isinstance(self.customer.profile, BusinessProfile):
            return Text(
                ("profile", "business", "business_name"), self.customer.profile.business.business_name
            )
        name = getattr(self.customer.trust_bundle, "brand_name", "")
        return Text(("trust_bundle", "brand_name"), name)

    @cached_property
    def labels(self) -> tuple[Text, ...]:
        """What people are told when they opt in: each longer quotation of the flow."""
        flow = self.topics.flow
        return tuple(Text(flow.location, quoted) for quoted in _quotations(flow.written))

    @cached_property
    def topics(self) -> "TopicTexts":
        """The texts without the Brand's name: it says nothing of what is sent."""
        return TopicTexts(self)

    def fill_in(self, remedy: str) -> str:
        """A remedy with the customer's own name and site in its example."""
        site = f"https://{self.name.host}" if self.name.host else "https://<website>"
        return remedy.replace("{brand}", self.name.shown).replace("{site}", site)

    @property
    def policy_urls(self) -> Iterator[Text]:
        """The two policies that are declared."""
        for key in ("privacy_policy_url", "terms_and_conditions_url"):
            if url := getattr(self.campaign, key):
                yield Text(("campaign", key), url)


def _quotations(written: str) -> Iterator[str]:
    for found in _QUOTED.finditer(written):
        quoted = next(filter(None, found.groups()), "")
        if len(quoted) >= _LONG:
            yield quoted


def _drop_long(found: re.Match[str]) -> str:
    return " " if len(found.group()) >= _LONG + 2 else found.group()


class TopicTexts:
    """
    The texts as rules about their subject read them: with OURBRAND for the Brand's name.

    flow: without its quotations, in which people speak and not the sender.
    """

    def __init__(self, context: LintContext) -> None:
        texts = context.texts
        self._names = tuple(sorted(context.name.written_forms, key=len, reverse=True))
        self.description = self._without_name(texts.description)
        self.flow = self._without_name(texts.flow)
        self.flow_frame = Text(texts.flow.location, _QUOTED.sub(_drop_long, self.flow.written))
        self.samples = tuple(map(self._without_name, texts.samples))
        self.content = (self.description, *self.samples)

    def _without_name(self, text: Text) -> Text:
        written = text.written
        for name in self._names:
            written = re.sub(rf"(?<!\w){name}(?!\w)", "OURBRAND", written, flags=re.IGNORECASE)
        return Text(text.location, written)


LintRule = Callable[[LintContext], Iterator[Remark]]
