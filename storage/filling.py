"""The shipped logic of the form, read once: which fields apply, what they need, what is next."""

from functools import cache

from core.tickets.filling.asking import Asking
from core.tickets.filling.logic import FormLogic
from core.tickets.filling.question_reading import questions_of
from core.tickets.filling.reading import logic_of
from core.tickets.filling.stage_reading import stages_of
from core.tickets.filling.stages import Stages
from storage.resources import read_toml
from storage.rules.shipped import shipped_vocabulary

FOLDER = "guidance"


@cache
def form_logic() -> FormLogic:
    """When each field applies, is required, and what is proposed for it."""
    return logic_of(read_toml(f"{FOLDER}/logic.toml"), shipped_vocabulary())


@cache
def stages() -> Stages:
    """What is filled in during each stage, and what the stage needs."""
    return stages_of(read_toml(f"{FOLDER}/stages.toml"), shipped_vocabulary(), form_logic())


@cache
def asking() -> Asking:
    """What is asked one by one, in the order of the work."""
    questions = questions_of(read_toml(f"{FOLDER}/questions.toml"), shipped_vocabulary())
    return Asking(questions, form_logic(), stages())
