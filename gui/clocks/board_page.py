"""时限看板: open tickets in columns by days left, or day by day over a month."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QStackedWidget, QWidget

from core.people import Action, reach
from core.tickets.clocks.words import Tone
from gui import theme
from gui.boxes import box, column, frame, row, scrolled
from gui.buttons import Strip, button
from gui.clocks.cards import CardList
from gui.clocks.month_view import MonthView
from gui.combo import Combo
from gui.desk import Desk
from gui.labels import label
from gui.page import Page
from storage.board import Column, Sift, board, cards_between, days
from storage.calendar import clock_law, timekeeping
from storage.people import officers, units
from storage.ticket_lists import Wanted, seen_by

BOARD, MONTH = range(2)
LANES = 7
DAY_LIST = 300
_TONES = {Tone.OVERDUE: "danger-text", Tone.TODAY: "danger-text", Tone.SOON: "warn-text"}
ALL = ("全部单位", "全部承办人", "全部时限")


class BoardPage(Page):
    title = "时限看板"
    purpose = "在办工单按最近的一只时限还剩几天分栏，或者按月看哪天到期多少；点一张就去办。"
    folds_navigation = True
    kinds = frozenset({"ticket", "timing", "calendar", "setting"})
    keys = (("↑ ↓ / Enter", "在一栏里移动，打开工单"), ("Tab", "下一栏"))

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.strip = Strip(["看板", "月历"])
        self.unit, self.person, self.clock = Combo(), Combo(), Combo()
        for combo, name in zip((self.unit, self.person, self.clock), ALL, strict=True):
            combo.setAccessibleName(name.removeprefix("全部"))
            combo.addItem(name, "")
            combo.activated.connect(lambda _place: self.load())
        self.lists = [CardList("") for _ in range(LANES)]
        self._titles = [label("", "strong") for _ in range(LANES)]
        self._more = [button("", "quiet") for _ in range(LANES)]
        self._columns: list[Column] = []
        self.month = MonthView()
        self.day_cards = CardList("这一天")
        self._day_said = label("", "section")
        self._month_said = label("", "strong")
        before = button("上月", "quiet", on=lambda: self.turn(-1))
        after = button("下月", "quiet", on=lambda: self.turn(1))
        self._turning = box(row(before, self._month_said, after, gap=4))
        self._faces = QStackedWidget()
        self._faces.addWidget(self._board_face())
        self._faces.addWidget(self._month_face())
        filters = (self.unit, self.person, self.clock)
        head = row(self.strip, 12, *filters, None, self._turning, margins=(16, 8, 16, 8))
        self.setLayout(column(frame("topbar", head), (self._faces, 1), gap=0))
        self._turning.hide()
        self._connect()
        self._offer()

    def _board_face(self) -> QWidget:
        made = []
        for place, cards in enumerate(self.lists):
            head = row(self._titles[place], None, margins=(4, 0, 4, 0))
            below = box(column(cards, self._more[place], None, gap=4))
            made.append((box(column(head, (scrolled(below), 1), gap=6)), 1))
        return box(row(*made, gap=10, margins=(12, 10, 12, 10)))

    def _month_face(self) -> QWidget:
        said = row(self._day_said, margins=(4, 0, 4, 0))
        right = box(column(said, (scrolled(box(column(self.day_cards, None))), 1), gap=6))
        right.setFixedWidth(theme.text_size(DAY_LIST))
        return box(row((self.month, 1), right, gap=12, margins=(12, 10, 12, 10)))

    def _connect(self) -> None:
        self.strip.chosen.connect(self._choose)
        self.month.chosen.connect(lambda _day: self._show_day())
        for cards in (*self.lists, self.day_cards):
            cards.opened.connect(lambda ref: self.desk.go("ticket", ref))
        for place, more in enumerate(self._more):
            more.clicked.connect(lambda _on=False, place=place: self._show_all(place))

    def _offer(self) -> None:
        """Fill the filters: units the officer sees, people of these, clocks."""
        with self.desk.store.reading() as connection:
            known, people = units(connection), officers(connection)
        seen = self._units()
        for one in known:
            if seen is None or one.name in seen:
                self.unit.addItem(one.name, one.name)
        self.unit.setVisible(self.unit.count() > 2)
        today = self.desk.today
        for officer in people:
            if seen is None or officer.units_on(today) & seen:
                self.person.addItem(officer.name, officer.name)
        for name in dict.fromkeys(rule.name for rule in clock_law().rules):
            self.clock.addItem(name, name)

    def _units(self) -> frozenset[str] | None:
        return reach(self.desk.officer, Action.SEE_TICKET, today=self.desk.today)

    def regions(self) -> Sequence[QWidget]:
        return (self.strip, *self.lists) if self.strip.current == BOARD else (self.month,)

    def begin_at(self) -> QWidget | None:
        return self.lists[0]

    @property
    def sift(self) -> Sift:
        """What the filters ask for."""
        unit, named = self.unit.currentData(), self.clock.currentData()
        codes = frozenset(rule.code for rule in clock_law().rules if rule.name == named)
        return Sift(
            units=frozenset({unit}) if unit else self._units(),
            handler=self.person.currentData() or "",
            codes=codes,
        )

    def load(self) -> None:
        now = self.desk.now()
        with self.desk.store.reading() as connection:
            numbers = days(connection, self.sift)
            self._columns = board(connection, now, self.sift, numbers)
            calendar = timekeeping(connection).calendar
        self.month.show_days(numbers, calendar, now.date())
        for place, one in enumerate(self._columns):
            self._show(place, one)
        self.say_context(f"在办 {sum(one.number for one in self._columns)} 件")
        if self.strip.current == MONTH:
            self._show_day()

    def _show(self, place: int, one: Column) -> None:
        title, more = self._titles[place], self._more[place]
        title.setText(f"{one.name}　{one.number}")
        title.setProperty("tone", _TONES.get(one.tone, "") if one.number else "")
        self.lists[place].show_cards(one.cards, one.name)
        left = one.number - len(one.cards)
        more.setText(f"另有 {left} 件，到工单里看")
        more.setVisible(left > 0)

    def _choose(self, place: int) -> None:
        self._faces.setCurrentIndex(place)
        self._turning.setVisible(place == MONTH)
        if place == MONTH:
            self._show_day()

    def _show_day(self) -> None:
        day = self.month.current
        self._month_said.setText(f"{day.year} 年 {day.month} 月")
        with self.desk.store.reading() as connection:
            found = cards_between(connection, self.desk.now(), self.sift, day, day)
        self._day_said.setText(f"{day.month} 月 {day.day} 日到期")
        self.day_cards.show_cards(found)

    def turn(self, by: int) -> None:
        """Show the month before or after."""
        number = self.month.current.year * 12 + self.month.current.month - 1 + by
        self.month.go_to(date(number // 12, number % 12 + 1, 1))

    def _show_all(self, place: int) -> None:
        self.desk.go("tickets", self._wanted(self._columns[place].last))

    def _wanted(self, until: date) -> Wanted:
        base, sift = seen_by(self.desk.officer, self.desk.today), self.sift
        wanted = replace(base, units=sift.units, is_closed=False, due_by=until)
        return replace(wanted, handler=sift.handler) if sift.handler else wanted
