"""Acts in files of every kind; what cannot be read ends in a sentence that says what to do."""

import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement

from core.errors import Refusal, Trouble
from storage.files import apart as apart_module
from storage.files.law import reading
from storage.files.law.reading import read_act

ACT = """\
示例市场摊位管理办法

（2025年3月4日示例局令第7号公布　自2025年5月1日起施行）

第一条　为了管好摊位，制定本办法。

第二条　摊位分为：

（一）固定的；

（二）流动的。

第三条　本办法自2025年5月1日起施行。
"""
WANTED = [
    "为了管好摊位，制定本办法。",
    "摊位分为：\n（一）固定的；\n（二）流动的。",
    "本办法自2025年5月1日起施行。",
]


def texts(path: Path) -> list[str]:
    return [one.text for one in read_act(path).articles]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be"])
def test_a_text_is_read_in_whatever_encoding_it_comes(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "办法.txt"
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    path.write_bytes(f"{mark}{ACT}".encode(encoding))
    assert texts(path) == WANTED


def test_the_same_act_comes_out_of_a_word_document(tmp_path: Path) -> None:
    made = docx.Document()
    for line in ACT.splitlines():
        made.add_paragraph(line)
    made.save(str(tmp_path / "办法.docx"))
    found = read_act(tmp_path / "办法.docx")
    assert [one.text for one in found.articles] == WANTED
    assert found.title == "示例市场摊位管理办法"


def test_a_word_document_reads_as_if_its_changes_were_accepted(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("第一条　摊位")
    paragraph = made.add_paragraph("第二条　摊位")
    for tag, kind, words in (("w:ins", "w:t", "应当编号。"), ("w:del", "w:delText", "不必编号。")):
        change, run, text = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(kind)
        text.text = words
        run.append(text)
        change.append(run)
        paragraph._p.append(change)
    made.save(str(tmp_path / "办法.docx"))
    assert texts(tmp_path / "办法.docx")[-1] == "摊位应当编号。"


def test_text_in_tables_and_behind_line_breaks_is_read(tmp_path: Path) -> None:
    made = docx.Document()
    run = made.add_paragraph().add_run("第一条　为了管好摊位，制定本办法。")
    run.add_break()
    run.add_text("第二条　摊位应当编号。")
    made.add_table(1, 1).cell(0, 0).text = "第三条　本办法自公布之日起施行。"
    made.save(str(tmp_path / "办法.docx"))
    assert len(texts(tmp_path / "办法.docx")) == 3


def _document(path: Path, **parts: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return path


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "没有内容"),
        (b"%PDF-1.7 " + b"x" * 100, "是 PDF，分不出条款"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧版 Word 文档"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "加了密码",
        ),
        (b"<!DOCTYPE html><html>", "是网页文件"),
        (b"\x89PNG\r\n\x1a\n", "不是文本"),
        (bytes(range(256)) * 40, "编码认不出来|不是文本"),
        ("第一条　坏".encode() + b"\xe5\xff\xff" + "字符太多的文本".encode(), "坏掉的字符"),
        (b"PK\x03\x04" + b"\0" * 200, "损坏了或不完整"),
    ],
)
def test_what_is_no_text_of_an_act_is_said_to_be_so(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    path = tmp_path / "办法.docx"
    path.write_bytes(content)
    with pytest.raises(Trouble, match=sentence):
        read_act(path)


def test_a_spreadsheet_under_the_name_of_a_document_is_found_out(tmp_path: Path) -> None:
    path = _document(tmp_path / "办法.docx", xl__workbook_xml=b"<workbook/>")
    with pytest.raises(Trouble, match="是表格，不是法规文本"):
        read_act(path)


def test_a_document_whose_text_is_broken_is_said_to_be_so(tmp_path: Path) -> None:
    path = _document(tmp_path / "办法.docx", word__document_xml=b"<w:document")
    with pytest.raises(Trouble, match="损坏了或不完整"):
        read_act(path)


def test_a_document_that_unpacks_to_far_too_much_is_not_unpacked(tmp_path: Path) -> None:
    path = _document(tmp_path / "办法.docx", word__document_xml=b" " * (20 * 1024 * 1024))
    with pytest.raises(Trouble, match="压缩得不正常"):
        read_act(path)


def test_a_file_that_is_too_large_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "FILE_BYTES", 10)
    path = tmp_path / "办法.txt"
    path.write_text(ACT, "utf-8")
    with pytest.raises(Trouble, match="太大"):
        read_act(path)


def test_a_folder_and_a_missing_file_are_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="是文件夹"):
        read_act(tmp_path)
    with pytest.raises(Trouble, match=r"办法\.txt"):
        read_act(tmp_path / "办法.txt")


@pytest.mark.parametrize("text", ["[" * 90_000, "<!--" * 20_000, "第一条　" + "a." * 200_000])
def test_a_text_made_to_keep_a_reader_busy_is_refused_soon(tmp_path: Path, text: str) -> None:
    path = tmp_path / "办法.txt"
    path.write_text(text, "utf-8")
    with pytest.raises((Refusal, Trouble), match=r"没有找到|文字太多"):
        read_act(path)


def test_a_text_without_articles_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "通知.txt"
    path.write_text("关于摊位的通知。\n请各单位照办。\n", "utf-8")
    with pytest.raises(Refusal, match="没有找到“第一条”"):
        read_act(path)


def _for_ever(_path: Path) -> None:
    while True:
        pass


def _all_memory(_path: Path) -> int:
    return len(bytearray(2 * 1024**3))


def test_work_that_does_not_end_is_ended(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="已经停下"):
        apart_module.apart(_for_ever, tmp_path / "办法.txt", memory=2**29, seconds=1.5)


def test_work_that_takes_too_much_memory_is_ended(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="占太多内存"):
        apart_module.apart(_all_memory, tmp_path / "办法.txt", memory=2**29, seconds=20)
