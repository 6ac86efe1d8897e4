"""The menus of the window's frame: settings, help, and who sits here (换人)."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from core.people import Officer
from gui import theme
from gui.desk import Desk

if TYPE_CHECKING:
    from gui.main_window import MainWindow


def post_in_words(officer: Officer, today: date) -> str:
    """What somebody is today: 九亭所 承办人，九亭所 评查员."""
    return "，".join(f"{post.unit} {post.role}" for post in officer.posts_on(today)) or "没有岗位"


def officer_menu(
    officers: Sequence[Officer], desk: Desk, sit_down: Callable[[Officer], object]
) -> QMenu:
    """Everybody who may sit here, unit by unit, with their roles."""
    menu = QMenu()
    group = QActionGroup(menu)
    ordered = sorted(officers, key=lambda one: (sorted(one.units_on(desk.today)), one.name))
    for officer in ordered:
        entry = menu.addAction(f"{officer.name}　{post_in_words(officer, desk.today)}")
        entry.setCheckable(True)
        entry.setChecked(officer.name == desk.officer.name)
        group.addAction(entry)
        entry.triggered.connect(lambda _on=False, one=officer: sit_down(one))
    return menu


def settings_menu(window: "MainWindow") -> QMenu:
    """Scheme, type size, motion, navigation."""
    menu = QMenu(window)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    _choices(
        menu,
        [(words, name == theme.scheme(), name) for name, words in theme.SCHEMES.items()],
        lambda name: window.change_look(scheme=name),
    )
    menu.addSeparator()
    _choices(
        menu,
        [(f"字号 {int(scale * 100)}%", scale == theme.scale(), scale) for scale in theme.SCALES],
        lambda scale: window.change_look(scale=scale),
    )
    menu.addSeparator()
    still = menu.addAction("减少动画")
    still.setCheckable(True)
    still.setChecked(window.preferences.reduced_motion)
    still.toggled.connect(window.reduce_motion)
    fold = menu.addAction("折叠导航　F9")
    fold.setCheckable(True)
    fold.setChecked(window.navigation.folded)
    fold.triggered.connect(lambda _on=False: window.toggle_navigation())
    return menu


def help_menu(window: "MainWindow") -> QMenu:
    """Help on this page, the tour of the window, about."""
    menu = QMenu(window)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for words, asked in (
        ("这一页和快捷键　F1", window.help_asked),
        ("认识窗口", window.tour_asked),
        ("关于…", window.about_asked),
    ):
        menu.addAction(words).triggered.connect(lambda _on=False, asked=asked: asked.emit())
    return menu


def _choices(
    menu: QMenu, rows: Sequence[tuple[str, bool, object]], choose: Callable[..., object]
) -> None:
    group = QActionGroup(menu)
    for words, chosen, value in rows:
        entry = menu.addAction(words)
        entry.setCheckable(True)
        entry.setChecked(chosen)
        group.addAction(entry)
        entry.triggered.connect(lambda _on=False, value=value: choose(value))
