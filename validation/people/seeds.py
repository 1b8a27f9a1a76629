"""Which seeds are for what. A figure that is reported may only come from people nothing was fitted or tuned on."""

FIT = range(10_000)
TUNE = range(10_000, 20_000)
REPORT = range(20_000, 30_000)
LOOKED_INTO = (range(20_000, 20_960), range(22_000, 23_190), range(21_000, 21_440))
"""Of the report seeds, those whose films were read often or looked into: no new figure of a target stands on them."""
# people of the second generator (`validation.people.second`)
SECOND_TUNE = range(30_000, 31_000)
SECOND_REPORT = range(31_000, 32_000)
SECOND_FIT = range(32_000, 33_000)
SECOND = range(SECOND_TUNE.start, SECOND_FIT.stop)
PURPOSES = {
    "fit": FIT, "tune": TUNE, "report": REPORT,
    "second-tune": SECOND_TUNE, "second-report": SECOND_REPORT, "second-fit": SECOND_FIT,
}  # fmt: skip
FITTED, TUNED = ("fit", "second-fit"), ("tune", "second-tune")
"""Whom maps and places of keypoints are learnt from; whom the error model is taken from."""


def purpose(seed: int) -> str:
    """`fit`, `tune` or `report`; of the second generator's people `second-fit`, `second-tune` or
    `second-report`.

    Raises:
        ValueError: a seed outside all of them.
    """
    for name, seeds in PURPOSES.items():
        if seed in seeds:
            return name
    known = ", ".join(f"{name} {seeds.start}-{seeds.stop - 1}" for name, seeds in PURPOSES.items())
    raise ValueError(f"seed {seed} has no purpose: choose one of {known}")
