"""What the Pulumi engine calls."""
