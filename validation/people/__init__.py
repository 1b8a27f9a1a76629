"""Rendered people with known truth: a scripted person does the standing hip rotation test before a camera."""
