"""Known truth and published numbers against which Inturn is checked."""
