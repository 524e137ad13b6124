"""How people consent: beforehand, because they must, to more than one thing, or where nobody can look."""

from collections.abc import Iterator

from a2p.lint.context import LintContext, LintRule
from a2p.lint.lexicon import consent, requirement, scope, sharing, sign_in, topics
from a2p.lint.phrases import PhraseRule, remark_phrases
from a2p.lint.rules import Remark
from a2p.lint.texts import Text

_OPTIONAL_BOX = 'an empty box of its own: "[ ] Text me about my order. {brand}. Optional."'
_PRESELECTED = PhraseRule(
    "preselected-consent",
    consent.PRESELECTED,
    "consent is selected before people choose",
    f"leave it unselected, and say so: {_OPTIONAL_BOX}",
)
_AUTOMATIC = PhraseRule(
    "automatic-consent",
    consent.AUTO_ENROLLED,
    "people are opted in without an act of their own",
    f"text only those who opt in by themselves, as with {_OPTIONAL_BOX}",
    excuses=consent.BY_AN_ACT,
)
_REQUIRED = PhraseRule(
    "required-consent",
    requirement.REQUIRED,
    "consent is required for something else, such as an order or an account",
    f"make it optional, and say so: {_OPTIONAL_BOX}",
    excuses=requirement.BEFORE_TEXTS,
)
_CHANNELS = PhraseRule(
    "bundled-consent",
    scope.CHANNELS,
    "one consent stands for texts and for calls, e-mails or letters",
    'ask for texts alone: "[ ] {brand} may text me." Ask for the others in boxes of their own',
    excuses=scope.APART,
)
_WITH_TERMS = PhraseRule(
    "bundled-consent",
    scope.WITH_TERMS,
    "one consent stands for texts and for the terms",
    'ask for texts alone: "[ ] {brand} may text me." Let people accept the terms apart from it',
    excuses=scope.APART,
)
# Use cases in which nothing is advertised.
INFORMING = frozenset(
    {
        "2FA",
        "ACCOUNT_NOTIFICATION",
        "CUSTOMER_CARE",
        "DELIVERY_NOTIFICATION",
        "EMERGENCY",
        "FRAUD_ALERT",
        "HIGHER_EDUCATION",
        "K12_EDUCATION",
        "POLLING_VOTING",
        "PUBLIC_SERVICE_ANNOUNCEMENT",
        "SECURITY_ALERT",
    }
)


# A page or button of so few words is named, and asks for nothing by itself.
_WORDS_OF_A_HEADING = 4


def _remark_preselected(context: LintContext) -> Iterator[Remark]:
    yield from remark_phrases(context, _PRESELECTED, (context.texts.flow,))


def _automatic(context: LintContext) -> Iterator[Remark]:
    for_calling = _AUTOMATIC._replace(patterns=consent.TEXTED_FOR_CALLING, excuses=consent.SAYS_YES_FIRST)
    for rule in (_AUTOMATIC, for_calling):
        yield from remark_phrases(context, rule, (context.topics.flow_frame,))


def _remark_required(context: LintContext) -> Iterator[Remark]:
    flow = context.texts.flow
    remarks = tuple(remark_phrases(context, _REQUIRED, (flow,)))
    if not remarks and not flow.find(requirement.VOLUNTARY):
        remarks = tuple(
            remark_phrases(context, _REQUIRED._replace(patterns=requirement.BY_TRANSACTION), (flow,))
        )
    yield from remarks


def _login(context: LintContext) -> Iterator[Remark]:
    flow = context.texts.flow
    has_proof = flow.links and flow.find(sign_in.PUBLIC_PROOF) and not flow.find(sign_in.PROOF_ABSENT)
    if has_proof or flow.find_asserted(sign_in.NO_WALL):
        return
    patterns = sign_in.LOGIN_WALL_OF_CODES if context.use_case == "2FA" else sign_in.LOGIN_WALL
    if match := context.topics.flow_frame.find_asserted(patterns, sign_in.LEFT_THERE):
        yield Remark(
            "flow-login",
            flow.location,
            "people opt in where a sign-in is needed, and no public picture of it is linked",
            context.fill_in("link a picture of each step that anybody can open, as in {site}/opt-in.png"),
        ).at(match)


