"""
The one translation between Pulumi's dynamic provider protocol and our four verbs.

Engine dictionaries become specs here, verdicts become DiffResults, and nothing else knows either shape.
A provider object is a name: it is pickled into the state by reference, so it has no state of its own but
the settings it learns in `configure`, which only ever runs in the plugin.
"""

from collections.abc import Mapping
from typing import Any, ClassVar, Generic, TypeVar

from pulumi.dynamic import (
    CheckResult,
    ConfigureRequest,
    CreateResult,
    DiffResult,
    ReadResult,
    ResourceProvider,
    UpdateResult,
)

from a2p.campaign_names import CAMPAIGN, MAIN, label
from a2p.plan import Action, Existence, Policy, Situation, Verdict, decide
from a2p.plan.decision import decide_conversion
from a2p.plan.normalisation import baseline
from a2p.plan.situation import Stop
from a2p.specs.codec import decode_spec, encode_value, field_names
from a2p.twilio import ledger
from a2p.twilio.client.account_check import RECORDED
from a2p.twilio.client.session import Session, connect, warm_up
from a2p.twilio.client.settings import read_settings
from providers.error_boundary import guard, hide_frames
from providers.guards import own_account
from providers.observation import Observation, Question, list_unknown
from providers.output import verdict_output
from providers.output.agreed_plan import require_agreed
from providers.output.call_log import log_to_file_if_asked

S = TypeVar("S")


