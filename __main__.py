"""One customer's registration: load the declaration, declare the resources, export where it stands."""

from typing import Any

import pulumi
from providers import (
    Brand,
    BrandRevision,
    Campaign,
    ExternalCampaign,
    MessagingService,
    PhoneNumberAssociation,
    Profile,
    RegistrationStatus,
    TrustBundle,
    stack,
)
from providers.output import preview_table

preview_table.begin_table()

# First, so that the engine starts the plugin while the declaration is loaded.
options = pulumi.ResourceOptions(provider=stack.twilio_provider())
customer = stack.load_customer()
mark = stack.stack_mark()
merge = pulumi.ResourceOptions.merge

service: MessagingService
campaign: Campaign | ExternalCampaign
campaign_stage: dict[str, Any]
status_inputs: dict[str, Any]
status_triggers: list[pulumi.Output[str]]

if customer.external:
    service = MessagingService("messaging-service", customer.messaging_service_inputs(mark), options)

    campaign = ExternalCampaign(
        "external-campaign",
        {**customer.external_campaign_inputs(), "messaging_service_sid": service.id},
        merge(options, stack.in_place_of("campaign", "Campaign")),
    )

    # Its numbers wait for nothing (E2).
    campaign_stage, status_triggers = {}, []
    status_inputs = {
        "campaign_id": customer.external_campaign.campaign_id,
        "share_accepted_on": customer.external_campaign.share_accepted_on,
    }
else:
    revision = BrandRevision(
        "brand-revision",
        {
            **customer.brand_revision_inputs(mark),
            "policy_urls": customer.list_policy_urls(),
            "identities": customer.list_identities(),
        },
        options,
    )

    profile = Profile("profile", {**customer.profile_inputs(mark), "brand_revision": revision.id}, options)

    trust_bundle = TrustBundle(
        "trust-bundle",
        {**customer.trust_bundle_inputs(mark), "profile_sid": profile.id, "brand_revision": revision.id},
        options,
    )

    brand = Brand(
        "brand",
        {
            **customer.brand_inputs(),
            "profile_sid": profile.id,
            "trust_bundle_sid": trust_bundle.id,
            "brand_revision": revision.id,
        },
        options,
    )

    # After the profile, because that is where a run learns whether an earlier one left anything behind.
    service = MessagingService(
        "messaging-service",
        customer.messaging_service_inputs(mark),
        merge(options, pulumi.ResourceOptions(depends_on=[profile])),
    )

    campaign = Campaign(
        "campaign",
        {
            **customer.campaign_inputs(),
            "messaging_service_sid": service.id,
            "brand_sid": brand.id,
            "brand_revision": revision.id,
        },
        merge(options, stack.in_place_of("external-campaign", "ExternalCampaign")),
        personal=customer.list_personal_texts(),
    )

    campaign_stage = {"campaign_stage": campaign.stage}
    status_inputs = {
        "brand_type": customer.brand.brand_type,
        "profile_sid": profile.id,
        "trust_bundle_sid": trust_bundle.id,
        "brand_sid": brand.id,
        "otp": customer.brand_inputs().get("otp"),
        "vetting_provider": customer.vetting_provider,
        "registered_at": brand.registered_at,
        "resubmissions": brand.resubmissions,
        "campaign_resubmissions": campaign.resubmissions,
        "last_otp_at": brand.last_otp_at,
        "otp_count": brand.otp_count,
        "authentication": customer.brand_inputs().get("authentication"),
        "last_email_at": brand.last_email_at,
        "email_count": brand.email_count,
    }
    status_triggers = [brand.status]

numbers = [
    PhoneNumberAssociation(
        customer.number_name(entry),
        {"messaging_service_sid": service.id, **stack.number_inputs(entry, options), **campaign_stage},
        merge(options, stack.number_aliases(customer, entry)),
    )
    for entry in customer.phone_numbers
]

status = RegistrationStatus(
    "registration-status",
    {
        "stack": pulumi.get_stack(),
        **status_inputs,
        "messaging_service_sid": service.id,
        "campaign_stage": campaign.stage,
        "phone_number_ids": [number.id for number in numbers],
    },
    merge(
        options,
        pulumi.ResourceOptions(
            id=pulumi.Output.all(*status_triggers, campaign.stage, *[n.status for n in numbers]).apply(
                lambda _: mark
            )
        ),
    ),
)

preview_table.show_table(status)

pulumi.export("stage", status.stage)
pulumi.export("waits_for", status.waits_for)
pulumi.export("who_must_act", status.who_must_act)
pulumi.export("actor", status.actor)
pulumi.export("next_command", status.next_command)
pulumi.export("resources", status.resources)
pulumi.export("fees_to_come", status.fees_to_come)
pulumi.export("account_sid", status.account_sid)
