"""The rulebooks in force, ready to run: read from the store when first asked for, then kept.

A rulebook with the same number and fingerprint is the same wherever it lies, so that all stores and
threads of the program share what has been read.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from core.tickets.language.vocabulary import Vocabulary
from core.tickets.rules.data import rulebook_of, wider_vocabulary
from core.tickets.rules.rulebook import Rulebook
from core.tickets.rules.versions import RulebookVersion, current, version_for
from core.tickets.ticket import Ticket
from storage.rules.shipped import shipped_words
from storage.rules.stored import confirmed, rulebook_data

_RULEBOOKS: dict[str, Rulebook] = {}
_VOCABULARIES: dict[str, Vocabulary] = {}


@dataclass(frozen=True, slots=True)
class Rulebooks:
    """Which rulebook checks what; use it while its connection is open."""

    connection: Connection
    confirmed: tuple[RulebookVersion, ...]
    """Newest first."""

    def version(self, day: date) -> RulebookVersion:
        """The version that checks what comes in on that day; reads nothing more."""
        return current(self.confirmed, day)

    def current(self, day: date) -> Rulebook:
        """The rulebook that checks what comes in on that day."""
        return self._rulebook(self.version(day))

    def for_ticket(self, ticket: Ticket, day: date) -> Rulebook:
        """The rulebook that checks this ticket on that day."""
        return self._rulebook(version_for(self.confirmed, ticket, day))

    def vocabulary(self, day: date) -> Vocabulary:
        """The words of the current rulebook, for sentences outside it: views, frames, indicators.

        A word of the program that the office has dropped still has the program's meaning there.
        """
        version = self.version(day)
        if version.label not in _VOCABULARIES:
            data = rulebook_data(self.connection, version.number)
            _VOCABULARIES[version.label] = wider_vocabulary(data, shipped_words())
        return _VOCABULARIES[version.label]

    def _rulebook(self, version: RulebookVersion) -> Rulebook:
        if version.label not in _RULEBOOKS:
            data = rulebook_data(self.connection, version.number)
            read = rulebook_of(data, version=version.label)
            _RULEBOOKS[version.label] = read
        return _RULEBOOKS[version.label]


def rulebooks(connection: Connection) -> Rulebooks:
    """The confirmed rulebooks of the store; reads only which there are."""
    return Rulebooks(connection, tuple(confirmed(connection)))
