"""What stands in a calendar: no value, no pain, nothing that others should not read."""

from collections.abc import Mapping
from typing import Final

SUMMARIES: Final[Mapping[str, str]] = {
    "calendar": "Hip routine",
    "session": "Hip routine",
    "test": "Hip test",
    "screening": "Hip routine: the monthly questions",
    "scores": "Hip routine: the weekly scores",
}
DESCRIPTIONS: Final[Mapping[str, str]] = {
    "session": "Answer the short questions first, then the session: inturn session. Missed it? The next day is fine.",
    "test": "Both hips, filmed or tested the same way as before: inturn today says which.",
    "screening": "The full list of questions is due: inturn screen.",
    "scores": "Say how the activities you named are going: inturn log.",
}
