from typing import Any

import pytest

from core.errors import Refusal
from core.papers.reading import form_of
from storage.resources import read_toml
from storage.rules.shipped import shipped_vocabulary


def a_form(key: str, **changes: Any) -> Any:
    data = {"version": "试", **read_toml(f"papers/{key}.toml"), **changes}
    return form_of(data, shipped_vocabulary())


@pytest.mark.parametrize("place", ["petitioner_name", "petitioner_phone", "demand", "clue"])
def test_a_form_to_the_trader_cannot_name_the_petitioner_or_the_content(place: str) -> None:
    parts = [{"text": f"关于{{{place}}}的事。"}]
    with pytest.raises(Refusal, match=f"“提供材料通知书”：给被诉主体的文书里不能写“{{{place}}}”"):
        a_form("trader_materials", part=parts)
    to_trader = [{"reader": "被诉主体"}]
    with pytest.raises(Refusal, match=f"给被诉主体的文书里不能写“{{{place}}}”"):
        a_form("mediation_notice", part=parts, to=to_trader)


def test_nor_can_its_neutral_words() -> None:
    to = [{"reader": "被诉主体", "neutral": {"subject": "{petitioner_name}的投诉"}}]
    with pytest.raises(Refusal, match="petitioner_name"):
        a_form("termination", to=to)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"part": [{"text": "请到{plase}参加"}]}, "是不是“place”"),
        ({"part": [{"texts": "请"}]}, "写法不认识：texts"),
        ({"applies": "投诉轨件 且 受理决定 为 受里"}, "受里"),
        ({"to": [{"reader": "举报人"}]}, "没有“举报人”。可以写：诉求人、被诉主体、双方、存档"),
        ({"offers": {"acceptance_notice": "签发时间"}}, "不是台账的栏目"),
        ({"offers": {"acceptance_notice_at": "签发"}}, "写进“受理告知时间”的“签发”不认识"),
    ],
)
def test_a_mistake_in_the_data_is_told_with_form_and_remedy(
    changes: dict[str, Any], said: str
) -> None:
    with pytest.raises(Refusal, match="文书“投诉调解通知书”") as told:
        a_form("mediation_notice", **changes)
    assert said in str(told.value)


def test_a_form_without_a_track_says_what_to_add() -> None:
    data = {"version": "试", **read_toml("papers/acceptance.toml")}
    del data["track"]
    with pytest.raises(Refusal, match="文书“投诉受理决定书”：没有写“track”"):
        form_of(data, shipped_vocabulary())
