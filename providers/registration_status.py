"""
RegistrationStatus: where the whole registration stands, read anew in every preview and up.

The odd rule: it is never created. The stack only ever reads it, as an external resource, so a status that
moves at Twilio is shown by `pulumi stack output` and is still no change of the stack.
"""

from collections.abc import Mapping
from typing import Any

from pulumi.dynamic import ReadResult, Resource

import pulumi
from a2p.campaign_names import CAMPAIGN, MAIN, label, name_output
from a2p.errors import NotFound
from a2p.observed import LiveBrand, LiveCampaign
from a2p.plan import Policy, Registration, Stage, brand_status, stage_of
from a2p.plan import authentication as authentications
from a2p.plan import otp as otps
from a2p.plan.stages.overall_stage import find_overall_stage
from a2p.redaction import redact_data
from a2p.run_log import FeeToCome, ResourceStatus, StackOutputs
from a2p.specs import (
    AuthenticationSpec,
    ExternalStatusSpec,
    PhoneNumberAssociationSpec,
    RegistrationStatusSpec,
)
from a2p.specs.brand import is_waiting_brand
from a2p.specs.campaign import USA2P_SID
from a2p.specs.codec import decode_spec
from a2p.stage_outputs import CampaignOutputs
from a2p.twilio import authentication, brands, bundles, campaigns, otp, services, vettings
from a2p.twilio.bundle_api import PROFILES, TRUST_PRODUCTS
from providers.base import LiveProvider
from providers.campaign import REGISTERED
from providers.error_boundary import guard
from providers.guards import own_account
from providers.output.fees_to_come import list_fees_to_come
from providers.output.verdict_output import write_outputs
from providers.props import to_props
from providers.status_findings import list_surplus_numbers, show_external_findings, show_findings

OUTPUTS = (
    *("stage", "waits_for", "who_must_act", "actor", "next_command", "resources", "fees_to_come"),
    "account_sid",
)
# The inputs of each Campaign of several by its name, and what is exported of each.
EACH_CAMPAIGN, CAMPAIGNS = "each_campaign", "campaigns"
Resources = dict[str, dict[str, str]]


def _sort_campaigns(props: Any, only: Any) -> dict[str, Any]:
    """
    The inputs of each Campaign by its name; of one without a name, `only`.

    The engine hands them over in any order. What is told of them has one, so that two looks that find the
    same say the same.
    """
    return dict(sorted((props.get(EACH_CAMPAIGN) or {MAIN: only}).items()))


