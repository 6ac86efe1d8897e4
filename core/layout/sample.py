"""A page that shows every face of an official paper, for whoever chooses fonts."""

from datetime import datetime

from core.paper import Enclosures, Flush, Heading, Paper, Prose, RedHead, Remark, Seal

OFFICE = "某区某某局"
DAY = "2026年1月5日"


def sample(rare: str) -> Paper:
    """The page; `rare` are characters that many fonts lack."""
    return Paper(
        title="关于公文字体的样张",
        author=OFFICE,
        subject="公文字体样张",
        made_at=datetime(2026, 1, 5),
        blocks=(
            RedHead(f"{OFFICE}文件", "某样〔2026〕1号"),
            Flush("各科室、所队："),
            Prose("正文用三号仿宋，每面二十二行，每行二十八字。标题用二号小标宋，页码用四号宋体。"),
            Heading("一、一级标题用黑体"),
            Heading("（一）二级标题用楷体", level=2),
            Prose("1.三级标题和正文一样用仿宋。数字 0123456789，金额 36.00 元，比例 31.58%。"),
            Prose(f"人名用字：{rare}。指定的字体里没有的字，逐个借用程序自带的字体。"),
            Enclosures(("附件名称", "另一个附件的名称")),
            Seal(OFFICE, DAY),
            Remark("附注写在这里"),
        ),
    )
