"""Why a Campaign registered at the registry itself could not be associated."""

from functools import partial

from a2p.catalogue.entry_types import CatalogueCode, CodeSource, Persistence, Remediation

_row = partial(CatalogueCode, where=CodeSource.EXTERNAL)

ROWS = (
    _row(
        code=30902,
        title="the secondary connectivity partner (DCA) rejected it",
        mends=Remediation.ELSEWHERE,
        remedy="remove share_accepted_on and run up; then correct it in the registry, share it again",
        keys=("external_campaign.share_accepted_on",),
        source="E2, ext",
    ),
    _row(
        code=30904,
        title="Twilio has no such Campaign: not shared with it, or the id is wrong",
        mends=Remediation.ELSEWHERE,
        remedy="check campaign_id, share it with Twilio in the registry, wait for its acceptance",
        keys=("external_campaign.campaign_id", "external_campaign.share_accepted_on"),
        source="E2, E4, ext",
    ),
    _row(
        code=30905,
        title="associated before Twilio had accepted the share",
        mends=Remediation.ELSEWHERE,
        remedy="when CAMPAIGN_SHARE_ACCEPT has come, set share_accepted_on to that day, and run up again",
        keys=("external_campaign.share_accepted_on",),
        lasts=Persistence.PENDING,
        source="E2, ext",
    ),
    _row(
        code=30906,
        title="Twilio, as connectivity partner (DCA), declined the share",
        mends=Remediation.ELSEWHERE,
        remedy="read the feedback of CAMPAIGN_SHARE_DELETE, correct it in the registry, share it again",
        source="E2, ext",
    ),
    _row(
        code=30992,
        title="the move from another provider (CNP migration) failed",
        mends=Remediation.ELSEWHERE,
        keys=("external_campaign.cnp_migration",),
        remedy="look at the migration in the registry's portal, start it again, then associate again",
    ),
    _row(
        code=30993,
        title="the move from another provider (CNP migration) was not completed in time",
        mends=Remediation.ELSEWHERE,
        keys=("external_campaign.cnp_migration",),
        remedy="start it again in the registry's portal, elect Twilio in time, then associate again",
    ),
)