class LiveProvider(ResourceProvider, Generic[S]):
    """
    A resource whose diff looks at Twilio.

    A subclass says its spec and policy, and gives look, register, amend and withdraw. `deep` asks look for
    every managed field (a refresh), and not just for what a preview can afford to ask each time.
    """

    serialize_as_secret_always = False
    is_announced: ClassVar[bool] = True
    is_at_twilio: ClassVar[bool] = True
    is_of_campaign: ClassVar[bool] = False
    spec: ClassVar[type[Any]]
    policy: ClassVar[Policy]

    def configure(self, req: ConfigureRequest) -> None:
        """Read the settings. Runs in the plugin, before any other call of this provider."""
        hide_frames()
        log_to_file_if_asked()
        self._settings = read_settings(req.config.get)
        verdict_output.set_stack(self._settings.stack)
        # By what `identify` says: what is checked and not yet compared; what is replaced, and how it was
        # found if that is still to be told.
        self._checked: set[str] = set()
        self._replaced: dict[str, tuple[str, Any, Observation] | None] = {}
        # What is told as changed in place: a killed run may have deleted it already, and the engine then
        # creates it, which is no second change.
        self._changed: set[str] = set()
        # The ids of what this run keeps or has taken over: its successor in the state has the same one.
        self._kept: set[str] = set()
        warm_up()

    @property
    def session(self) -> Session:
        """The session with Twilio, shared by all providers of the process."""
        return connect(self._settings)

    def forget_reads(self) -> None:
        """Forget what this process has read: after a failure it is read again."""
        if hasattr(self, "_settings"):
            self.session.forget_all()

    def __getstate__(self) -> None:
        """Nothing: what `configure` made is one process's own, and must never get into a state."""

    def observe(self, spec: S, state: Mapping[str, Any], *, deep: bool) -> Observation:
        """Read, and change nothing."""
        raise NotImplementedError

    def register(self, spec: S) -> tuple[str, Mapping[str, Any]]:
        """Create or take over; the id and the record. Once Twilio has given a SID this only returns."""
        raise NotImplementedError

    def amend(self, spec: S, old: S, state: Mapping[str, Any]) -> Mapping[str, Any]:
        """Bring what exists, or waits, to the spec; the record. May be called again after a failure."""
        raise NotImplementedError

    def withdraw(self, spec: S, state: Mapping[str, Any]) -> None:
        """Delete; what is gone already is no error."""
        raise NotImplementedError

    def find_leftover(self, declared: Mapping[str, Any]) -> str | None:  # noqa: ARG002 - most have nothing to look by
        """
        The SID of what an interrupted run left of a resource the stack does not have, where a look is cheap.

        `declared` has None for what this preview cannot know.
        """
        return None

    def find_stop(self, declared: Mapping[str, Any]) -> Stop | None:  # noqa: ARG002 - most have nothing to look at
        """Why what is new would be refused, where a look is cheap; `declared` as for find_leftover."""
        return None

    def may_register(self, declared: Mapping[str, Any]) -> bool:  # noqa: ARG002 - most wait for nothing
        """Whether what is new can be registered in this run, as far as can be told before it."""
        return True

    def is_of_another_kind(self, olds: Mapping[str, Any]) -> bool:  # noqa: ARG002 - most have no other kind
        """Whether the stack has something else here, in whose place this one comes."""
        return False

    def observe_other_kind(self, olds: Mapping[str, Any]) -> Observation:
        """What there is of that at Twilio."""
        raise NotImplementedError

    def _replace_other_kind(self, id_: str, olds: Mapping[str, Any], news: Mapping[str, Any]) -> DiffResult:
        seen = self.observe_other_kind(olds)
        unknown = list_unknown(self.spec, news)
        declared = {name: None if name in unknown else news.get(name) for name in field_names(self.spec)}
        campaign = self.find_campaign(news)
        situation = Situation(
            declared=declared,
            baseline=declared,
            existence=seen.existence,
            approved=seen.approved,
            stopped=seen.stopped,
            stack=self._settings.stack,
            campaign=campaign,
            consents=self._settings.consents,
        )
        verdict = decide_conversion(self.policy, situation)
        key = self.identify(news)
        self._checked.discard(key)
        self._replaced[key] = None
        self._note(news, seen.existence, verdict)
        verdict_output.show_or_stop(self.policy.resource, id_, verdict, campaign)
        return DiffResult(changes=True, replaces=verdict.replaced_fields, delete_before_replace=True)

    def foresee(self, inputs: Mapping[str, Any]) -> Mapping[str, Any]:  # noqa: ARG002 - as the name says
        """What is known of this run's inputs before they are declared; mostly nothing."""
        return {}

    def note_verdict(self, inputs: Mapping[str, Any], existence: Existence, verdict: Verdict) -> None:
        """Leave word for the other resources of the run; most have nothing to say."""

    def _note(self, inputs: Mapping[str, Any], existence: Existence, verdict: Verdict) -> None:
        """Keep what the registration of a resource is told to cost, then leave word for the others."""
        effects = verdict.consequences
        name = label(self.policy.resource, self.find_campaign(inputs))
        self.session.memory.told_fees[name] = (*effects.fees, *effects.later)
        self.note_verdict(inputs, existence, verdict)

    def identify(self, inputs: Mapping[str, Any]) -> str:
        """Which of the resources of this kind it is: that of which Campaign, by the name it has now."""
        name = str(inputs.get(CAMPAIGN) or MAIN)
        return self.session.memory.renamed_campaigns.get(name, name)

    def find_campaign(self, inputs: Mapping[str, Any]) -> str:
        """The name of the Campaign that it belongs to, for messages; "" where no name was given."""
        name = self.identify(inputs) if self.is_of_campaign else MAIN
        return "" if name == MAIN else name

    @guard
    def check(self, olds: Any, news: Any) -> CheckResult:
        """
        Say what a creation leads to: the engine asks nothing else about what is new.

        Inputs were validated when the stack file was read. To them the account and its world are added, as
        far as they are proven: so they are recorded by each run, also of a resource that stays as it is.
        """
        self.session.memory.declaration_was_read = True
        account = self.session.account
        account.compare(olds)
        key = self.identify(news)
        self._checked.add(key)
        if not olds and key in self._replaced:
            self._show_replacement(key, news)
        elif not olds and self.is_announced and key not in self._changed:
            self._announce(news)
        proven = not olds or account.is_known
        return CheckResult({**news, **(account.record() if proven else {})}, [])

    @guard
    def diff(self, id_: str, olds: Any, news: Any) -> DiffResult:
        """
        Look at Twilio and decide.

        The engine also asks what would become of this resource if one that it depends on were another, with
        the inputs of the last run, and without a check before. What it replaces by that is told by the check
        of its successor, which has the inputs of this run; so each object has one verdict.
        """
        self.session.account.compare(olds)
        key = self.identify(news)
        if self.is_of_another_kind(olds):
            return self._replace_other_kind(id_, olds, news)
        is_asked_in_advance = key not in self._checked
        question = Question(self.spec, olds, {**news, **self.foresee(news)} if is_asked_in_advance else news)
        seen = self._observe(question.spec, olds, deep=False)
        campaign = self.find_campaign(news)
        verdict = decide(self.policy, self._describe(question, seen, campaign))
        if verdict.action is Action.STOP and not self.session.memory.declaration_was_read:
            # A refresh asks how the state has changed, with the inputs of the last run: nobody wants these.
            return DiffResult(changes=True, delete_before_replace=True)
        self._note(news, seen.existence, verdict)
        self._checked.discard(key)
        self._note_kept(id_, verdict, is_asked_in_advance=is_asked_in_advance)
        if verdict.action is Action.REPLACE and not self._is_removed(key):
            # It is deleted before it is told.
            require_agreed(verdict_output.make_record(self.policy.resource, id_, verdict, campaign))
            self._replaced[key] = (id_, olds, seen) if is_asked_in_advance else None
        if verdict.action is Action.UPDATE and not is_asked_in_advance:
            self._changed.add(key)
        if verdict.action is Action.STOP or not is_asked_in_advance:
            verdict_output.show_or_stop(self.policy.resource, id_, verdict, campaign)
        if verdict.action is Action.NONE:
            # A replacement interrupted after its creation reads as no change, and the engine ends it in
            # the order that is said here: create and delete would delete what was just created.
            return DiffResult(changes=False, delete_before_replace=True)
        return DiffResult(changes=True, replaces=verdict.replaced_fields, delete_before_replace=True)

    @guard
    def create(self, props: Any) -> CreateResult:
        """Register, and record all inputs besides what came of it: diff is given outputs, not inputs."""
        self.session.require_own_key()
        ledger.note_shown_fees(self.session, self.policy.resource)
        id_, record = self.register(decode_spec(self.spec, props))
        self._kept.add(id_)
        return CreateResult(id_, {**props, **self.session.account.record(), **record})

    @guard
    def read(self, id_: str, props: Any) -> ReadResult:
        """
        The whole live picture; fields Twilio does not show keep what was recorded.

        What is gone stays recorded: the next run says what comes of it, and no refresh forgets a SID.
        """
        account = self.session.account
        account.compare(props)
        spec = decode_spec(self.spec, props)
        seen = self._observe(spec, props, deep=True)
        inputs = {
            name: props[name] for name in (*field_names(self.spec), CAMPAIGN, *RECORDED) if name in props
        }
        if seen.existence is Existence.GONE:
            verdict_output.warn_on_engine(
                f"{self.policy.resource} {id_} is gone at Twilio; the state keeps it"
            )
            return ReadResult(id_, dict(props), inputs)
        shown = baseline(vars(spec), vars(spec), seen.live, seen.echoes)
        inputs |= {name: encode_value(shown[name]) for name in seen.live if name in inputs}
        inputs |= account.record() if account.is_known else {}
        return ReadResult(id_, {**props, **inputs, **seen.record}, inputs)

    @guard
    def update(self, _id: str, olds: Any, news: Any) -> UpdateResult:
        """Amend, and record."""
        self.session.account.compare(olds)
        ledger.note_shown_fees(self.session, self.policy.resource)
        record = self.amend(decode_spec(self.spec, news), decode_spec(self.spec, olds), olds)
        return UpdateResult({**news, **self.session.account.record(), **record})

    @guard
    def delete(self, id_: str, props: Any) -> None:
        """
        Withdraw, but for what this run keeps or has taken over under the same id.

        `pulumi up --replace` creates first: that finds what is there, and to delete it then would take it
        from its successor. What a killed or refused run has left two entries of is such a one, too.
        """
        self.session.account.compare(props)
        if id_ in self._kept:
            print(f"{self.policy.resource} {id_} stays at Twilio: the stack has it under the same id")
            return
        if self.is_at_twilio:
            own_account.require_known(self.session, self.policy.resource, props)
        self.withdraw(decode_spec(self.spec, props), props)

    def _observe(self, spec: S, state: Mapping[str, Any], *, deep: bool) -> Observation:
        """
        What there is, in the stack's own account.

        Raises:
            AnotherAccount: it is not there, and nothing proves that this is the account it was in.
        """
        seen = self.observe(spec, state, deep=deep)
        if seen.existence is Existence.REGISTERED and self.is_at_twilio:
            self.session.account.is_known = True
        gone = seen.existence is Existence.GONE
        if gone and not own_account.is_absence_proven(self.session, self.policy.resource, state, deep=deep):
            return Observation(existence=Existence.REGISTERED)
        return seen

    def _note_kept(self, id_: str, verdict: Verdict, *, is_asked_in_advance: bool) -> None:
        """A look in advance, or that of a refresh, says only what would be replaced."""
        if verdict.action is Action.REPLACE:
            self._kept.discard(id_)
        elif verdict.action is not Action.STOP and not is_asked_in_advance:
            self._kept.add(id_)

    def _is_removed(self, key: str) -> bool:
        """Whether it is of a Campaign that is not declared any more: that was told at the beginning."""
        declared = self.session.memory.declared_campaigns
        return self.is_of_campaign and bool(declared) and key not in declared

    def _announce(self, news: Mapping[str, Any]) -> None:
        unknown = list_unknown(self.spec, news)
        declared = {name: None if name in unknown else news.get(name) for name in field_names(self.spec)}
        found, campaign = self.find_leftover(declared), self.find_campaign(news)
        existence = Existence.LEFTOVER if found else Existence.NEW
        situation = Situation(
            declared=declared,
            baseline={},
            unknown=unknown,
            existence=existence,
            gate_open=self.may_register({**declared, CAMPAIGN: news.get(CAMPAIGN)}),
            stack=self._settings.stack,
            campaign=campaign,
            consents=self._settings.consents,
            stopped=None if found else self.find_stop(declared),
        )
        verdict = decide(self.policy, situation)
        self._note(news, existence, verdict)
        verdict_output.show_or_stop(self.policy.resource, found or "", verdict, campaign)

    def _show_replacement(self, key: str, news: Mapping[str, Any]) -> None:
        """Tell of what was replaced because of another resource, as it was found before that."""
        to_be_told = self._replaced.pop(key)
        if to_be_told is None:
            return
        id_, olds, seen = to_be_told
        campaign = self.find_campaign(news)
        verdict = decide(self.policy, self._describe(Question(self.spec, olds, news), seen, campaign))
        verdict_output.show_or_stop(self.policy.resource, id_, verdict, campaign)

    def _describe(self, question: Question, seen: Observation, campaign: str) -> Situation:
        gone = frozenset(self.session.memory.gone_resources)
        return question.situation(seen, self._settings, gone, campaign)
