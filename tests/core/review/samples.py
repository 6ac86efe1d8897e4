"""A small rubric, a formula and reviews by it, for tests that are not about the shipped data."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from core.review.formula import Formula, formula_of
from core.review.marks import Marks, score
from core.review.marks_text import marks_of
from core.review.reviews import Review, Stage
from core.review.rubric import Rubric, rubric_of

RUBRIC_DATA: dict[str, Any] = {
    "name": "试",
    "title": "试用评查表",
    "version": "2026-1",
    "veto_cap": "59",
    "items": [
        {
            "code": "T1",
            "title": "联系",
            "full": "30",
            "standard": "联系过",
            "choices": [{"label": "晚了", "minus": "10"}, {"label": "没有联系", "minus": "30"}],
            "advice": "先联系",
            "not_applicable": "RESCALE",
        },
        {
            "code": "T2",
            "title": "证据",
            "full": "50",
            "standard": "有证据",
            "choices": [{"label": "缺一份", "minus": "20", "each": True}],
            "advice": "留证据",
        },
        {
            "code": "T3",
            "title": "归档",
            "full": "20",
            "standard": "齐",
            "choices": [],
            "advice": "归档",
            "not_applicable": "FULL",
        },
    ],
    "vetoes": [{"code": "V1", "title": "泄露"}, {"code": "V5", "title": "超期"}],
    "cues": [
        {"source": "F-033", "item": "T2", "minus": "20"},
        {"source": "F-034", "item": "T2", "minus": "40"},
        {"source": "C_ACCEPT", "item": "T1", "minus": "10"},
        {"source": "C_ACCEPT", "veto": "V5"},
    ],
}

FORMULA_DATA: dict[str, Any] = {
    "version": "试-1",
    "title": "最终分取复核分",
    "weights": {"self": "0", "peers": "0", "recheck": "1"},
    "pass_mark": "70",
    "grades": [["优秀", "90"], ["良好", "80"], ["合格", "70"], ["不合格", "0"]],
    "veto_grade": "不合格",
    "apart": {"peers": "10", "self": "15", "recheck": "10"},
    "few": 5,
}


def a_rubric() -> Rubric:
    return rubric_of(RUBRIC_DATA)


def a_formula(**changes: Any) -> Formula:
    return formula_of({**FORMULA_DATA, **changes})


def marks(t1: str, t2: str, t3: str, *, vetoes: tuple[str, ...] = (), why: str = "有缺") -> Marks:
    """Marks for the three items; every deduction gets the reason `why`."""
    items = {
        code: {"marks": given, "reason": "" if given == full else why}
        for code, given, full in (("T1", t1, "30"), ("T2", t2, "50"), ("T3", t3, "20"))
    }
    return marks_of({"items": items, "vetoes": list(vetoes)})


def a_review(stage: Stage, given: Marks, *, ref: str = "SJ1", officer: str = "") -> Review:
    return Review(
        ref=ref,
        stage=stage,
        unit="乙所",
        officer=officer or f"{stage}人",
        marks=given,
        score=score(a_rubric(), given),
        handed_in_at=datetime(2026, 11, 20, 10, 0),
        fingerprint="0" * 64,
        nonce="0" * 32,
        version=1,
    )


def total(t2: str) -> Marks:
    """Marks that add up to `t2` + 50."""
    return marks("30", str(Decimal(t2)), "20")
