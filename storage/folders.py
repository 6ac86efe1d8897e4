"""The folders of this person on this machine: where the program's files are by default."""

from pathlib import Path

import platformdirs

PROGRAM = "hotline-ticket-review"


def data() -> Path:
    """Where stores, drafts and own templates lie unless somebody says otherwise."""
    return platformdirs.user_data_path(PROGRAM, appauthor=False)


def cache() -> Path:
    """Files that can be made again at any time."""
    return platformdirs.user_cache_path(PROGRAM, appauthor=False)


def config() -> Path:
    """How this person likes the window: size, scheme, type size."""
    return platformdirs.user_config_path(PROGRAM, appauthor=False)


def logs() -> Path:
    """What happened lately, without personal data."""
    return platformdirs.user_log_path(PROGRAM, appauthor=False)
