"""ExternalCampaign: a campaign of The Campaign Registry as the Campaign of one Messaging Service."""

from dataclasses import dataclass

from a2p.specs.campaign import USA2P_SID


@dataclass(frozen=True, kw_only=True)
class ExternalCampaignSpec:
    """
    The parameters of PreregisteredUsa2p (E4), and the day that allows it.

    share_accepted_on: when CAMPAIGN_SHARE_ACCEPT arrived; None while Twilio has not accepted the share (E2).
    campaigns: of a stack with several, the service of each by the Campaign's name; no call tells of them.
    removed, removed_numbers: what is not declared any more and was still there at the last run: services by
    the Campaign's name, and entries of phone_numbers. bought_numbers, removed_bought_numbers: the entries
    that are bought, of all Campaigns of the stack, and those of them that the stack has not given up yet.
    """

    messaging_service_sid: str
    campaign_id: str
    share_accepted_on: str | None = None
    cnp_migration: bool = False
    phone_numbers: tuple[str, ...] | None = None
    campaigns: dict[str, str] | None = None
    removed: dict[str, str] | None = None
    removed_numbers: tuple[str, ...] | None = None
    bought_numbers: tuple[str, ...] | None = None
    removed_bought_numbers: tuple[str, ...] | None = None

    @property
    def pulumi_id(self) -> str:
        """The id the stack keeps, known before the campaign is associated."""
        return f"{self.messaging_service_sid}/{USA2P_SID}"
