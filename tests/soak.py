"""The long proofs, for `dev.py soak`: what the test run does in a short form."""

import sys

from tests.endurance import hostile_rules, killing

KILLS = 200
SENTENCES = 20_000

if __name__ == "__main__":
    sys.exit(hostile_rules.main(SENTENCES) or killing.main(KILLS))
