"""What each resource registers at Twilio, as frozen values: the words declared, plan and providers share."""

from a2p.specs.brand import AuthenticationSpec, BrandRevisionSpec, BrandSpec, OtpSpec, VettingSpec
from a2p.specs.bundle import Address, EndUser, ProfileSpec, TrustBundleSpec
from a2p.specs.campaign import CampaignSpec
from a2p.specs.external import ExternalCampaignSpec
from a2p.specs.number import PhoneNumberSpec
from a2p.specs.service import MessagingServiceSpec, PhoneNumberAssociationSpec
from a2p.specs.status import ExternalStatusSpec, RegistrationStatusSpec

__all__ = [
    "Address",
    "AuthenticationSpec",
    "BrandRevisionSpec",
    "BrandSpec",
    "CampaignSpec",
    "EndUser",
    "ExternalCampaignSpec",
    "ExternalStatusSpec",
    "MessagingServiceSpec",
    "OtpSpec",
    "PhoneNumberAssociationSpec",
    "PhoneNumberSpec",
    "ProfileSpec",
    "RegistrationStatusSpec",
    "TrustBundleSpec",
    "VettingSpec",
]
