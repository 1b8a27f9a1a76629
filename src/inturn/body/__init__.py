"""Anatomy as data: keypoint names, sides, segments, the sign table."""
