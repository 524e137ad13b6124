"""The identifiers one meets: Twilio's SIDs by two letters, the registry's ids, a few SIDs known whole."""

from a2p.catalogue.entry_types import CatalogueSid

_TRUSTHUB = "https://trusthub.twilio.com/v1"
_MESSAGING = "https://messaging.twilio.com/v1"
_ACCOUNT = "https://api.twilio.com/2010-04-01/Accounts/$TWILIO_ACCOUNT_SID"
_OUTPUT = "pulumi stack output resources -s <stack>"
_POLICY = f"GET {_TRUSTHUB}/Policies/{{sid}}"

PREFIXES = (
    CatalogueSid(
        prefix="BU",
        name="profile or trust bundle",
        meaning=(
            "a Customer Profile or a Trust Product (trust bundle): one prefix for two things. A Brand made "
            "with the two transposed fails with 30793. primary_profile_sid is one too: your own profile"
        ),
        in_stack="resources Profile and TrustBundle; the key primary_profile_sid",
        look=f"GET {_TRUSTHUB}/CustomerProfiles/{{sid}}; if that is 404, {_TRUSTHUB}/TrustProducts/{{sid}}",
        source="P2, T1, G1, ext",
    ),
    CatalogueSid(
        prefix="BN",
        name="Brand",
        meaning="a BrandRegistration: it costs money, no API deletes it, and lists may leave it out",
        in_stack="resource Brand",
        look=f"GET {_MESSAGING}/a2p/BrandRegistrations/{{sid}}",
        source="B1, B2, ext",
    ),
    CatalogueSid(
        prefix="MG",
        name="Messaging Service",
        meaning="holds one Campaign and its numbers; deleting it deletes the Campaign",
        in_stack="resource MessagingService; first half of the Campaign's and the numbers' ids",
        look=f"GET {_MESSAGING}/Services/{{sid}}",
        source="M1, M2, C21",
    ),
    CatalogueSid(
        prefix="QE",
        name="Campaign (Usa2p)",
        meaning=(
            "the Campaign inside one Messaging Service. Real ones all have the same SID, so it tells nothing "
            "without the service's: a Campaign is MG…/QE…"
        ),
        in_stack="resource Campaign, whose id is MG…/QE…",
        look=f"GET {_MESSAGING}/Services/MG…/Compliance/Usa2p/{{sid}}",
        source="C1",
    ),
    CatalogueSid(
        prefix="PN",
        name="phone number",
        meaning="a number the account has; it is in one Messaging Service at most",
        in_stack=(
            "resource PhoneNumberAssociation, whose id is MG…/PN…; resource PhoneNumber of one that a stack "
            "has bought; the key phone_numbers, which also takes a number as it is written"
        ),
        look=f"GET {_ACCOUNT}/IncomingPhoneNumbers/{{sid}}.json",
        source="N2",
    ),
    CatalogueSid(
        prefix="IT",
        name="end user",
        meaning="one set of facts about the customer, assigned to a profile or a trust bundle",
        in_stack="part of resources Profile and TrustBundle",
        look=f"GET {_TRUSTHUB}/EndUsers/{{sid}}",
        source="P3, T2",
    ),
    CatalogueSid(
        prefix="RD",
        name="supporting document",
        meaning="says which Address belongs to the profile",
        in_stack="part of resource Profile",
        look=f"GET {_TRUSTHUB}/SupportingDocuments/{{sid}}",
        source="P5",
    ),
    CatalogueSid(
        prefix="AD",
        name="address",
        meaning="the customer's address; a supporting document refers to it",
        in_stack="part of resource Profile; the key profile.address",
        look=f"GET {_ACCOUNT}/Addresses/{{sid}}.json",
        source="P4, P5",
    ),
    CatalogueSid(
        prefix="BV",
        name="assignment",
        meaning="says that an end user, a document or a profile belongs to a bundle",
        in_stack="part of resources Profile and TrustBundle",
        look=f"GET {_TRUSTHUB}/CustomerProfiles/BU…/EntityAssignments/{{sid}}, or under TrustProducts",
        source="P6, T4",
    ),
    CatalogueSid(
        prefix="EL",
        name="evaluation",
        meaning="Twilio's comparison of a bundle with its policy: compliant, or what is missing",
        in_stack="made at each submission, and not kept",
        look=f"GET {_TRUSTHUB}/CustomerProfiles/BU…/Evaluations/{{sid}}, or under TrustProducts",
        source="P7",
    ),
    CatalogueSid(
        prefix="RN",
        name="policy",
        meaning="the rules a bundle is made by; the four used here are the same in every account",
        in_stack="input policy_sid of resources Profile and TrustBundle",
        look=_POLICY,
        source="P1, T1, ext",
    ),
    CatalogueSid(
        prefix="VT",
        name="vetting",
        meaning="a third party's vetting of a Brand, for a better trust score; not declared in a stack file",
        in_stack="nowhere",
        look=f"GET {_MESSAGING}/a2p/BrandRegistrations/BN…/Vettings/{{sid}}",
        source="api",
    ),
    CatalogueSid(
        prefix="AC",
        name="account",
        meaning="the account or subaccount that everything belongs to",
        in_stack="TWILIO_ACCOUNT_SID in the environment, or the option a2p:accountSid",
        look="GET https://api.twilio.com/2010-04-01/Accounts/{sid}.json",
        source="api",
    ),
    CatalogueSid(
        prefix="SK",
        name="API key",
        meaning="names a key; its secret is shown once, when it is made. The better way to sign in",
        in_stack="TWILIO_API_KEY in the environment, or the option a2p:apiKey",
        look=f"GET {_ACCOUNT}/Keys/{{sid}}.json",
        source="api",
    ),
    CatalogueSid(
        prefix="CM",
        name="Campaign, in events",
        meaning="how Event Streams name a Campaign (campaignsid); the API itself says QE, and takes no CM",
        in_stack="nowhere",
        look="find its Messaging Service in the same event, and look there",
        source="ext",
    ),
    CatalogueSid(
        prefix="DG",
        name="event sink",
        meaning="where Event Streams send status events to",
        in_stack="nowhere",
        look="GET https://events.twilio.com/v1/Sinks/{sid}",
        source="S2, api",
    ),
    CatalogueSid(
        prefix="DF",
        name="event subscription",
        meaning="which status events a sink gets",
        in_stack="nowhere",
        look="GET https://events.twilio.com/v1/Subscriptions/{sid}",
        source="S2, api",
    ),
)

