"""What stops a step before it harms: each says why, and with which consent or edit it goes on."""
