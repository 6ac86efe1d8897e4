"""The table of pages, in the order of the navigation, and what Ctrl+K searches.

The only module that imports pages: the first one after the first paint, the others when they are
first shown. A page is added here and nowhere else.
"""

from collections.abc import Callable, Iterator, Sequence

from core.people import Action
from gui.desk import Desk
from gui.hits import Hit
from gui.home.page import HomePage
from gui.home.tasks import SOURCES
from gui.navigation import Place
from gui.page import Page
from gui.tasks import Task
from gui.tickets.finding import find_tickets
from storage.database import Reading


def _home(desk: Desk) -> HomePage:
    return HomePage(
        desk,
        (
            *SOURCES,
            _review_tasks,
            _follow_up_tasks,
            _remedy_tasks,
            _rubric_tasks,
            _rule_tasks,
            _calendar_tasks,
            _reminder_tasks,
            _briefing_tasks,
            _figure_tasks,
        ),
    )


def _review_tasks(desk: Desk, connection: Reading) -> Iterator[Task]:
    from gui.review.home_tasks import REVIEW_SOURCES  # noqa: PLC0415 -- see above

    return (task for source in REVIEW_SOURCES for task in source(desk, connection))


def _rule_tasks(desk: Desk, connection: Reading) -> Iterator[Task]:
    from gui.rules.home_tasks import RULE_SOURCES  # noqa: PLC0415 -- see above

    return (task for source in RULE_SOURCES for task in source(desk, connection))


def _rubric_tasks(desk: Desk, connection: Reading) -> Iterator[Task]:
    from gui.rubrics.home_tasks import RUBRIC_SOURCES  # noqa: PLC0415 -- see above

    return (task for source in RUBRIC_SOURCES for task in source(desk, connection))


def _find_rules(desk: Desk, words: str) -> Sequence[Hit]:
    from gui.rules.finding import find_rules  # noqa: PLC0415 -- see above

    return find_rules(desk, words)


def _reviews_waiting(desk: Desk) -> int:
    from gui.review.home_tasks import waiting  # noqa: PLC0415 -- see above

    return waiting(desk)


def _tickets(desk: Desk) -> Page:
    from gui.tickets.list_page import TicketListPage  # noqa: PLC0415 -- see above

    return TicketListPage(desk)


def _ticket(desk: Desk) -> Page:
    from gui.ticket_form.page import TicketFormPage  # noqa: PLC0415 -- see above

    return TicketFormPage(desk)


def _campaigns(desk: Desk) -> Page:
    from gui.review.campaigns_page import CampaignsPage  # noqa: PLC0415 -- see above

    return CampaignsPage(desk)


def _result(desk: Desk) -> Page:
    from gui.review.result_page import ResultPage  # noqa: PLC0415 -- see above

    return ResultPage(desk)


def _campaign_papers(desk: Desk) -> Page:
    from gui.review.papers_page import CampaignPapersPage  # noqa: PLC0415 -- see above

    return CampaignPapersPage(desk)


def _quality(desk: Desk) -> Page:
    from gui.review.quality_page import QualityPage  # noqa: PLC0415 -- see above

    return QualityPage(desk)


def _debrief(desk: Desk) -> Page:
    from gui.debrief.page import DebriefPage  # noqa: PLC0415 -- see above

    return DebriefPage(desk)


def _meetings(desk: Desk) -> Page:
    from gui.debrief.meetings_page import MeetingsPage  # noqa: PLC0415 -- see above

    return MeetingsPage(desk)


def _appraisal(desk: Desk) -> Page:
    from gui.debrief.appraisal_page import AppraisalPage  # noqa: PLC0415 -- see above

    return AppraisalPage(desk)


def _remedies(desk: Desk) -> Page:
    from gui.debrief.remedies_page import RemediesPage  # noqa: PLC0415 -- see above

    return RemediesPage(desk)


def _remedies_waiting(desk: Desk) -> int:
    from gui.debrief.home_tasks import waiting  # noqa: PLC0415 -- see above

    return waiting(desk)


def _remedy_tasks(desk: Desk, connection: Reading) -> Iterator[Task]:
    from gui.debrief.home_tasks import REMEDY_SOURCES  # noqa: PLC0415 -- see above

    return (task for source in REMEDY_SOURCES for task in source(desk, connection))


def _follow_up_tasks(desk: Desk, connection: Reading) -> Iterator[Task]:
    from gui.follow_up.home_tasks import FOLLOW_UP_SOURCES  # noqa: PLC0415 -- see above

    return (task for source in FOLLOW_UP_SOURCES for task in source(desk, connection))


def _follow_up(desk: Desk) -> Page:
    from gui.follow_up.page import FollowUpPage  # noqa: PLC0415 -- see above

    return FollowUpPage(desk)


def _timeline(desk: Desk) -> Page:
    from gui.timeline.page import TimelinePage  # noqa: PLC0415 -- see above

    return TimelinePage(desk)


def _parcels(desk: Desk) -> Page:
    from gui.review.parcels_page import ParcelsPage  # noqa: PLC0415 -- see above

    return ParcelsPage(desk)


