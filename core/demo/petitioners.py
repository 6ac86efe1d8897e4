"""Invented petitioners: names from a list, telephone numbers that nobody has, impossible doors."""

from dataclasses import dataclass

from core.demo.chance import Chance
from core.demo.material import Material, Place
from core.tickets.ticket import Petitioner

FIRST_PHONE = 3370
FIRST_DOOR, LAST_DOOR = 8001, 9899
"""House numbers far above any in these streets."""


@dataclass(frozen=True, slots=True)
class Person:
    """A petitioner, and how a reply addresses them; nobody knows how to address the unnamed."""

    petitioner: Petitioner
    mr: str


class Petitioners:
    """Makes one petitioner after the other."""

    def __init__(self, material: Material, chance: Chance) -> None:
        self._words = material.petitioners
        self._shares = material.plan["shares"]
        self._chance = chance
        self._made = FIRST_PHONE

    def complainant(self, place: Place) -> Person:
        """Somebody who says who they are, as a complaint has to."""
        chance = self._chance
        woman = chance.often(0.53)
        surname = chance.pick(self._words["surnames"])
        given = chance.pick(self._words["women" if woman else "men"])
        return Person(
            Petitioner(
                petitioner_name=surname + given,
                petitioner_phone=self._phone(),
                petitioner_address=self._address(place),
                is_real_name=True,
                is_confidential=False,
                is_by_proxy=chance.often(self._shares["proxy"]),
            ),
            surname + ("女士" if woman else "先生"),
        )

    def informant(self, place: Place) -> Person:
        """Somebody who tips off, perhaps without a name; there is always a phone to call."""
        chance = self._chance
        if chance.often(self._shares["anonymous"]):
            unnamed = Petitioner(
                petitioner_phone=self._phone(), is_real_name=False, is_confidential=True
            )
            return Person(unnamed, "")
        person = self.complainant(place)
        known = person.petitioner
        return Person(
            Petitioner(
                petitioner_name=known.petitioner_name,
                petitioner_phone=known.petitioner_phone,
                petitioner_address=known.petitioner_address,
                is_real_name=True,
                is_confidential=chance.often(self._shares["confidential"]),
                is_by_proxy=False,
            ),
            person.mr,
        )

    def _phone(self) -> str:
        self._made += 1
        prefixes = self._words["phones"]
        return f"{prefixes[self._made % len(prefixes)]}{self._made // 10 * 7 % 10000:04d}"

    def _address(self, place: Place) -> str:
        chance = self._chance
        door, house = chance.whole(FIRST_DOOR, LAST_DOOR), chance.whole(1, 68)
        room = chance.whole(1, 16) * 100 + chance.whole(1, 4)
        return f"松江区{place.town}{chance.pick(place.roads)}{door}弄{house}号{room}室"
