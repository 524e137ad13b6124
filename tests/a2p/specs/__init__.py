"""The words declared, plan and providers share."""
