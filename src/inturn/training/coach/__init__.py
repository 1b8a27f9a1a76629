"""The coach: repetitions, holds and faults of an exercise from keypoints, picture by picture; live and offline one.

A pure step machine driven by `programme/data/coach.toml`: no file, no clock, no picture, and no exercise known by name.
"""
