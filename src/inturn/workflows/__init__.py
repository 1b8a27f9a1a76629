"""Use cases in plain calls and plain values: the only place where sources and report meet."""