def _recusals(desk: Desk) -> Page:
    from gui.review.recusals_page import RecusalsPage  # noqa: PLC0415 -- see above

    return RecusalsPage(desk)


def _review(desk: Desk) -> Page:
    from gui.review.review_desk_page import ReviewDeskPage  # noqa: PLC0415 -- see above

    return ReviewDeskPage(desk)


def _points(desk: Desk) -> Page:
    from gui.points.page import PointsPage  # noqa: PLC0415 -- see above

    return PointsPage(desk)


def _rubrics(desk: Desk) -> Page:
    from gui.rubrics.page import RubricsPage  # noqa: PLC0415 -- see above

    return RubricsPage(desk)


def _find_points(desk: Desk, words: str) -> Sequence[Hit]:
    from gui.points.finding import find_points  # noqa: PLC0415 -- see above

    return find_points(desk, words)


def _law(desk: Desk) -> Page:
    from gui.law.page import LawPage  # noqa: PLC0415 -- see above

    return LawPage(desk)


def _find_law(desk: Desk, words: str) -> Sequence[Hit]:
    from gui.law.finding import find_law  # noqa: PLC0415 -- see above

    return find_law(desk, words)


def _people(desk: Desk) -> Page:
    from gui.people.page import PeoplePage  # noqa: PLC0415 -- see above

    return PeoplePage(desk)


def _importing(desk: Desk) -> Page:
    from gui.importing.page import ImportPage  # noqa: PLC0415 -- see above

    return ImportPage(desk)


def _rules(desk: Desk) -> Page:
    from gui.rules.page import RulesPage  # noqa: PLC0415 -- see above

    return RulesPage(desk)


def _reminders(desk: Desk) -> Page:
    from gui.reminders.page import RemindersPage  # noqa: PLC0415 -- see above

    return RemindersPage(desk)


def _reminders_waiting(desk: Desk) -> int:
    from gui.reminders.home_tasks import waiting  # noqa: PLC0415 -- see above

    return waiting(desk)


def _reminder_tasks(desk: Desk, connection: Reading) -> Iterator[Task]:
    from gui.reminders.home_tasks import REMINDER_SOURCES  # noqa: PLC0415 -- see above

    return (task for source in REMINDER_SOURCES for task in source(desk, connection))


def _board(desk: Desk) -> Page:
    from gui.clocks.board_page import BoardPage  # noqa: PLC0415 -- see above

    return BoardPage(desk)


def _ticket_clocks(desk: Desk) -> Page:
    from gui.clocks.ticket_page import TicketClocksPage  # noqa: PLC0415 -- see above

    return TicketClocksPage(desk)


def _calendar(desk: Desk) -> Page:
    from gui.calendar.page import CalendarPage  # noqa: PLC0415 -- see above

    return CalendarPage(desk)


def _calendar_tasks(desk: Desk, connection: Reading) -> Iterator[Task]:
    from gui.calendar.home_tasks import CALENDAR_SOURCES  # noqa: PLC0415 -- see above

    return (task for source in CALENDAR_SOURCES for task in source(desk, connection))


def _definitions(desk: Desk) -> Page:
    from gui.figures.definitions_page import DefinitionsPage  # noqa: PLC0415 -- see above

    return DefinitionsPage(desk)


def _figure_tasks(desk: Desk, connection: Reading) -> Iterator[Task]:
    from gui.figures.home_tasks import FIGURE_SOURCES  # noqa: PLC0415 -- see above

    return (task for source in FIGURE_SOURCES for task in source(desk, connection))


def _figures(desk: Desk) -> Page:
    from gui.figures.page import FiguresPage  # noqa: PLC0415 -- see above

    return FiguresPage(desk)


def _briefing(desk: Desk) -> Page:
    from gui.briefing.page import BriefingPage  # noqa: PLC0415 -- see above

    return BriefingPage(desk)


def _briefing_tasks(desk: Desk, connection: Reading) -> Iterator[Task]:
    from gui.briefing.home_tasks import BRIEFING_SOURCES  # noqa: PLC0415 -- see above

    return (task for source in BRIEFING_SOURCES for task in source(desk, connection))


def _papers(desk: Desk) -> Page:
    from gui.papers.page import PapersPage  # noqa: PLC0415 -- see above

    return PapersPage(desk)


def _formula(desk: Desk) -> Page:
    from gui.rubrics.formula_page import FormulaPage  # noqa: PLC0415 -- see above

    return FormulaPage(desk)


def _fonts(desk: Desk) -> Page:
    from gui.layout.fonts_page import FontsPage  # noqa: PLC0415 -- see above

    return FontsPage(desk)


