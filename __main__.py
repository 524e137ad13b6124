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

brand_options = options
brand_inputs: dict[str, Any] = {}
status_inputs: dict[str, Any] = {}
status_triggers: list[pulumi.Output[str]] = []

if not customer.external:
    revision = BrandRevision(
        "brand-revision",
        {
            **customer.brand_revision_inputs(mark),
            "policy_urls": customer.list_policy_urls(),
            "renamed_campaigns": customer.list_renamed(),
            "numbers_of_stack": customer.list_numbers_of_stack(),
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
    brand_options = merge(options, pulumi.ResourceOptions(depends_on=[profile]))
    brand_inputs = {"brand_sid": brand.id, "brand_revision": revision.id}
    status_inputs = {
        "brand_type": customer.brand.brand_type,
        "profile_sid": profile.id,
        "trust_bundle_sid": trust_bundle.id,
        "brand_sid": brand.id,
        "otp": customer.brand_inputs().get("otp"),
        "vetting_provider": customer.vetting_provider,
        "registered_at": brand.registered_at,
        "resubmissions": brand.resubmissions,
        "last_otp_at": brand.last_otp_at,
        "otp_count": brand.otp_count,
        "authentication": customer.brand_inputs().get("authentication"),
        "last_email_at": brand.last_email_at,
        "email_count": brand.email_count,
        "refused_update": brand.refused_update,
        "refused_at": brand.refused_at,
    }
    status_triggers = [brand.status]

each_campaign: dict[str, dict[str, Any]] = {}

for declared in customer.campaigns:
    service = MessagingService(
        declared.name_resource("messaging-service"),
        declared.messaging_service_inputs(mark),
        merge(brand_options, stack.former_names(declared, "messaging-service")),
    )

    campaign: Campaign | ExternalCampaign
    if declared.external:
        campaign = ExternalCampaign(
            declared.name_resource("external-campaign"),
            {
                **declared.external_campaign_inputs(),
                **declared.campaigns_inputs(mark),
                "messaging_service_sid": service.id,
            },
            merge(options, stack.in_place_of(declared, "external-campaign", "campaign", "Campaign")),
        )

        # Its numbers wait for nothing (E2).
        campaign_stage: dict[str, Any] = {}
        inputs: dict[str, Any] = {
            "campaign_id": declared.external_campaign.campaign_id,
            "share_accepted_on": declared.external_campaign.share_accepted_on,
        }
    else:
        campaign = Campaign(
            declared.name_resource("campaign"),
            {**declared.campaign_inputs(), "messaging_service_sid": service.id, **brand_inputs},
            merge(options, stack.in_place_of(declared, "campaign", "external-campaign", "ExternalCampaign")),
            personal=declared.list_personal_texts(),
        )

        campaign_stage = {"campaign_stage": campaign.stage}
        inputs = {"campaign_resubmissions": campaign.resubmissions}

    numbers = [
        PhoneNumberAssociation(
            declared.number_name(entry),
            {
                "messaging_service_sid": service.id,
                **stack.number_inputs(entry, options),
                **campaign_stage,
                **declared.name_inputs(),
            },
            merge(options, stack.number_aliases(declared, entry)),
        )
        for entry in declared.phone_numbers
    ]

    each_campaign[declared.campaign_name] = {
        **inputs,
        "messaging_service_sid": service.id,
        "campaign_stage": campaign.stage,
        "phone_number_ids": [number.id for number in numbers],
    }
    status_triggers += [campaign.stage, *[number.status for number in numbers]]

if customer.has_several_form:
    status_inputs["each_campaign"] = each_campaign
else:
    status_inputs |= each_campaign[customer.campaign_name]

status = RegistrationStatus(
    "registration-status",
    {"stack": pulumi.get_stack(), "declaration": stack.read_declaration_digest(), **status_inputs},
    merge(
        options,
        pulumi.ResourceOptions(id=pulumi.Output.all(*status_triggers).apply(lambda _: mark)),
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
if customer.has_several_form:
    pulumi.export("campaigns", status.campaigns)
