"""
What the Pulumi engine calls: one file a resource, all of one shape.

Module paths, class names and type tokens here are written into every customer's state: they are frozen.
"""

from providers.brand import Brand
from providers.brand_revision import BrandRevision
from providers.campaign import Campaign
from providers.external_campaign import ExternalCampaign
from providers.messaging_service import MessagingService
from providers.phone_number import PhoneNumber
from providers.phone_number_association import PhoneNumberAssociation
from providers.profile import Profile
from providers.registration_status import RegistrationStatus
from providers.trust_bundle import TrustBundle

__all__ = [
    "Brand",
    "BrandRevision",
    "Campaign",
    "ExternalCampaign",
    "MessagingService",
    "PhoneNumber",
    "PhoneNumberAssociation",
    "Profile",
    "RegistrationStatus",
    "TrustBundle",
]
