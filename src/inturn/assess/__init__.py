"""The standing test: finding its trials, reading them, compensation, stick, error and verdict."""
