"""What the section may set of clocks (时限设置); the terms themselves are law and nobody's to set.

How the last day moves off a holiday, from when clocks begin, and when somebody is reminded.
"""

from collections.abc import Mapping
from typing import Any

from core.errors import Refusal

SWITCHES = ("roll_on_weekend", "roll_on_holiday_block", "start_at_earlier")
GROUPS = ("workday", "natural", "hours")
MOST = 60


def with_options(law: Mapping[str, Any], options: Mapping[str, Any]) -> dict[str, Any]:
    """The data of the law with the section's settings in the place of the program's."""
    counting = {key: options[key] for key in SWITCHES if key in options}
    short = dict(law["reminders"]["short"])
    short |= {key: options[key] for key in ("hours", "closes") if key in options}
    steps = {key: options[key] for key in ("workday", "natural") if key in options}
    return {
        **law,
        "counting": {**law["counting"], **counting},
        "reminders": {**law["reminders"], **steps, "short": short},
    }


def options_of(law: Mapping[str, Any]) -> dict[str, Any]:
    """What there is to set, as it stands in the data of a law."""
    short = law["reminders"]["short"]
    return {
        **{key: law["counting"][key] for key in SWITCHES},
        "workday": law["reminders"]["workday"],
        "natural": law["reminders"]["natural"],
        "hours": short["hours"],
        "closes": short["closes"],
    }


def refuse_unfit(options: Mapping[str, Any]) -> None:
    """Three levels, each no earlier than the one before it."""
    for key in GROUPS:
        steps = options[key]
        if len(steps) != 3 or any(not 0 <= one <= MOST for one in steps):
            raise Refusal(f"三级催办要写三个 0 到 {MOST} 的数。", field=key)
        if sorted(steps, reverse=True) != list(steps):
            raise Refusal("一级要比二级早，二级要比三级早，请把三个数从大到小写。", field=key)