class RegistrationStatusProvider(LiveProvider[RegistrationStatusSpec]):
    """Frozen name: written into the state of every stack."""

    spec = RegistrationStatusSpec
    policy = Policy("RegistrationStatus", ())

    @guard
    def read(self, id_: str, props: Any) -> ReadResult:
        """Gather what this process has read already, ask for the rest, and say where it all stands."""
        self.session.account.compare(props)
        own_account.require_nothing_left_open(self.session)
        try:
            stages, resources = self._read_stages(props)
        except NotFound:
            # Of what is gone a run gives its verdict; a refresh, which gives none, leaves what is recorded.
            if self.session.memory.declaration_was_read:
                raise
            return ReadResult(id_, props)
        stage = find_overall_stage(stages)
        if EACH_CAMPAIGN not in props:
            stages = {}
        # What is told stands in the state in clear, and may quote Twilio.
        entries = {name: ResourceStatus.from_json(entry) for name, entry in resources.items()}
        campaigns = {
            name: CampaignOutputs(
                each.stage,
                each.waits_for,
                each.next_step,
                each.command,
                entries[name_output("campaign", name)].sid,
                entries[name_output("campaign", name)].status,
            )
            for name, each in stages.items()
        }
        status = StackOutputs(
            stage.stage,
            stage.waits_for,
            stage.next_step,
            stage.command,
            entries,
            self._list_fees_to_come(props),
            campaigns,
        )
        outputs = redact_data(status.to_json())
        write_outputs(outputs)
        return ReadResult(id_, {**props, **outputs, **self.session.account.record()})

    def _list_fees_to_come(self, props: Any) -> tuple[FeeToCome, ...]:
        campaigns = _sort_campaigns(props, props)
        waiting = [
            label(kind, name)
            for name, inputs in campaigns.items()
            if inputs["campaign_stage"] != REGISTERED
            for kind in ("Campaign", "ExternalCampaign")
        ]
        brand_sid = props.get("brand_sid", "")
        if waiting and is_waiting_brand(brand_sid):
            waiting.insert(0, "Brand")
        return list_fees_to_come(self.session, brand_sid, waiting)

    def _read_stages(self, props: Any) -> tuple[dict[str, Stage], Resources]:
        """The stage of each Campaign by its name, and the resources of them all."""
        each = _sort_campaigns(props, {})
        services = [inputs["messaging_service_sid"] for inputs in each.values() if inputs]
        stages: dict[str, Stage] = {}
        resources: Resources = {}
        for name, inputs in each.items():
            own = {**props, **inputs, **({CAMPAIGN: name, "own_services": services} if inputs else {})}
            stages[name], found = self._read_stage(own)
            resources |= {_OF_CAMPAIGN.get(key, _as_it_is)(key, name): facts for key, facts in found.items()}
        return stages, resources

    def _read_stage(self, props: Any) -> tuple[Stage, Resources]:
        if "brand_sid" in props:
            return self._read_registration(decode_spec(RegistrationStatusSpec, props))
        return self._read_external(decode_spec(ExternalStatusSpec, props))

    def _read_registration(self, spec: RegistrationStatusSpec) -> tuple[Stage, Resources]:
        registration = self._gather(spec)
        resources = _list_resources(spec, registration)
        resources["brand"] |= self._read_vetting(spec)
        show_findings(self.session, spec, registration)
        return stage_of(registration), resources

    def _read_vetting(self, spec: RegistrationStatusSpec) -> dict[str, str]:
        """How the declared vetting stands, if one is declared."""
        if not spec.vetting_provider or is_waiting_brand(spec.brand_sid):
            return {}
        found = vettings.find_vetting(self.session, spec.brand_sid, spec.vetting_provider)
        return {
            "vetting_provider": spec.vetting_provider,
            "vetting_status": found.status if found else "not asked for",
            "vetting_class": found.vetting_class if found else "",
        }

    def _gather(self, spec: RegistrationStatusSpec) -> Registration:
        session = self.session
        registered = spec.campaign_stage == REGISTERED
        waiting = is_waiting_brand(spec.brand_sid)
        brand = _make_waiting_brand(spec) if waiting else brands.fetch(session, spec.brand_sid)
        return Registration(
            stack=spec.stack,
            profile=bundles.fetch(session, PROFILES, spec.profile_sid),
            trust_bundle=bundles.fetch(session, TRUST_PRODUCTS, spec.trust_bundle_sid),
            brand=brand,
            otp=otp.observe_otp(session, brand, vars(spec)),
            otp_allowed=spec.otp,
            authentication=self._observe_authentication(spec, brand),
            authentication_allowed=spec.authentication or AuthenticationSpec(),
            resubmissions=spec.resubmissions,
            campaign=campaigns.fetch(session, spec.messaging_service_sid) if registered else None,
            campaign_resubmissions=spec.campaign_resubmissions,
            has_numbers=bool(spec.phone_number_ids),
            surplus_numbers=list_surplus_numbers(session, spec),
            numbers_associated=registered
            and all(self._is_associated(each) for each in spec.phone_number_ids),
            section=_name_section(spec.campaign),
        )

    def _observe_authentication(
        self, spec: RegistrationStatusSpec, brand: LiveBrand
    ) -> authentications.Authentication | None:
        if spec.authentication is None or not brand.sid:
            return None
        return authentication.observe_authentication(self.session, brand, vars(spec), is_public=True)

    def _read_external(self, spec: ExternalStatusSpec) -> tuple[Stage, Resources]:
        # Here and not above: most customers are registered at Twilio, and every preview would pay for it.
        from a2p.plan.stages.external_stage import ExternalRegistration, external_stage_of  # noqa: PLC0415

        registered = spec.campaign_stage == REGISTERED
        campaign = campaigns.fetch(self.session, spec.messaging_service_sid) if registered else None
        associated = {each: self._is_associated(each) for each in spec.phone_number_ids}
        registration = ExternalRegistration(
            stack=spec.stack,
            campaign_id=spec.campaign_id,
            share_accepted=spec.share_accepted_on is not None,
            campaign=campaign,
            has_numbers=bool(associated),
            numbers_associated=all(associated.values()),
            section=_name_section(spec.campaign),
        )
        show_external_findings(self.session, spec, campaign)
        resources = {
            **_describe_service(spec.messaging_service_sid, campaign, spec.campaign_id),
            **_describe_numbers(
                {each: "associated" if there else "missing" for each, there in associated.items()}
            ),
        }
        return external_stage_of(registration), resources

    def _is_associated(self, pulumi_id: str) -> bool:
        service_sid, number_sid = pulumi_id.split("/")
        number = PhoneNumberAssociationSpec(messaging_service_sid=service_sid, phone_number_sid=number_sid)
        return services.is_number_associated(self.session, number)


