"""Real video against optical markers: our angles and a one-phone system's, both against the same truth."""
