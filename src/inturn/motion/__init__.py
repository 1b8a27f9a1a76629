"""Time series of keypoints: the recording contract, cleaning, and spans of time."""
