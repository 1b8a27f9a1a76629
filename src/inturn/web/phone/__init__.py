"""The way in for a phone: a code to scan, and what its browser will warn of."""
