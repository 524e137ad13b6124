"""
What each key of a stack file means, in a sentence, with the id of what demands it.

Read by editors out of the published schema, by who answers the questions of `a2p new`, and as its columns.
"""

_PERSON = {
    "first_name": "Their first name.",
    "last_name": "Their last name.",
    "email": "Their e-mail address.",
    "phone_number": "Their phone, in E.164 form.",
    "business_title": "Their title at the company.",
    "job_position": "Director, GM, VP, CEO, CFO, General Counsel or Other.",
}
_REPRESENTATIVES = ("profile.authorized_representative_1", "profile.authorized_representative_2")

KEY_DESCRIPTIONS: dict[str, str] = {
    # The options of a run
    "baseUrl": "Where to register: the simulator's address. Leave it out to register at Twilio itself.",
    "account": "The customer's own account, such as a subaccount, and where its key or token is.",
    "account.sid": "The account: AC and 32 digits.",
    "account.environment": "A prefix: ACME for ACME_AUTH_TOKEN, or ACME_API_KEY and ACME_API_SECRET.",
    "account.file": "A file with auth_token, or api_key and api_secret, from the project's folder.",
    "account.command": "A command that prints them, one that Pulumi.yaml lists; {sid} in it is the SID.",
    "accountSid": "Twilio's account, AC and 32 digits; usually in the environment, as TWILIO_ACCOUNT_SID.",
    "apiKey": "The key to sign in with, SK and 32 digits; usually in the environment, as TWILIO_API_KEY.",
    "apiSecret": "The key's secret; usually in the environment, as TWILIO_API_SECRET. Here only as a secret.",
    "authToken": "The account's token, in place of a key; usually in the environment. Here only as a secret.",
    "wait": "How long one run may hang on for a review that is known to be quick: 90s, 5m, 1h; 0 is never.",
    "allowTrafficLoss": "true: an edit may delete an approved Campaign, which stops its traffic (M2).",
    "allowPaidResubmission": "true: a Campaign may be submitted again when its free times are used up (C15).",
    "status_callback": (
        "Where Twilio reports on profile and trust bundle of every customer that names no other place (P2). "
        "Meant for Pulumi.yaml."
    ),
    "events_url": (
        "The public address of `a2p serve`, without a path: it is told of each profile and trust bundle, "
        "unless status_callback names another place, and of all registration events. Meant for Pulumi.yaml."
    ),
    # The ISV
    "primary_profile_sid": (
        "Your own approved Primary Customer Profile, business identity ISV Reseller or Partner (G1). It may "
        "stand in Pulumi.yaml, for all customers."
    ),
    # The customer
    "profile": "The customer: always its data, never yours (G9).",
    "profile.email": "An address that works; at most 10 registrations anywhere use it (P11, P12).",
    "profile.first_name": "The sole proprietor's first name (P3).",
    "profile.last_name": "The sole proprietor's last name (P3).",
    "profile.phone_number": "Business or contact phone, any line, in E.164 form, + and country code (P12).",
    "profile.status_callback": "Where Twilio tells why a profile was rejected; it tells nowhere else (P2).",
    "profile.business": "The company, letter for letter as in its tax registration (G1).",
    "profile.business.business_name": "The legal name, letter for letter as in the tax registration (G1).",
    "profile.business.business_identity": "direct_customer: the company itself sends the messages.",
    "profile.business.business_type": (
        "Sole Proprietorship, Partnership, Limited Liability Corporation, Co-operative, Non-profit "
        "Corporation or Corporation."
    ),
    "profile.business.business_industry": "Twilio's word for the trade, as in FOOD_AND_BEVERAGE.",
    "profile.business.business_registration_identifier": "Which registry the number is of: EIN in the US.",
    "profile.business.business_registration_number": "The tax ID; an EIN has nine digits.",
    "profile.business.business_regions_of_operation": "Where the company works, as in USA_AND_CANADA.",
    "profile.business.trade_names": "What the company calls itself in its texts; Twilio is not told (U17).",
    "profile.business.website_url": "The company's website.",
    "profile.business.social_media_profile_urls": "Its pages elsewhere, separated by commas.",
    "profile.authorized_representative_1": "Someone at the company who may be asked about the registration.",
    "profile.authorized_representative_2": "A second one.",
    **{f"{who}.{key}": text for who in _REPRESENTATIVES for key, text in _PERSON.items()},
    "profile.address": "Where the customer is; a sole proprietor in the US or Canada, a PO Box will do (P4).",
    "profile.address.customer_name": "Whose address it is; the customer's own name if left out (P4).",
    "profile.address.street": "Street and number (P4).",
    "profile.address.street_secondary": "A second line: suite, apartment (P4).",
    "profile.address.city": "The city (P4).",
    "profile.address.region": "State or province, as in CA (P4).",
    "profile.address.postal_code": "The postal code, in quotes: 02139 without them is a number (P4).",
    "profile.address.iso_country": "Two letters: US or CA; a company may be elsewhere (P4, G10).",
    "trust_bundle": "What the registry knows the customer as (T2).",
    "trust_bundle.brand_name": "The real name of business or person, without a company form (T2, G10).",
    "trust_bundle.mobile_phone_number": (
        "A US or Canadian mobile phone, not one of Twilio's: the message to answer YES to goes there. At "
        "most 3 registrations anywhere use it (O1, P11, P12)."
    ),
    "trust_bundle.vertical": "The trade (T3).",
    "trust_bundle.status_callback": "Where Twilio tells why a trust bundle was rejected (P2).",
    "trust_bundle.company_type": "private, public, non-profit or government.",
    "trust_bundle.stock_exchange": "A public company's exchange.",
    "trust_bundle.stock_ticker": "A public company's ticker.",
    "trust_bundle.brand_contact_email": (
        "A public company's address at its own domain: Twilio sends an e-mail there, whose link has to be "
        "opened within 7 days (U8)."
    ),
    "brand": "The Brand, which costs money and cannot be deleted (B1).",
    "brand.brand_type": "SOLE_PROPRIETOR without a tax ID, STANDARD with one (B1, G10).",
    "brand.skip_automatic_sec_vet": "true: low-volume standard: no secondary vetting, lower limits.",
    "brand.mock": "true: a test Brand that costs nothing, sends nothing and expires after 30 days.",
    "campaign.submission": "A higher number has it reviewed again as it is, once a page is corrected (U5).",
    "brand.submission": "A higher number submits the Brand again as it is; three times at most (B4).",
    "brand.authentication_emails": (
        "Of a public company: e-mails of Authentication+ in all, the first included; $12.50 each (U8)."
    ),
    "brand.vetting": "A vetting by a third party, $40, which may raise the score.",
    "brand.vetting.provider": "aegis; or campaign-verify, which political use cases need.",
    "brand.vetting.vetting_id": "The token of campaign-verify.",
    "otp": "The text message that a sole proprietor answers with YES (O1).",
    "otp.resend": "after_expiry: once 24 hours old, the next up has another one sent. never: none (O2, O4).",
    "otp.max_total": "How many in all, the first included (O4).",
    # What is sent
    "messaging_service": "Settings of the Messaging Service, all optional, under Twilio's names.",
    "messaging_service.usecase": "What it is for; an external campaign brings its own (M1).",
    "messaging_service.inbound_request_url": "Where incoming messages are reported.",
    "messaging_service.inbound_method": "GET or POST.",
    "messaging_service.fallback_url": "Where they are reported when that fails.",
    "messaging_service.fallback_method": "GET or POST.",
    "messaging_service.status_callback": "Where the delivery of messages is reported.",
    "messaging_service.sticky_sender": "The same number for the same recipient.",
    "messaging_service.mms_converter": "Media become links where they cannot be delivered.",
    "messaging_service.smart_encoding": "Characters that cost more are replaced by plain ones.",
    "messaging_service.area_code_geomatch": "A sender with the recipient's area code is preferred.",
    "messaging_service.validity_period": "Seconds a message may wait in the queue, 1 to 36000.",
    "messaging_service.use_inbound_webhook_on_number": "Incoming messages go where the number says.",
    "messaging_service.scan_message_content": "Twilio's scan of texts: inherit, enable or disable.",
    "messaging_service.synchronous_validation": "Twilio checks numbers before it takes a message.",
    "campaign": "What is sent to whom and why, and how people opt in and out (C2).",
    "campaign.us_app_to_person_usecase": (
        "One that Twilio lists for this Brand: LOW_VOLUME, CUSTOMER_CARE, MARKETING, MIXED, 2FA, ...; a sole "
        "proprietor has only SOLE_PROPRIETOR (B6)."
    ),
    "campaign.description": "Who sends what to whom, and why: 40 to 4096 characters (C3).",
    "campaign.message_flow": "Every way in which people agree to be texted: 40 to 2048 characters (C3).",
    "campaign.message_samples": (
        "1 to 5 messages as they will be sent, 20 to 1024 characters each, [] around what varies; 2 at least "
        "for SOLE_PROPRIETOR, MIXED and MARKETING (C3, C4)."
    ),
    "campaign.has_embedded_links": "Do messages hold links? Fixed once approved (C11).",
    "campaign.has_embedded_phone": "Do messages hold phone numbers? Fixed once approved (C11).",
    "campaign.age_gated": "Is the content for adults only? Fixed once approved (C11).",
    "campaign.direct_lending": "Are loans arranged? Fixed once approved (C11).",
    "campaign.subscriber_opt_in": "Do people opt in before they are texted? (C2)",
    "campaign.opt_in_message": "The answer to an opt-in keyword: 20 to 320 characters (C3, C5).",
    "campaign.opt_in_keywords": "Words that opt in when they are texted, 255 characters in all (C3, C5).",
    "campaign.opt_out_management": (
        "Who answers STOP and HELP. default: Twilio, with its texts. advanced: Twilio, with your service's. "
        "self: you, with the four texts here (C5)."
    ),
    "campaign.opt_out_message": "What you answer to STOP: 20 to 320 characters; only with self (C5).",
    "campaign.opt_out_keywords": "Words that opt out, 255 characters in all; only with self (C3, C5).",
    "campaign.help_message": "What you answer to HELP: 20 to 320 characters; only with self (C5).",
    "campaign.help_keywords": "Words that ask for help, 255 characters in all; only with self (C3, C5).",
    "campaign.privacy_policy_url": "The privacy policy.",
    "campaign.terms_and_conditions_url": "The terms.",
    "external_campaign": "A campaign that you registered at The Campaign Registry yourself (E1).",
    "external_campaign.campaign_id": "The registry's id of it: C and six capital letters or digits (E4).",
    "external_campaign.share_accepted_on": "The day CAMPAIGN_SHARE_ACCEPT arrived at your webhook (E2).",
    "external_campaign.cnp_migration": "true: it moves to Twilio from another provider.",
    "external_campaign.sole_proprietor": "true: its Brand is a sole proprietor's: one number (N1).",
    "phone_numbers": (
        "The Twilio numbers that send: by SID (PN…), as +1 and ten digits, or buy: {area_code, contains, "
        "capabilities}; a sole proprietor may have one (N1)."
    ),
    "phone_numbers.buy": "A local US number to buy; it costs by the month and needs consent once.",
    "phone_numbers.buy.area_code": "Three digits it begins with; any if left out.",
    "phone_numbers.buy.contains": "Digits or letters it contains, with * for any one digit.",
    "phone_numbers.buy.capabilities": "What it can do: sms, mms, voice.",
    "phone_numbers.name": "Of a number to buy: a name of its own where there are several.",
    "phone_numbers.release": "Of a bought number: true gives it back to Twilio when it is taken out.",
    "adopted": "What was at Twilio before this file, by SID; written by `a2p adopt`.",
    "adopted.messaging_service": "The Messaging Service that was there (MG…).",
    "adopted.profile": "The profile that was there (BU…).",
    "adopted.attributes": "What Twilio keeps of an EndUser and has no key here, by type: carried along.",
    "adopted.trust_bundle": "The trust bundle that was there (BU…).",
    # What is said of it
    "lint": "What reviewers are likely to object to, said in every preview (C18).",
    "lint.ignore": "Rules that do not apply to this customer, by name, each with the reason.",
}
