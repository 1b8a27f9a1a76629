"""How the person lies in the picture, from the keypoints alone."""

import numpy as np
import xarray as xr


def picture_roll(recording: xr.Dataset) -> float | None:
    """Median angle (rad) of the line from hips to shoulders from the picture's up direction; None without a person.

    0 = upright, +-pi/2 = the picture lies on its side (positive = the head points to the right), pi = upside down.
    """
    pixel = recording["pixel"]
    middle = {
        part: pixel.sel(keypoint=[f"left_{part}", f"right_{part}"]).mean("keypoint").values.astype(np.float64)
        for part in ("hip", "shoulder")
    }
    trunk = middle["shoulder"] - middle["hip"]
    trunk = trunk[np.all(np.isfinite(trunk), axis=1)]
    if not len(trunk):
        return None
    across, up = np.median(trunk, axis=0) * (1.0, -1.0)
    return float(np.arctan2(across, up))
