"""The two kinds of bad news that a person can do something about; everything else is a bug."""


class Refusal(Exception):  # noqa: N818 -- an answer to the officer, not a fault
    """The office's rules say no; `str()` is the sentence shown, `field` the form field."""

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class Trouble(Exception):  # noqa: N818 -- the environment failed, not the program
    """Disk full, file locked, damaged or missing; `str()` says which file and what to do.

    `steps` are further things to do, one sentence each, for the dialog that shows the trouble.
    """

    def __init__(self, sentence: str, *, steps: tuple[str, ...] = ()) -> None:
        super().__init__(sentence)
        self.steps = steps
