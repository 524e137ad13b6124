"""What somebody hostile may write or answer, on the real engine."""
