"""Use cases in plain calls and plain values: the only place where sources, store and report meet. No rule, no word."""
