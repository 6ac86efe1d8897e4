"""All commands, in the order `--help` lists them."""

from commands import clocks, stores
from commands.command import Command

COMMANDS: tuple[Command, ...] = (*stores.COMMANDS, *clocks.COMMANDS)
