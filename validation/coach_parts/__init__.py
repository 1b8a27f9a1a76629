"""Parts of `validation.coach`: sets on disk, their keypoints, rows, figures."""
