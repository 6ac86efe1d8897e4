"""Words on the screen: never markup by accident, never cut off without a way to read them."""

from pytestqt.qtbot import QtBot

from gui.labels import ElidedLabel, label, paragraph, set_paragraph


def test_text_of_people_is_never_taken_for_markup(qtbot: QtBot) -> None:
    said = label("<b>退款</b> a<b>c")
    qtbot.addWidget(said)
    assert said.text() == "<b>退款</b> a<b>c"
    long = paragraph("a<b>c\n第二行")
    qtbot.addWidget(long)
    assert "a&lt;b&gt;c<br/>第二行" in long.text()
    assert long.accessibleName() == "a<b>c\n第二行"
    set_paragraph(long, "换了")
    assert long.accessibleName() == "换了"


def test_a_line_that_gives_way_keeps_its_whole_text_for_tooltip_and_reader(qtbot: QtBot) -> None:
    line = ElidedLabel(keeps=60)
    qtbot.addWidget(line)
    line.resize(60, 20)
    line.show()
    line.say("三级催办已送达赵所长和消保科，请先签收。")
    assert line.text() != line.whole
    assert line.toolTip() == line.accessibleName() == line.whole
    line.resize(600, 20)
    assert line.text() == line.whole
    assert line.toolTip() == ""
    assert line.minimumSizeHint().width() == 60
    line.say("短")
    assert line.minimumSizeHint().width() < 60
