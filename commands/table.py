"""All commands, in the order `--help` lists them."""

from commands import campaigns, clocks, stores
from commands.command import Command, Group

COMMANDS: tuple[Command | Group, ...] = (
    *stores.COMMANDS,
    *clocks.COMMANDS,
    *campaigns.COMMANDS,
)
