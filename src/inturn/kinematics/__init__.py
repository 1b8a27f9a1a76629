"""From keypoints to joint angles: rotations, body model, closed-form angles, filter and smoother."""
