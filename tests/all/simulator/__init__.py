"""What takes long with the simulator alone."""
