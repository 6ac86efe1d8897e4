"""What is said when no question is left: how the ticket stands, and what comes next."""

from core.tickets.lifecycle import Decision
from gui.ticket_form.judging import Judgement, left_to_do
from gui.ticket_form.opened import Opened, Rights


def end_words(opened: Opened, may: Rights, judged: Judgement) -> tuple[str, str]:
    """A title, and one sentence on what to do."""
    if opened.is_waiting:
        return "已经送审了", "等分管领导审核；退回的话，会出现在您的待办里。"
    if not may.edits:
        return "这件您只能看", "要看全部内容，请换到“整张表”。"
    if opened.is_approved:
        return "现在该答的都答完了", "按“保存”记下来；以后有了回访，再打开接着答。"
    errors, warns = left_to_do(judged.findings, opened.waived)
    back = opened.submission is not None and opened.submission.decision is Decision.RETURNED
    if errors or warns:
        again = "分管领导退回过，" if back else ""
        return (
            "都答完了，还有要改的",
            f"{again}右边列着 {errors} 处必改、{warns} 处须确认，点一条就到那里。",
        )
    return "都答完了", "按“检查全部”再看一遍，没有要改的就送分管领导审核。"
