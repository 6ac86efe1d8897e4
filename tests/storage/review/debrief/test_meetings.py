"""Records of meetings: complete, linked, and fit to be sent round."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from core.errors import Refusal
from core.review.debrief.meetings import About, Link, Meeting, decision, decisions, record
from storage.audit import history
from storage.review.debrief.meetings import meetings
from tests.storage.review.debrief.samples import Office
from tests.storage.review.samples import SECTION


def a_meeting(**changes: Any) -> Meeting:
    usual: dict[str, Any] = {
        "id": 0,
        "title": "第四季度热线工单例会",
        "held_on": date(2026, 12, 3),
        "place": "三楼会议室",
        "chair": "钱科长",
        "attendees": ("九亭所所长", "中山所所长"),
        "agenda": ("通报督查结果", "布置整改"),
        "decisions": decisions(["各所队执行第 35 条要点。", "下季度再抽一次（第1号督查之后）。"]),
    }
    return Meeting(**{**usual, **changes})


def kept(office: Office, meeting: Meeting, who: str = SECTION) -> Meeting:
    with office.store.transaction(who=who, what="记例会") as tx:
        return record(tx.meetings, meeting, by=office.person(who), at=tx.at)


def test_a_decision_is_linked_by_its_own_words() -> None:
    made = decision("九亭所按第35条要点补办第 3 项整改，第 35 条要点再讲一遍；另有 2 项整改。")
    assert made.links == (Link(About.POINT, 35), Link(About.REMEDY, 3))


def test_a_meeting_is_kept_with_its_links(office: Office) -> None:
    made = kept(office, a_meeting())
    with office.store.reading() as connection:
        [found] = meetings(connection)
    assert found == replace(made, at=office.now)
    assert [link.words for one in found.decisions for link in one.links] == [
        "第 35 条要点",
        "第 1 号督查",
    ]
    assert found.by == SECTION


def test_a_correction_leaves_what_was_written_in_the_trail(office: Office) -> None:
    made = kept(office, a_meeting())
    kept(office, replace(made, place="五楼会议室"))
    with office.store.reading() as connection:
        [found] = meetings(connection)
        told = history(connection, "meeting", f"{made.id}")
    assert found.place == "五楼会议室"
    assert [dict(change.before or {}).get("place") for _, change in told] == [None, "三楼会议室"]


@pytest.mark.parametrize(
    ("changes", "said", "field"),
    [
        ({"title": " "}, "会议名称", "title"),
        ({"attendees": ()}, "参加人", "attendees"),
        ({"held_on": date(2026, 12, 5)}, "开过再记", "held_on"),
        ({"decisions": ()}, "议定事项", "decisions"),
        ({"decisions": decisions(["执行第 99 条要点。"])}, "没有第 99 条要点", "decisions"),
        ({"decisions": decisions(["销掉第 7 项整改。"])}, "没有第 7 项整改", "decisions"),
        ({"agenda": ("回访 13900000001 的诉求人",)}, "请遮盖", "agenda"),
    ],
)
def test_what_is_missing_or_may_not_be_sent_round_is_refused(
    office: Office, changes: dict[str, Any], said: str, field: str
) -> None:
    with pytest.raises(Refusal, match=said) as refused:
        kept(office, a_meeting(**changes))
    assert refused.value.field == field
    with office.store.reading() as connection:
        assert meetings(connection) == []


def test_stations_do_not_write_records(office: Office) -> None:
    with pytest.raises(Refusal, match="由消保科写"):
        kept(office, a_meeting(), "九亭所所长")
