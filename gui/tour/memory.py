"""What each person has seen of their tour, kept with the likings of this machine."""

from gui.preferences import Preferences


class Memory:
    """How far one person has come; begun once, a tour never starts by itself again."""

    def __init__(self, preferences: Preferences, person: str) -> None:
        self._preferences = preferences
        self._name = f"tour of {person}"

    @property
    def is_new(self) -> bool:
        """Whether this person has neither seen a tour nor been offered one."""
        return self._preferences.read(self._name) is None

    def place(self, tour: str) -> int:
        """Where to go on: the step at which it was left, or the first."""
        kept = self._preferences.read(self._name)
        goes_on = isinstance(kept, dict) and kept.get("tour") == tour and not kept.get("over")
        step = kept.get("step") if goes_on else 0
        return step if isinstance(step, int) and step > 0 else 0

    def keep(self, tour: str, step: int) -> None:
        self._preferences.write(self._name, {"tour": tour, "step": step, "over": False})

    def end(self, tour: str) -> None:
        """The next time begins at the first step."""
        self._preferences.write(self._name, {"tour": tour, "step": 0, "over": True})
