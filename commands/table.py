"""All commands, in the order `--help` lists them."""

from commands import (
    calendar,
    callbacks,
    campaigns,
    checks,
    clocks,
    definitions,
    demo,
    formulas,
    indicators,
    keeping_away,
    law,
    ledger,
    months,
    parcels,
    reports,
    rubrics,
    rules,
    stores,
)
from commands.command import Command, Group

COMMANDS: tuple[Command | Group, ...] = (
    *stores.COMMANDS,
    *demo.COMMANDS,
    *checks.COMMANDS,
    *rules.COMMANDS,
    *law.COMMANDS,
    *ledger.COMMANDS,
    *clocks.COMMANDS,
    *callbacks.COMMANDS,
    *calendar.COMMANDS,
    *indicators.COMMANDS,
    *months.COMMANDS,
    *definitions.COMMANDS,
    *campaigns.COMMANDS,
    *keeping_away.COMMANDS,
    *rubrics.COMMANDS,
    *formulas.COMMANDS,
    *parcels.COMMANDS,
    *reports.COMMANDS,
)
