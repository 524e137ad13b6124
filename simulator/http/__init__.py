"""The HTTP side of the simulated API: routes, parameters, pages, faults. Knows no rule of A2P."""
