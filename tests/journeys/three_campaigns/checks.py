"""Holds what stands in the store, on pages and in tables against the calculation."""

import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from core.review.reviews import Stage
from storage.files.pdf.pictures import text_of
from tests.journeys.three_campaigns.by_hand import COLUMNS, Planned

USUAL = [name for stage, name in COLUMNS.items() if stage is not Stage.THIRD]


def pages(path: Path) -> str:
    return re.sub(r"\s", "", "".join(text_of(path.read_bytes())))


def table(path: Path, name: str) -> list[list[Any]]:
    return CalamineWorkbook.from_path(path).get_sheet_by_name(name).to_python()


def check_summary(plan: Planned, pdf: Path, xlsx: Path) -> None:
    assert f"{plan.means_counted['全局']:.2f}分" in pages(pdf)
    listed = table(xlsx, "各所队均分与达标占比")[1:]
    assert {row[0]: Decimal(f"{row[3]:.2f}") for row in listed} == plan.means_counted
    marks = table(xlsx, "各件得分与扣分理由")[1:]
    assert {row[0]: f"{row[5]:.2f}" for row in marks} == {
        row["工单"]: row["最终分"] for row in plan.counted
    }


def check_circular(plan: Planned, pdf: Path) -> None:
    assert f"全局均分{plan.means_counted['全局']:.2f}分" in pages(pdf)


def check_unit(plan: Planned, unit: str, pdf: Path) -> None:
    text = pages(pdf)
    assert f"均分{plan.means_counted[unit]:.2f}分" in text, unit
    for row in plan.counted:
        assert (row["工单"] in text) == (row["单位"] == unit)


def telling(plan: Planned) -> list[dict[str, str]]:
    """A capped ticket, one that was scaled, one with a third review, and the one of the appeal."""
    found = [
        next(row for row in plan.counted if row["否决"] or "V" in plan.appeal["申诉项"]),
        next(row for row in plan.counted if "不适用" in row["复核"]),
        next(row for row in plan.counted if row["工单"] in plan.thirds),
        next(row for row in plan.counted if row["工单"] == plan.appeal["工单"]),
    ]
    return list({row["工单"]: row for row in found}.values())


def check_sheet(plan: Planned, row: Mapping[str, str], pdf: Path, xlsx: Path) -> None:
    """The score sheet of one ticket; after an appeal the recheck as it counts now."""
    text = pages(pdf)
    assert f"最终分{row['最终分']}分，{row['等次']}" in text
    *_, total = table(xlsx, "各轮逐项得分和理由")
    rounds = list(COLUMNS.values()) if row["复评分"] else USUAL
    said = [f"{cell:.2f}" for cell in total[3 : 3 + len(rounds)]]
    assert said == [row[f"{name}分"] for name in rounds]
    if row["工单"] == plan.appeal["工单"]:
        given = next(one for one in plan.rows if one["工单"] == row["工单"])
        assert f"最终分由{given['最终分']}改为{row['最终分']}" in text
