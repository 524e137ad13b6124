"""What A2P 10DLC is and what Twilio asks for. Nothing in here imports Pulumi."""
