"""The long proofs, for `dev.py soak`: what the test run does in a short form."""

import sys

from tests.endurance import fair_shares, hostile_rules, killing

KILLS = 200
SENTENCES = 20_000
CAMPAIGNS, SEEDS = 1_000, 10_000

if __name__ == "__main__":
    sys.exit(
        fair_shares.main(CAMPAIGNS, SEEDS) or hostile_rules.main(SENTENCES) or killing.main(KILLS)
    )
