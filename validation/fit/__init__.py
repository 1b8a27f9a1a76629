"""Fitting the estimator's learnt numbers on rendered people: offsets, scatter, error model."""
