"""Which seeds are for what. A figure that is reported may only come from people nothing was fitted or tuned on."""

FIT = range(10_000)
TUNE = range(10_000, 20_000)
REPORT = range(20_000, 1_000_000)


def purpose(seed: int) -> str:
    """`fit`, `tune` or `report`.

    Raises:
        ValueError: a seed outside all three.
    """
    for name, seeds in (("fit", FIT), ("tune", TUNE), ("report", REPORT)):
        if seed in seeds:
            return name
    message = f"seed {seed} is outside 0-{REPORT.stop - 1}: choose one of fit 0-9999, tune 10000-19999, report 20000+"
    raise ValueError(message)
