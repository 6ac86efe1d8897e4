import pytest

from storage.database import Store
from storage.ticket_lists import Wanted, lines
from storage.views import program_condition
from tests.samples import NOW, a_ticket


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("答复内容 包含 “退款”", ["SJ1", "SJ3"]),
        ("答复内容 包含 “款”", ["SJ1", "SJ3"]),
        ("答复内容 包含 “A类退款”", ["SJ3"]),
        ("答复内容 包含 “a类”", []),
        ("答复内容 包含 “款，已”", ["SJ1"]),
        ("答复内容 包含任一 退赔用语", ["SJ1", "SJ2", "SJ3"]),
        ("非 （答复内容 包含 “退款”）", ["SJ2", "SJ4"]),
        ("诉求事项 包含 “退款”", ["SJ4"]),
        ("连接（答复内容，诉求内容） 包含 “退货”", ["SJ2"]),
    ],
)
def test_conditions_find_words_where_they_stand(
    store: Store, sentence: str, found: list[str]
) -> None:
    replies = {"SJ1": "同意退款，已到账", "SJ2": "同意退货", "SJ3": "A类退款", "SJ4": ""}
    with store.transaction(who="陆明远", what="登记") as tx:
        tx.tickets.save_all(
            [
                a_ticket(number=number, reply=reply, claims=() if reply else ("要求退款",))
                for number, reply in replies.items()
            ]
        )
    wanted = Wanted(conditions=(program_condition(sentence),))
    with store.reading() as connection:
        page, _ = lines(connection, wanted, NOW)
    assert sorted(line.ref for line in page) == found
