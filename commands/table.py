"""All commands, in the order `--help` lists them."""

from commands import stores
from commands.command import Command

COMMANDS: tuple[Command, ...] = (*stores.COMMANDS,)