def _channels(context: LintContext) -> Iterator[Remark]:
    yield from remark_phrases(context, _CHANNELS, (context.texts.flow,))


def _terms_too(context: LintContext) -> Iterator[Remark]:
    yield from remark_phrases(context, _WITH_TERMS, (context.texts.flow,))


def _kinds(context: LintContext) -> Iterator[Remark]:
    """One box for notices and for requests for gifts."""
    labels = _opt_in_labels(context)
    if len(labels) != 1 or context.use_case in INFORMING:
        return
    label = labels[0]
    one_for_all = context.topics.flow_frame.find_asserted(scope.ONE_FOR_ALL)
    others = (*topics.SOLICITING, *topics.PROMOTIONAL) if one_for_all else topics.SOLICITING
    notices, offers = label.find_asserted(topics.INFORMATIONAL), label.find_asserted(others)
    if notices and offers:
        yield Remark(
            "bundled-consent",
            context.texts.flow.location,
            "one box stands for notices and for requests of another kind",
            context.fill_in(
                'give each a box of its own: "[ ] {brand} may text me about my order." and '
                '"[ ] {brand} may ask me for gifts by text."'
            ),
        ).at(offers)


def _unclear(context: LintContext) -> Iterator[Remark]:
    if context.labels and context.topics.flow_frame.find(scope.TEXTS_OFFERED):
        return  # what the box is for is said beside it
    labels = context.labels or (context.texts.flow,)
    if any(label.find(scope.TEXTING_AGREED) for label in labels):
        labels = tuple(label for label in labels if len(label.written.split()) > _WORDS_OF_A_HEADING)
    for label in labels:
        match = label.find_asserted(scope.CONTACT_CONSENT)
        if match and not label.find(scope.OF_TEXTS):
            yield Remark(
                "unclear-consent",
                context.texts.flow.location,
                "the words of the consent do not say that it is to text messages",
                context.fill_in('name them: "I agree to receive text messages from {brand} about my order."'),
            ).at(match)
            return


def _scope(context: LintContext) -> Iterator[Remark]:
    for label in _opt_in_labels(context):
        wide = label.find_asserted(scope.ANYTHING, sharing.ABOUT_SHARING)
        if not wide and context.use_case in INFORMING:
            wide = label.find_asserted(topics.PROMOTIONAL, sharing.ABOUT_SHARING)
        if wide:
            yield Remark(
                "consent-scope",
                context.texts.flow.location,
                "people consent to more than the use case covers",
                context.fill_in('name what is sent and no more: "{brand} may text me about my order."'),
            ).at(wide)
            return
    yield from _narrow(context)


def _narrow(context: LintContext) -> Iterator[Remark]:
    """People agree to notices, and each sample sells."""
    labels = _opt_in_labels(context)
    if not labels or not all(sample.find_asserted(topics.SELLING) for sample in context.topics.samples):
        return
    notices = [label.find_asserted(topics.INFORMATIONAL) for label in labels]
    if all(notices) and not any(label.find_asserted(topics.PROMOTIONAL) for label in labels):
        yield Remark(
            "consent-scope",
            context.texts.flow.location,
            "people consent to notices, and the samples are offers",
            context.fill_in('ask for what is sent: "[ ] {brand} may text me offers. Optional."'),
        ).at(next(filter(None, notices)))


def _opt_in_labels(context: LintContext) -> tuple[Text, ...]:
    """The quotations that ask for consent; the flow itself where nothing is quoted."""
    return context.labels or (context.texts.flow,)


CONSENT: tuple[LintRule, ...] = (
    _remark_preselected,
    _automatic,
    _remark_required,
    _login,
    _channels,
    _terms_too,
    _kinds,
    _unclear,
    _scope,
)
