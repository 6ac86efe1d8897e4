"""The shipped logic of the form, read once: which fields apply, what they need, what is next."""

from functools import cache

from core.tickets.filling.logic import FormLogic
from core.tickets.filling.reading import logic_of
from storage.resources import read_toml
from storage.rules.shipped import shipped_vocabulary

FOLDER = "guidance"


@cache
def form_logic() -> FormLogic:
    """When each field applies, is required, and what is proposed for it."""
    return logic_of(read_toml(f"{FOLDER}/logic.toml"), shipped_vocabulary())