class RegistrationStatus(Resource, module="a2p", name="RegistrationStatus"):
    """Where the customer's registration stands."""

    stage: pulumi.Output[str]
    waits_for: pulumi.Output[str]
    who_must_act: pulumi.Output[str]
    actor: pulumi.Output[str]
    next_command: pulumi.Output[str]
    resources: pulumi.Output[dict[str, dict[str, str]]]
    fees_to_come: pulumi.Output[list[dict[str, str]]]
    account_sid: pulumi.Output[str]
    campaigns: pulumi.Output[dict[str, dict[str, str]]]

    def __init__(self, name: str, inputs: Mapping[str, Any], opts: pulumi.ResourceOptions) -> None:
        outputs = (*OUTPUTS, CAMPAIGNS) if EACH_CAMPAIGN in inputs else OUTPUTS
        super().__init__(RegistrationStatusProvider(), name, to_props(inputs, outputs=outputs), opts)


def _as_it_is(key: str, _campaign: str) -> str:
    """The key of what all Campaigns have in common, and of a number, which is in one of them."""
    return key


_OF_CAMPAIGN = dict.fromkeys(("messaging_service", "campaign"), name_output)


def _name_section(campaign: str | None) -> str:
    """Where the stack file has the Campaign; "" for the only one."""
    return f"{CAMPAIGNS}.{campaign}." if campaign else ""


def _make_waiting_brand(spec: RegistrationStatusSpec) -> LiveBrand:
    """A Brand that is not at Twilio yet: it has no SID."""
    return LiveBrand(
        sid="",
        status="not registered",
        identity_status=None,
        brand_type=spec.brand_type,
        mock=False,
        skip_automatic_sec_vet=False,
        profile_sid=spec.profile_sid,
        trust_bundle_sid=spec.trust_bundle_sid,
        updated_at=0.0,
    )


def _list_resources(spec: RegistrationStatusSpec, registration: Registration) -> Resources:
    """SID and status of each resource, as Twilio spells them."""
    campaign, brand = registration.campaign, registration.brand
    numbers = "associated" if registration.numbers_associated else "waiting_for_campaign"
    return {
        "profile": {"sid": spec.profile_sid, "status": registration.profile.status},
        "trust_bundle": {"sid": spec.trust_bundle_sid, "status": registration.trust_bundle.status},
        "brand": _describe_brand(brand, registration.otp)
        | _describe_authentication(registration.authentication),
        **_describe_service(
            spec.messaging_service_sid, campaign, (campaign.campaign_id if campaign else None) or ""
        ),
        **_describe_numbers(dict.fromkeys(spec.phone_number_ids, numbers)),
    }


def _describe_brand(brand: LiveBrand, known_otp: otps.Otp) -> dict[str, str]:
    """What TCR says of the Brand, and by when the customer has to answer."""
    outputs = {"sid": brand.sid, "status": brand.status, "identity_status": brand.identity_status or ""}
    score = "" if brand.brand_score is None else str(brand.brand_score)
    known = {
        "tcr_id": brand.tcr_id or "",
        "brand_score": score,
        "brand_feedback": ", ".join(brand.feedback),
        "for_a_better_score": brand_status.describe_better_score(brand),
    }
    if otps.is_unanswered(brand):
        known |= {
            "otp_answer_from": otps.PHONE,
            "otp_valid_until": otps.format_moment(known_otp.valid_until),
            "otp_count": str(known_otp.count),
            "finish_by": otps.format_moment(known_otp.finish_by),
        }
    return outputs | {name: value for name, value in known.items() if value}


def _describe_authentication(known: authentications.Authentication | None) -> dict[str, str]:
    """Of a public company that has not proved itself: where the e-mail went, until when its link works."""
    if known is None:
        return {}
    sent = {} if not known.sent_at else {"authentication_valid_until": otps.format_moment(known.valid_until)}
    return {
        "authentication_status": known.status or "not begun",
        "authentication_email_to": authentications.CONTACT,
        "authentication_emails": str(known.count),
        **sent,
    }


def _describe_service(service_sid: str, campaign: LiveCampaign | None, campaign_id: str) -> Resources:
    deleted_after = campaign.deleted_after if campaign else 0.0
    return {
        "messaging_service": {"sid": service_sid, "status": "active"},
        "campaign": {
            "sid": f"{service_sid}/{USA2P_SID}",
            "status": campaign.status if campaign else "not registered",
            "campaign_id": campaign_id,
            **({"deleted_after": otps.format_moment(deleted_after)} if deleted_after else {}),
        },
    }


def _describe_numbers(statuses: Mapping[str, str]) -> Resources:
    return {each.split("/")[1]: {"sid": each, "status": status} for each, status in statuses.items()}
