"""The section's settings of clocks: kept with the office's, applied to all clocks at once."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from core.errors import Refusal
from core.people import Action, Officer, may
from core.tickets.clocks.options import options_of, refuse_unfit, with_options
from storage.calendar import OPTIONS, shipped_options
from storage.renewing import renew_all
from storage.settings import read_setting

if TYPE_CHECKING:
    from storage.transaction import Transaction


def clock_options(connection: Connection) -> dict[str, Any]:
    """Everything that can be set, as it holds now."""
    return options_of(with_options(shipped_options(), read_setting(connection, OPTIONS, {})))


def set_clock_options(tx: "Transaction", options: Mapping[str, Any], *, by: Officer) -> None:
    """Keep the settings and work all clocks out anew."""
    if not may(by, Action.EDIT_CALENDAR, today=tx.at.date()):
        raise Refusal(f"您不能{Action.EDIT_CALENDAR.value}，由消保科修改。")
    refuse_unfit(options)
    tx.settings.write(OPTIONS, dict(options))
    renew_all(tx)
