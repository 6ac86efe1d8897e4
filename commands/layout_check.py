"""`report check`: reads a finished PDF back and states how it is laid out."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from pathlib import Path

from commands.command import Command, Context, Result
from storage.failures import as_trouble
from storage.layout_checks import as_data, checked, fitness


def run(_context: Context, args: Namespace) -> Result:
    with as_trouble(args.file):
        pdf: bytes = args.file.read_bytes()
    return {**as_data(checked(pdf)), "archive": list(fitness(pdf))}


def lines(result: Result) -> Iterable[str]:
    grid = f"每面 {result['lines']} 行，每行 {result['characters']} 字" if result["lines"] else ""
    yield f"共 {len(result['pages'])} 页，{grid or '没有三号的正文'}。"
    for page in result["pages"]:
        yield _page(page)
    for font in result["fonts"]:
        kept = "已嵌入" if font["embedded"] else "没有嵌入"
        yield f"字体 {font['name']}，{font['size']:g} 磅，{font['characters']} 字，{kept}。"
    for finding in result["findings"]:
        where = f"第 {finding['page']} 页：" if finding["page"] else ""
        yield f"{where}{finding['sentence']}"
    if result["conforms"]:
        yield f"版面符合 {result['standard']}。"
    yield from result["archive"] or ["适合长期保存，符合 PDF/A-2b 的必备要求。"]


def _page(page: Result) -> str:
    margins, number = page["margins"], page["number"]
    if margins is None:
        return f"第 {page['page']} 页：空白。"
    sides = (("上", "top"), ("右", "right"), ("下", "bottom"), ("左", "left"))
    white = "、".join(f"{side} {margins[name]:g}" for side, name in sides)
    said = f"第 {page['page']} 页：文字四周 {white} 毫米，正文 {page['lines']} 行"
    if number is None:
        return f"{said}，没有页码。"
    where = f"在{number['outer']}侧，版心下 {number['gap']:g} 毫米，空 {number['inset']:g} 毫米"
    return f"{said}；页码“{number['text']}”{where}。"


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="F.pdf", help="哪个 PDF")


CHECK = Command(
    name="check",
    help="读回一个 PDF，说出页边、行数、字数、字体、页码和版记线，对照公文格式",
    run=run,
    lines=lines,
    options=_options,
)
