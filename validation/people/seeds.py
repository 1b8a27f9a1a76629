"""Which seeds are for what. A figure that is reported may only come from people nothing was fitted or tuned on."""

FIT = range(10_000)
TUNE = range(10_000, 20_000)
REPORT = range(20_000, 30_000)
# people of the second generator (`validation.people.second`): nothing is learnt from any of these
SECOND_TUNE = range(30_000, 31_000)
SECOND_REPORT = range(31_000, 32_000)
SECOND = range(SECOND_TUNE.start, SECOND_REPORT.stop)
PURPOSES = {
    "fit": FIT, "tune": TUNE, "report": REPORT, "second-tune": SECOND_TUNE, "second-report": SECOND_REPORT,
}  # fmt: skip


def purpose(seed: int) -> str:
    """`fit`, `tune` or `report`; of the second generator's people `second-tune` or `second-report`.

    Raises:
        ValueError: a seed outside all of them.
    """
    for name, seeds in PURPOSES.items():
        if seed in seeds:
            return name
    known = ", ".join(f"{name} {seeds.start}-{seeds.stop - 1}" for name, seeds in PURPOSES.items())
    raise ValueError(f"seed {seed} has no purpose: choose one of {known}")
