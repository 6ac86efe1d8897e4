"""The table of pages, in the order of the navigation, and what Ctrl+K searches.

The only module that imports pages; loaded after the first paint. A page is added here and nowhere
else.
"""

from collections.abc import Callable, Sequence

from gui.desk import Desk
from gui.find import Hit
from gui.navigation import Place

PAGES: tuple[Place, ...] = ()

FINDERS: tuple[Callable[[Desk, str], Sequence[Hit]], ...] = ()
"""Each gives the hits for some words; pages and commands are found by the window itself."""
