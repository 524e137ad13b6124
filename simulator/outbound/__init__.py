"""What Twilio and the registry send out by themselves: signed, queued, tried again."""

from simulator.outbound import callbacks, deliveries

__all__ = ["callbacks", "deliveries"]
