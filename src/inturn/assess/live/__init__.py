"""What a guided test needs at the moment it happens: is all in place, does the body cheat, what comes next."""
