"""A process that associates one external campaign; its one argument is the facts as JSON."""

from __future__ import annotations

import json
import sys

from a2p.specs import ExternalCampaignSpec
from a2p.twilio import external_campaigns
from tests.support.sessions import open_session


def main() -> None:
    """Say when everything is loaded, and begin when told to."""
    url, account, password, service, campaign = json.loads(sys.argv[1])
    spec = ExternalCampaignSpec(
        messaging_service_sid=service, campaign_id=campaign, share_accepted_on="2026-11-20"
    )
    with open_session(url, account=account, password=password) as session:
        print("ready", flush=True)  # noqa: T201 - the parent reads it
        sys.stdin.readline()
        external_campaigns.associate_campaign(session, spec)


if __name__ == "__main__":
    main()
