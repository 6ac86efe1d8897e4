"""All commands, in the order `--help` lists them."""

from commands import campaigns, checks, clocks, reports, stores
from commands.command import Command, Group

COMMANDS: tuple[Command | Group, ...] = (
    *stores.COMMANDS,
    *checks.COMMANDS,
    *clocks.COMMANDS,
    *campaigns.COMMANDS,
    *reports.COMMANDS,
)
