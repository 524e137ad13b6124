"""What Twilio says is there now, as frozen values. Reading code makes them; nothing here makes a call."""

from a2p.observed.live import LiveBrand, LiveBundle, LiveCampaign, LiveService, LiveVetting, Problem

__all__ = ["LiveBrand", "LiveBundle", "LiveCampaign", "LiveService", "LiveVetting", "Problem"]
