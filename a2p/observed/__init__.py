"""What Twilio says is there now, as frozen values. Only reading code makes them; nothing here calls anything."""

from a2p.observed.live import LiveBrand, LiveBundle, LiveCampaign, LiveService, Problem

__all__ = ["LiveBrand", "LiveBundle", "LiveCampaign", "LiveService", "Problem"]
