"""What the tests of a2p share with nobody else."""