PAGES: tuple[Place, ...] = (
    Place("home", "house", "我的待办", "", _home),
    Place("tickets", "inbox", "工单", "", _tickets, (Action.SEE_TICKET,)),
    Place(
        "ticket",
        "inbox",
        "工单填报",
        "",
        _ticket,
        (Action.SEE_TICKET, Action.REGISTER_TICKET),
        under="tickets",
    ),
    Place("board", "columns-3", "时限看板", "", _board, (Action.SEE_TICKET,)),
    Place("reminders", "clock-alert", "催办", "", _reminders, waiting=_reminders_waiting),
    Place(
        "ticket-clocks",
        "clock",
        "时限说明",
        "",
        _ticket_clocks,
        (Action.SEE_TICKET,),
        under="tickets",
    ),
    Place("timeline", "history", "时间线", "", _timeline, (Action.SEE_TICKET,), under="tickets"),
    Place("papers", "file-text", "文书", "", _papers, (Action.SEE_PETITIONER,), under="tickets"),
    Place(
        "follow-up",
        "message-square-text",
        "回访",
        "",
        _follow_up,
        (Action.CALL_BACK, Action.EXPLAIN_CALLBACK),
    ),
    Place(
        "campaigns",
        "clipboard-list",
        "督查活动",
        "评查",
        _campaigns,
        (Action.SEE_CAMPAIGN, Action.PLAN_CAMPAIGN),
    ),
    Place(
        "campaign-result",
        "clipboard-list",
        "督查结果",
        "评查",
        _result,
        (Action.SEE_CAMPAIGN, Action.PLAN_CAMPAIGN),
        under="campaigns",
    ),
    Place(
        "campaign-papers",
        "clipboard-list",
        "打印督查文书",
        "评查",
        _campaign_papers,
        (Action.SEE_CAMPAIGN,),
        under="campaigns",
    ),
    Place(
        "campaign-quality",
        "clipboard-list",
        "评查质量",
        "评查",
        _quality,
        (Action.RECHECK,),
        under="campaigns",
    ),
    Place(
        "debrief",
        "clipboard-list",
        "复盘",
        "评查",
        _debrief,
        (Action.FOLLOW_REMEDIES,),
        under="campaigns",
    ),
    Place(
        "appraisal",
        "clipboard-list",
        "年度考核",
        "评查",
        _appraisal,
        (Action.FOLLOW_REMEDIES,),
        under="campaigns",
    ),
    Place(
        "review",
        "scale",
        "评查台",
        "评查",
        _review,
        (Action.REVIEW_SELF, Action.REVIEW_PEER, Action.RECHECK),
        waiting=_reviews_waiting,
    ),
    Place(
        "recusals",
        "shield-check",
        "回避和请假",
        "评查",
        _recusals,
        (Action.PLAN_CAMPAIGN, Action.REVIEW_PEER),
    ),
    Place(
        "parcels",
        "package",
        "收发任务包",
        "评查",
        _parcels,
        (Action.EXCHANGE_PARCELS,),
    ),
    Place(
        "meetings",
        "users-round",
        "例会记录",
        "评查",
        _meetings,
        (Action.FOLLOW_REMEDIES,),
    ),
    Place(
        "remedies",
        "flag",
        "整改台账",
        "评查",
        _remedies,
        (Action.SEE_CAMPAIGN, Action.FOLLOW_REMEDIES, Action.PROVE_REMEDY),
        waiting=_remedies_waiting,
    ),
    Place(
        "rubrics",
        "table-2",
        "评查表",
        "评查",
        _rubrics,
        (Action.EDIT_RUBRICS, Action.REVIEW_SELF, Action.REVIEW_PEER),
    ),
    Place(
        "formula",
        "calculator",
        "计分办法",
        "评查",
        _formula,
        (Action.EDIT_RUBRICS,),
        under="rubrics",
    ),
    Place("points", "bookmark-check", "处置要点", "评查", _points),
    Place("rules", "list-checks", "规则台", "学习", _rules, (Action.EDIT_RULES,)),
    Place("law", "file-text", "法规条文", "学习", _law),
    Place("calendar", "calendar-days", "工作日历", "数据", _calendar),
    Place("figures", "chart-column", "指标", "数据", _figures, (Action.SEE_TICKET,)),
    Place(
        "definitions",
        "chart-column",
        "指标口径",
        "数据",
        _definitions,
        (Action.EDIT_INDICATORS,),
        under="figures",
    ),
    Place(
        "briefing",
        "file-text",
        "简报",
        "数据",
        _briefing,
        (Action.EDIT_BRIEFING, Action.APPROVE_BRIEFING),
    ),
    Place(
        "people",
        "users-round",
        "人员和角色",
        "数据",
        _people,
        (Action.MANAGE_PEOPLE, Action.DISPATCH_TICKET, Action.READ_AUDIT),
    ),
    Place("import", "file-spreadsheet", "台账导入", "数据", _importing, (Action.IMPORT_LEDGER,)),
    Place("fonts", "a-large-small", "公文字体", "数据", _fonts, (Action.EDIT_RULES,)),
)

FINDERS: tuple[Callable[[Desk, str], Sequence[Hit]], ...] = (
    find_tickets,
    _find_points,
    _find_rules,
    _find_law,
)
"""Each gives the hits for some words; pages and commands are found by the window itself."""
