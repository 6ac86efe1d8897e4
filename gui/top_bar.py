"""The top bar: title, one line of context, at most two actions, search, bell, person."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QPushButton, QWidget

from core.people import Officer
from gui import icons, theme
from gui.boxes import row
from gui.buttons import button, tool
from gui.labels import ElidedLabel, key_cap
from gui.page import Page

SEARCH_WIDTH, SEARCH_LEAST = 268, 190
TITLE_KEEPS = 160
ROOMY = 980
"""From this width on the search is as wide as it wants to be."""
SEARCH_WORDS = "搜工单、经营者、规则"


class TopBar(QFrame):
    search_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "topbar")
        self.setAccessibleName("页首")
        self.setFixedHeight(theme.size("topbar"))
        self._title = ElidedLabel("title", keeps=TITLE_KEEPS)
        self._context = ElidedLabel("dense")
        self._actions = row(gap=8)
        self._shown: list[QWidget] = []
        self._search_keys = key_cap("Ctrl K")
        self.search = _search_button(self._search_keys)
        self.search.setObjectName("search")
        self.search.clicked.connect(self.search_asked)
        self.bell = tool("bell", "刚才的提示")
        self.person = button("", "quiet", "circle-user-round", tone="text-2")
        self.person.setProperty("tone", "plain")
        self.setLayout(
            row(
                self._title,
                self._context,
                None,
                self._actions,
                self.search,
                self.bell,
                self.person,
                margins=(20, 0, 16, 0),
            )
        )
        for later in (self.search, self.bell, self.person):
            later.hide()  # until there is something to search and somebody to tell

    @property
    def title(self) -> str:
        return self._title.whole

    @property
    def context(self) -> str:
        return self._context.whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= theme.text_size(ROOMY)
        self.search.setFixedWidth(theme.text_size(SEARCH_WIDTH if wide else SEARCH_LEAST))
        self._search_keys.setVisible(wide)

    def show_page(self, page: Page) -> None:
        """Say what page this is, and offer its actions."""
        self._title.say(page.title)
        self._context.say(page.context)
        if self._shown != page.actions_shown:
            for old in self._shown:
                self._actions.removeWidget(old)
                old.hide()
                old.setParent(None)
            for new in page.actions_shown:
                self._actions.addWidget(new)
                new.show()
            self._shown = list(page.actions_shown)

    def show_officer(self, officer: Officer, post: str, menu: QMenu) -> None:
        """Name who works here; `post` is unit and role in words."""
        self.person.setText(officer.name)
        icons.set_icon(self.person, "circle-user-round")
        self.person.setAccessibleName(f"{officer.name}，{post}。换人")
        self.person.setToolTip(post)
        self.person.setMenu(menu)
        for there in (self.search, self.bell, self.person):
            there.show()

    def show_unread(self, *, unread: bool) -> None:
        icons.set_icon(self.bell, "bell-dot" if unread else "bell", size=18)
        self.bell.setAccessibleName("刚才的提示，有没看过的" if unread else "刚才的提示")


def _search_button(keys: QLabel) -> QPushButton:
    result = button(SEARCH_WORDS, "search", "search", tone="text-3")
    result.setLayout(row(None, keys, margins=(0, 0, 8, 0)))
    result.setAccessibleName(f"{SEARCH_WORDS}，Ctrl+K")
    result.setCursor(Qt.CursorShape.IBeamCursor)
    return result
