"""法规条文: acts, their articles, one article; the section loads official texts from files."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLineEdit, QStackedWidget, QWidget
from shiboken6 import isValid

from core.people import Action
from core.tickets.law.citations import Citation
from core.tickets.law.library import ArticlePlace, Line, Volume, matching
from core.tickets.law.loading import LawText, load, proposed, remove
from core.tickets.law.splitting import Split
from gui import icons, theme
from gui.boxes import box, column, frame, row
from gui.buttons import button
from gui.desk import Desk
from gui.empty import empty_state
from gui.labels import label
from gui.law.article_card import ArticleCard
from gui.law.columns import act_columns, article_columns
from gui.law.load_sheet import LoadSheet
from gui.notices import Tone
from gui.page import Page
from gui.tables.view import Table
from storage.files.law.reading import ENDINGS, read_act
from storage.law import statutes
from storage.law_library import library

ACTS_WIDTH = 332
KINDS = f"法规文本 ({' '.join(f'*{ending}' for ending in ENDINGS)})"


class LawPage(Page):
    title = "法规条文"
    purpose = "每部法规每一条说什么、原文怎么写、哪些规则依据它，在这里查；原文由消保科载入。"
    kinds = frozenset({"law_text", "rulebook"})
    keys = (
        ("Ctrl+F", "在条文里找"),
        ("Ctrl+O", "载入原文（消保科）"),
        ("Ctrl+回车", "存入核对好的原文"),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._volumes: tuple[Volume, ...] = ()
        self.words = _search_field()
        self._count = label("", "caption")
        self.acts: Table[Volume] = Table(
            "法规", act_columns(desk.today), key=lambda one: one.key, height="roomy"
        )
        self.articles: Table[Line] = Table(
            "条文",
            article_columns(lambda: bool(self.words.text().strip())),
            key=lambda one: one.key,
            height="roomy",
        )
        self.card = ArticleCard()
        self.sheet: LoadSheet | None = None
        self._faces = QStackedWidget()
        self._lists = QStackedWidget()
        self._lay_out()
        self._connect()
        self.setAcceptDrops(True)

    def _lay_out(self) -> None:
        self._lists.addWidget(self.articles)
        self._lists.addWidget(
            empty_state("search-x", "没有找到条文", "换几个字；也可以只写条号，如“第十五条”。")
        )
        left = frame("views", column(self.acts, gap=0), width=theme.text_size(ACTS_WIDTH))
        head = row((self.words, 1), self._count, margins=(16, 10, 16, 8), gap=12)
        middle = box(column(head, (self._lists, 1), gap=0), "surface")
        self._faces.addWidget(box(row(left, (middle, 1), self.card, gap=0)))
        self.setLayout(column(self._faces, gap=0))

    def _connect(self) -> None:
        self.words.textChanged.connect(lambda _text: self._list())
        self.acts.current_changed.connect(lambda _volume: self._list())
        self.articles.current_changed.connect(lambda _line: self._show_article())
        self.card.copied.connect(lambda cite: self.desk.say(f"已复制：{cite}", Tone.OK))
        self.card.remove_asked.connect(self.remove)
        self.desk.refused.connect(self._on_refused)
        for keys, do in (
            ("Ctrl+F", self.words.setFocus),
            ("Ctrl+O", self._choose),
            ("Escape", self.stop_loading),
        ):
            shortcut = QShortcut(QKeySequence(keys), self, do)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def regions(self) -> Sequence[QWidget]:
        if self.sheet is not None:
            return (self.sheet,)
        return (self.acts, self.words, self.articles, self.card)

    def begin_at(self) -> QWidget | None:
        return self.articles

    def primary(self) -> QAbstractButton | None:
        return self.sheet.keep if self.sheet is not None else super().primary()

    @property
    def may_load(self) -> bool:
        return self.desk.may(Action.LOAD_LAW)

    # reading

    def load(self) -> None:
        with self.desk.store.reading() as connection:
            self._volumes = library(connection, self.desk.today)
        offered = [button("载入原文…", icon="upload", on=self._choose)] if self.may_load else []
        self.act(*offered)
        self.acts.show_rows(self._volumes)
        if self.acts.current() is None:
            self.acts.go_to(0)
        self._list()

    def open(self, target: object) -> None:
        """Show the article of a place; without one what was shown before."""
        if not isinstance(target, tuple):
            return
        place: ArticlePlace = target
        self.stop_loading()
        self.words.clear()
        cited, day = place
        versions = [one for one in self._volumes if one.act.title == cited.act]
        meant = [one for one in versions if day is None or one.act.span.holds_on(day)]
        volume = next(iter(meant or versions), None)
        if volume is not None:
            self.acts.go_to(self.acts.rows.row_of(volume.key))
            self._go_to(volume, cited)

    def _go_to(self, volume: Volume, cited: Citation) -> None:
        wanted = (cited.article or 1, cited.inserted)
        line = next((o for o in volume.lines if (o.number, o.inserted) == wanted), None)
        if line is not None:
            self.articles.go_to(self.articles.rows.row_of(line.key))

    def _list(self) -> None:
        words = self.words.text()
        found = self._found(words)
        self.articles.show_rows(found)
        if found and self.articles.current() is None:
            self.articles.go_to(0)
        self._lists.setCurrentIndex(0 if found else 1)
        self._count.setText(
            f"全部法规里找到 {len(found)} 条" if words.strip() else f"{len(found)} 条"
        )
        self._show_article()

    def _found(self, words: str) -> list[Line]:
        """What to list: of all acts what holds the words, or one act whole."""
        if words.strip():
            return matching((line for one in self._volumes for line in one.lines), words)
        volume = self.acts.current()
        return [] if volume is None else list(volume.lines)

    def _show_article(self) -> None:
        line = self.articles.current()
        volume = next((one for one in self._volumes if line and one.act == line.act), None)
        self.card.show_article(line, volume, self.desk.today, may_load=self.may_load)

    # loading

    def _choose(self) -> None:
        if not self.may_load:
            return
        name, _ = QFileDialog.getOpenFileName(self, "选法规全文", "", KINDS)
        if name:
            self.read(Path(name))

    def read(self, path: Path) -> None:
        """Read a file and cut it, as a job; nothing is kept yet."""
        self.desk.jobs.start(
            lambda _progress: read_act(path),
            lambda made: self._look_over(made, path.name),
            title=f"正在读“{path.name}”",
            cancelling="取消后什么都不会存入。",
        )

    def _look_over(self, made: Split, source: str) -> None:
        if not isValid(self):  # another officer sat down meanwhile
            return
        self.stop_loading()
        self.sheet = LoadSheet()
        self.sheet.kept.connect(self.keep)
        self.sheet.left.connect(self.stop_loading)
        self._faces.addWidget(self.sheet)
        self._faces.setCurrentWidget(self.sheet)
        self.act()
        self.say_context(f"核对“{source}”")
        text = proposed(made, statutes(), source=source)
        self.sheet.show_split(made, text, self._volumes)

    def stop_loading(self) -> None:
        """Go back to the library; what was read is gone."""
        if self.sheet is not None:
            self._faces.setCurrentIndex(0)
            self._faces.removeWidget(self.sheet)
            self.sheet.deleteLater()
            self.sheet = None
            self.say_context("")
            self.load()
            self.articles.setFocus()

    def keep(self, text: LawText) -> bool:
        """Keep a text that was looked over."""
        officer = self.desk.officer
        return self.desk.do(
            lambda tx: load(tx.law_texts, text, by=officer, at=tx.at),
            what="载入法规原文",
            done=f"《{text.title}》{len(text.articles)} 条原文已存入。",
            then=lambda _none: self._kept(text),
        )

    def _on_refused(self, sentence: str, key: str) -> None:
        if self.sheet is not None and self.isVisible():
            self.sheet.say(sentence, key)

    def _kept(self, text: LawText) -> None:
        self.stop_loading()
        self.open((Citation(text.title, 1), text.span.since))

    def remove(self, volume: Volume) -> bool:
        """Take the official text of a version out of use; it can be undone."""
        officer, text = self.desk.officer, volume.text
        assert text is not None  # noqa: S101 -- only offered where there is one
        return self.desk.do(
            lambda tx: remove(tx.law_texts, text, by=officer, at=tx.at),
            what="移除法规原文",
            done=f"《{volume.act.title}》的原文已移除，简短说法还在。",
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.may_load and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.read(paths[0])


def _search_field() -> QLineEdit:
    field = QLineEdit()
    field.setProperty("role", "search")
    field.setPlaceholderText("搜条文、法规名称、条号")
    field.setAccessibleName("搜条文、法规名称、条号")
    field.addAction(icons.icon("search", "text-3"), QLineEdit.ActionPosition.LeadingPosition)
    return field
