"""Invented traders: brands put together from two lists, at doors that do not exist.

A trader is used again now and then, but not so often that it looks like a group complaint.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from core.demo.chance import Chance
from core.demo.material import Material
from core.demo.petitioners import FIRST_DOOR, LAST_DOOR
from core.personal.checks import credit_code_check, organisation_check
from core.tickets.ticket import Trader
from core.tickets.words import PlatformAddress

REST = timedelta(days=16)
"""So long a trader is left in peace after a ticket: two in thirty days at most."""

SONGJIANG = "310117"
COMPANY, SELF_EMPLOYED = "91", "92"
NEVER_ISSUED = "MY"
"""No organisation code begins like this, so none of ours is anybody's."""


@dataclass(slots=True)
class Shop:
    """A trader as the demo knows it; `short` is what people call it."""

    trader: Trader
    short: str
    road: str
    address: str
    free_from: date = field(default=date.min)


class Shops:
    """Makes traders and finds one that may be used."""

    def __init__(self, material: Material, chance: Chance) -> None:
        self._material = material
        self._chance = chance
        self._known: dict[tuple[str, str], list[Shop]] = {}
        self._names: set[str] = set()
        self._regular = material.plan["shares"]["regular_trader"]

    def find(self, unit: str, trade: str, day: date) -> Shop:
        """A shop of this trade in the unit's town, known or new."""
        known = self._known.setdefault((unit, trade), [])
        if known and self._chance.often(self._regular):
            shop = self._chance.pick(known)
            if shop.free_from <= day:
                shop.free_from = day + REST
                return shop
        shop = self.make(unit, trade)
        shop.free_from = day + REST
        known.append(shop)
        return shop

    def make(self, unit: str, trade: str) -> Shop:
        """A new shop, with a name that no other has."""
        place, chance, words = self._material.places[unit], self._chance, self._material.traders
        full, short = chance.pick(words["trades"][trade])
        brand = chance.pick(words["first"]) + chance.pick(words["second"])
        name = full.format(b=brand, t=place.short, town=place.town)
        for _ in range(3):
            if name not in self._names:
                break
            brand += chance.pick(words["second"])
            name = full.format(b=brand, t=place.short, town=place.town)
        self._names.add(name)
        road = chance.pick(place.roads)
        address = f"{place.town}{road}{chance.whole(FIRST_DOOR, LAST_DOOR)}号"
        kind = COMPANY if "公司" in name or "事务所" in name else SELF_EMPLOYED
        trader = Trader(
            trader_name=name, trader_address=f"松江区{address}", trader_uscc=self._code(kind)
        )
        return Shop(trader, short.format(b=brand), road, address)

    def _code(self, kind: str) -> str:
        digits = "".join(self._chance.pick("0123456789") for _ in range(6))
        organisation = NEVER_ISSUED + digits
        body = f"{kind}{SONGJIANG}{organisation}{organisation_check(organisation)}"
        return body + credit_code_check(body)


def on_platform(trader: Trader, chance: Chance) -> Trader:
    """The same trader, selling on a platform."""
    state = chance.pick((PlatformAddress.VALID,) * 9 + (PlatformAddress.MISSING,))
    return Trader(
        trader_name=trader.trader_name,
        trader_address=trader.trader_address,
        trader_uscc=trader.trader_uscc,
        is_platform_trader=True,
        platform_address_state=state,
    )
