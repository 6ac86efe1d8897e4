from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

import pytest

from core.errors import Refusal
from core.people import Officer, Post, Role
from core.tickets.fields import BY_KEY
from core.tickets.guidance.points import (
    LONGEST,
    Links,
    Origin,
    Point,
    PointVersion,
    Standing,
    check,
    confirm,
    decline,
    propose,
)

AT = datetime(2026, 11, 23, 9, 0)
LATER = datetime(2026, 11, 23, 15, 0)


def an_officer(name: str, role: Role) -> Officer:
    return Officer(name=name, posts=(Post(unit="消保科", role=role, since=date(2024, 1, 1)),))


HEAD = an_officer("许知夏", Role.SECTION_HEAD)
COLLEAGUE = an_officer("顾念安", Role.SECTION_OFFICER)
HANDLER = an_officer("陆明远", Role.HANDLER)
POINT = Point(
    number=7,
    theme="投诉受理与调解",
    text="七个工作日内决定并告知。",
    rules=("F-018",),
    fields=("acceptance",),
    articles=("《市场监督管理投诉举报处理办法》第十五条",),
)
RULES = ("F-018", "F-019")


@dataclass
class Kept:
    """Points in memory."""

    rows: list[PointVersion] = field(default_factory=list)

    def versions(self, number: int) -> list[PointVersion]:
        return [one for one in self.rows if one.point.number == number]

    def next_number(self) -> int:
        return max((one.point.number for one in self.rows), default=0) + 1

    def add(self, version: PointVersion) -> None:
        self.rows.append(version)

    def decide(self, version: PointVersion) -> None:
        self.rows = [version if one.version == version.version else one for one in self.rows]


@pytest.fixture
def kept() -> Kept:
    first = PointVersion(point=POINT, version=1, standing=Standing.IN_FORCE, author="程序", at=AT)
    return Kept([first])


def proposed(kept: Kept, **changes: Any) -> PointVersion:
    by = changes.pop("by", HEAD)
    reason = changes.pop("reason", "第二轮督查里扣分多")
    return propose(kept, replace(POINT, **changes), by=by, at=AT, reason=reason, rules=RULES)


def test_a_change_waits_for_a_second_officer(kept: Kept) -> None:
    made = proposed(kept, text="七个工作日内决定，并且告知。")
    assert (made.version, made.standing, made.author) == (2, Standing.PROPOSED, "许知夏")
    with pytest.raises(Refusal, match="另一位同事"):
        confirm(kept, 7, by=HEAD, at=LATER)
    done = confirm(kept, 7, by=COLLEAGUE, at=LATER)
    assert (done.standing, done.decided_by) == (Standing.IN_FORCE, "顾念安")


def test_the_author_may_take_a_proposal_back(kept: Kept) -> None:
    proposed(kept, text="换一种说法。")
    assert decline(kept, 7, by=HEAD, at=LATER).standing is Standing.DECLINED
    with pytest.raises(Refusal, match="没有等着确认"):
        confirm(kept, 7, by=COLLEAGUE, at=LATER)


def test_one_proposal_at_a_time(kept: Kept) -> None:
    proposed(kept, text="换一种说法。")
    with pytest.raises(Refusal, match="许知夏提的修改还没有确认"):
        proposed(kept, text="再换一种说法。", by=COLLEAGUE)


def test_a_new_point_gets_the_next_number(kept: Kept) -> None:
    made = proposed(kept, number=0, origin=Origin.CAMPAIGN, source="十一月不属实件督查")
    assert (made.point.number, made.version) == (8, 1)


def test_only_the_section_changes_points(kept: Kept) -> None:
    with pytest.raises(Refusal, match="由消保科修改"):
        proposed(kept, text="换一种说法。", by=HANDLER)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"text": "  "}, "请写要点"),
        ({"theme": ""}, "请选主题"),
        ({"text": "长" * (LONGEST + 1)}, "分成两条"),
        ({"rules": ("F-018x",)}, "没有规则“F-018x”。是不是“F-018”？"),
        ({"fields": ("accept",)}, "没有“accept”这一栏"),
        ({"articles": ("有关规定",)}, "看不出是哪部法规的哪一条"),
    ],
)
def test_a_point_without_words_or_with_a_dead_link_is_refused(
    changes: dict[str, Any], said: str
) -> None:
    with pytest.raises(Refusal, match=said):
        check(replace(POINT, **changes), RULES)


def test_a_change_wants_a_reason(kept: Kept) -> None:
    with pytest.raises(Refusal, match="为什么这样改"):
        proposed(kept, text="换一种说法。", reason=" ")


def test_points_of_firing_rules_come_first_and_withdrawn_ones_not_at_all() -> None:
    other = replace(POINT, number=8, rules=("F-019",), fields=("acceptance",))
    gone = replace(POINT, number=9, is_withdrawn=True)
    links = Links.of([POINT, other, gone])
    assert [one.number for one in links.at("acceptance", ["F-019"])] == [8, 7]
    assert [one.number for one in links.at("acceptance", [])] == [7, 8]
    assert links.at("reply", []) == ()
    assert "acceptance" in BY_KEY
