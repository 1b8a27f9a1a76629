"""What the person is told before their phone warns them."""

from django.utils.translation import gettext as _


def steps() -> tuple[str, ...]:
    """How a phone comes in, and what its browser will say and why, in order; the last one ends with the fingerprint."""
    scan = _(
        "Phone and computer must be in the same Wi-Fi. Point the phone's camera at the code and open the link. "
        "The code works once, for 15 minutes."
    )
    warned = _(
        "The phone will warn that the connection is not private, or that the certificate is not trusted. That is "
        "expected: certificates that phones trust without asking are given to names on the internet only, and your "
        "computer has none. Inturn made its own, so that what the phone sends is encrypted in your house."
    )
    onward = _(
        "Choose “Advanced” or “Show details”, then “Go on” or “Visit this website”. Do so only for the address "
        "shown here, and only at home."
    )
    sure = _("To be sure that it is your computer, compare the certificate's SHA-256 fingerprint:")
    return scan, warned, onward, sure
