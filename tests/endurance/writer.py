"""A process that writes without pause and says which writes have been acknowledged.

    python -m tests.endurance.writer STORE FIRST

Prints `number reply` once a ticket with that number and reply is committed; runs until killed.
"""

import sys
from itertools import count
from pathlib import Path

from storage.database import Store
from tests.samples import NOW, a_ticket


def main(path: Path, first: int) -> None:
    store = Store.open(path, now=lambda: NOW)
    for turn in count(first):
        write(store, number=f"SJ{turn % 40:04}", reply=f"第 {turn} 次答复")


def write(store: Store, *, number: str, reply: str) -> None:
    """A ticket, its draft and its audit entry in one step."""
    with store.transaction(who="陆明远", what="改答复") as tx:
        tx.tickets.save(a_ticket(number=number, reply=reply, claims=("退款", reply)))
        tx.handling.keep_draft("陆明远", number, {"reply": reply})
    sys.stdout.write(f"{number} {reply}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
