"""The log of calls to Twilio, in a file of the user's choice."""

import logging
import os

from a2p.redaction import Formatter


def log_to_file_if_asked() -> None:
    """Write the log of calls where A2P_LOG says; a plugin's own output belongs to the engine."""
    if path := os.environ.get("A2P_LOG"):
        logger = logging.getLogger("a2p")
        if not logger.handlers:
            handler = logging.FileHandler(path)
            handler.setFormatter(Formatter("%(asctime)s %(message)s"))
            logger.addHandler(handler)
            logger.setLevel(logging.INFO)
