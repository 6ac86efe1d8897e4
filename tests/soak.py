"""The long proofs, for `dev.py soak`: what the test run does in a short form."""

import sys

from tests.endurance.killing import main

KILLS = 200

if __name__ == "__main__":
    sys.exit(main(KILLS))
