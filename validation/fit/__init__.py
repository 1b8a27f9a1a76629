"""Fitting the estimator's learnt numbers on rendered people: offsets of the keypoints, their scatter, the error model."""
