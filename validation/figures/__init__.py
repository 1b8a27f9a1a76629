"""Figures of the whole standing test on rendered people with known truth: rows, figures, plots and the page."""
