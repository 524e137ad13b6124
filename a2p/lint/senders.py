"""Who writes to whom: numbers that go elsewhere, strangers, friends, a platform instead of one business."""

from collections.abc import Iterator

from a2p.lint.context import LintContext, LintRule
from a2p.lint.lexicon import senders, sharing
from a2p.lint.phrases import PhraseRule, remark_phrases
from a2p.lint.rules import Remark

_SHARING = PhraseRule(
    "number-sharing",
    sharing.SHARING,
    "numbers or opt-in data go to others",
    'stop it, and say so in flow and policy: "{brand} shares mobile numbers and opt-in data with nobody."',
    excuses=sharing.TO_DELIVER_ONLY,
)
_LEADS = PhraseRule(
    "lead-generation",
    sharing.LEAD_GENERATION,
    "leads are generated, bought or sold, which carriers forbid",
    "do not register it; {brand} may text those who asked {brand} itself, about what it sells itself",
)
_COLD = PhraseRule(
    "cold-outreach",
    senders.COLD_OUTREACH,
    "people are texted who have not asked for it",
    'text only those who opted in with {brand}: "[ ] {brand} may text me. Optional."',
)
_PERSONAL = PhraseRule(
    "person-to-person",
    senders.PERSON_TO_PERSON,
    "texts among friends, family or household are no application-to-person messages",
    "do not register it; use an ordinary phone for texts between people",
)
_PLATFORM = PhraseRule(
    "platform",
    senders.PLATFORM,
    "a platform texts for many businesses, and a Campaign is for one",
    "register a Brand and a Campaign for each business that texts, with its own name, site and samples",
    excuses=senders.OWN_SENDING_ONLY,
)


def _share(context: LintContext) -> Iterator[Remark]:
    yield from remark_phrases(context, _SHARING, (context.texts.flow, context.texts.description))


def _leads(context: LintContext) -> Iterator[Remark]:
    topics = context.topics
    yield from remark_phrases(context, _LEADS, (topics.description, topics.flow, *topics.samples))


def _cold(context: LintContext) -> Iterator[Remark]:
    topics = context.topics
    yield from remark_phrases(context, _COLD, (topics.description, topics.flow_frame, *topics.samples))


def _personal(context: LintContext) -> Iterator[Remark]:
    topics = context.topics
    remarks = tuple(remark_phrases(context, _PERSONAL, (topics.description, topics.flow_frame)))
    if not remarks and not topics.description.find(senders.OF_BUSINESS):
        perhaps = _PERSONAL._replace(patterns=senders.PERSON_TO_PERSON_PERHAPS)
        remarks = tuple(remark_phrases(context, perhaps, (topics.description,)))
    yield from remarks


def _platform(context: LintContext) -> Iterator[Remark]:
    topics = context.topics
    yield from remark_phrases(context, _PLATFORM, (topics.description, topics.flow_frame))


SENDERS: tuple[LintRule, ...] = (_share, _leads, _cold, _personal, _platform)