REGISTRY = (
    CatalogueSid(
        prefix="C",
        name="Campaign's id at The Campaign Registry",
        meaning="C and six of A-Z, 0-9: what an external Campaign is associated by, and carriers ask for",
        in_stack="campaign_id of the Campaign, once the registry has given it; external_campaign.campaign_id",
        look=_OUTPUT,
        source="E4, C7",
    ),
    CatalogueSid(
        prefix="B",
        name="Brand's id at The Campaign Registry",
        meaning="B and six of A-Z, 0-9: tcr_id of a Brand",
        in_stack="nowhere; tcr_id in Twilio's answer",
        look=f"GET {_MESSAGING}/a2p/BrandRegistrations/BN…",
        source="api",
    ),
)

KNOWN = (
    CatalogueSid(
        prefix="QE2c6890da8086d771620e9b13fadeba0b",
        name="Campaign (Usa2p): the SID all of them have",
        meaning=(
            "every Campaign of every account has this SID, so it names none. A Campaign is told by its "
            "Messaging Service: MG…/QE2c6890da8086d771620e9b13fadeba0b"
        ),
        in_stack="second half of the id of resource Campaign",
        look=f"GET {_MESSAGING}/Services/MG…/Compliance/Usa2p/{{sid}}",
        source="C1",
    ),
    CatalogueSid(
        prefix="RN806dd6cd175f314e1f96a9727ee271f4",
        name="policy: Starter Customer Profile",
        meaning="a sole proprietor's profile is made by it",
        in_stack="policy_sid of resource Profile, with brand_type SOLE_PROPRIETOR",
        look=_POLICY,
        source="P1",
    ),
    CatalogueSid(
        prefix="RN670d5d2e282a6130ae063b234b6019c8",
        name="policy: sole proprietor's trust bundle",
        meaning="a sole proprietor's trust bundle is made by it",
        in_stack="policy_sid of resource TrustBundle, with brand_type SOLE_PROPRIETOR",
        look=_POLICY,
        source="T1",
    ),
    CatalogueSid(
        prefix="RNdfbf3fae0e1107f8aded0e7cead80bf5",
        name="policy: Secondary Business Profile",
        meaning="a company's profile is made by it",
        in_stack="policy_sid of resource Profile, with brand_type STANDARD",
        look=_POLICY,
        source="ext",
    ),
    CatalogueSid(
        prefix="RNb0d4771c2c98518d916a3d4cd70a8f8b",
        name="policy: A2P messaging trust bundle",
        meaning="a company's trust bundle is made by it",
        in_stack="policy_sid of resource TrustBundle, with brand_type STANDARD",
        look=_POLICY,
        source="ext",
    ),
)
