"""The names of the providers that are in every customer's state."""

from __future__ import annotations

# (module, provider class, resource class, type token)
FROZEN = [
    ("providers.brand", "BrandProvider", "Brand", "dynamic/a2p:Brand"),
    ("providers.brand_revision", "BrandRevisionProvider", "BrandRevision", "dynamic/a2p:BrandRevision"),
    ("providers.campaign", "CampaignProvider", "Campaign", "dynamic/a2p:Campaign"),
    (
        "providers.external_campaign",
        "ExternalCampaignProvider",
        "ExternalCampaign",
        "dynamic/a2p:ExternalCampaign",
    ),
    (
        "providers.messaging_service",
        "MessagingServiceProvider",
        "MessagingService",
        "dynamic/a2p:MessagingService",
    ),
    ("providers.phone_number", "PhoneNumberProvider", "PhoneNumber", "dynamic/a2p:PhoneNumber"),
    (
        "providers.phone_number_association",
        "PhoneNumberAssociationProvider",
        "PhoneNumberAssociation",
        "dynamic/a2p:PhoneNumberAssociation",
    ),
    ("providers.profile", "ProfileProvider", "Profile", "dynamic/a2p:Profile"),
    (
        "providers.registration_status",
        "RegistrationStatusProvider",
        "RegistrationStatus",
        "dynamic/a2p:RegistrationStatus",
    ),
    ("providers.trust_bundle", "TrustBundleProvider", "TrustBundle", "dynamic/a2p:TrustBundle"),
]
