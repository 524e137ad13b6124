"""What comes as no answer of Twilio's, or not whole."""
