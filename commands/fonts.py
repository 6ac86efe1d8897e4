"""`fonts …`: which font files of the office draw the faces of official papers."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from pathlib import Path

from commands.command import Command, Context, Group, Result
from storage import office_fonts
from storage.office_fonts import FACES


def show(_context: Context, _args: Namespace) -> Result:
    named, lost = office_fonts.named(), office_fonts.lost()
    offered = office_fonts.offered()
    return {
        "fonts": {
            face: {
                "file": str(named[face]) if face in named else None,
                "is_there": face in named and face not in lost,
                "offered": [str(file) for file in offered[face]],
            }
            for face in FACES
        }
    }


def use(context: Context, args: Namespace) -> Result:
    office_fonts.name(args.face, args.file)
    return show(context, args)


def shipped(context: Context, args: Namespace) -> Result:
    office_fonts.name(args.face, None)
    return show(context, args)


def _lines(result: Result) -> Iterable[str]:
    for face, one in result["fonts"].items():
        if one["file"] is None:
            yield f"{face}：程序自带的。"
        else:
            gone = "" if one["is_there"] else "，已经不在原处，先用程序自带的"
            yield f"{face}：{one['file']}{gone}。"
        for file in one["offered"]:
            yield f"　　本机有 {file}"


def _face(parser: ArgumentParser) -> None:
    parser.add_argument("face", choices=FACES, help="哪种字体")


def _face_and_file(parser: ArgumentParser) -> None:
    _face(parser)
    parser.add_argument("file", type=Path, metavar="F.ttf", help="字体文件")


FONTS = Group(
    name="fonts",
    help="公文用的字体：办公室有授权的仿宋、小标宋、楷体",
    commands=(
        Command(name="show", help="现在用哪些，本机有哪些", run=show, lines=_lines),
        Command(name="use", help="指定一个字体文件", run=use, lines=_lines, options=_face_and_file),
        Command(name="shipped", help="改回程序自带的", run=shipped, lines=_lines, options=_face),
    ),
)

COMMANDS = (FONTS,)
