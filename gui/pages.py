"""The table of pages, in the order of the navigation, and what Ctrl+K searches.

The only module that imports pages; loaded after the first paint. A page is added here and nowhere
else.
"""

from collections.abc import Callable, Sequence

from core.people import Action
from gui.desk import Desk
from gui.find import Hit
from gui.home.page import HomePage
from gui.home.tasks import SOURCES
from gui.importing.page import ImportPage
from gui.navigation import Place
from gui.review.campaigns_page import CampaignsPage
from gui.review.home_tasks import next_steps, to_recheck, to_review, waiting
from gui.review.result_page import ResultPage
from gui.review.review_desk_page import ReviewDeskPage
from gui.ticket_form.page import TicketFormPage
from gui.tickets.finding import find_tickets
from gui.tickets.list_page import TicketListPage


def _home(desk: Desk) -> HomePage:
    return HomePage(desk, (*SOURCES, to_review, to_recheck, next_steps))


PAGES: tuple[Place, ...] = (
    Place("home", "house", "我的待办", "", _home),
    Place("tickets", "inbox", "工单", "", TicketListPage, (Action.SEE_TICKET,)),
    Place(
        "ticket",
        "inbox",
        "工单填报",
        "",
        TicketFormPage,
        (Action.SEE_TICKET, Action.REGISTER_TICKET),
        under="tickets",
    ),
    Place(
        "campaigns",
        "clipboard-list",
        "督查活动",
        "评查",
        CampaignsPage,
        (Action.SEE_CAMPAIGN, Action.PLAN_CAMPAIGN),
    ),
    Place(
        "campaign-result",
        "clipboard-list",
        "督查结果",
        "评查",
        ResultPage,
        (Action.SEE_CAMPAIGN, Action.PLAN_CAMPAIGN),
        under="campaigns",
    ),
    Place(
        "review",
        "scale",
        "评查台",
        "评查",
        ReviewDeskPage,
        (Action.REVIEW_SELF, Action.REVIEW_PEER, Action.RECHECK),
        waiting=waiting,
    ),
    Place("import", "file-spreadsheet", "台账导入", "数据", ImportPage, (Action.IMPORT_LEDGER,)),
)

FINDERS: tuple[Callable[[Desk, str], Sequence[Hit]], ...] = (find_tickets,)
"""Each gives the hits for some words; pages and commands are found by the window itself."""
