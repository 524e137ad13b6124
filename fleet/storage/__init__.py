"""PostgreSQL of the fleet: our tables, connections, the server that is brought along, and copies."""
