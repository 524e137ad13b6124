"""A Twilio and a Campaign Registry on loopback, for US A2P 10DLC registration."""
