"""Reports over many customers."""
