"""`python -m validation` (`make validate`): what needs nothing beyond the tests' set-up. Keeps validation/results/."""

import sys

from validation import clips

sys.argv[1:] = ["--json", "validation/results/clips-heavy.json"]
clips.main()
