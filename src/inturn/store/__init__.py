"""What is kept on disk: people, tests, sessions, and the recordings beside them."""
