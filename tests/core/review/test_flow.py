from core.review.flow import Network


def test_the_narrowest_place_decides() -> None:
    net = Network(4)
    for tail, head, capacity in ((0, 2, 3), (2, 1, 2), (0, 3, 1), (3, 1, 5)):
        net.add(tail, head, capacity)
    assert net.push(0, 1) == 3
    assert net.push(0, 1) == 0


def test_a_bad_first_choice_is_taken_back() -> None:
    net = Network(6)
    first = net.add(2, 4, 1)
    for tail, head in ((0, 2), (0, 3), (2, 5), (3, 4), (4, 1), (5, 1)):
        net.add(tail, head, 1)
    assert net.push(0, 1) == 2
    assert net.through(first) == 0


def test_raising_a_cap_never_lessens_what_runs_into_the_sink() -> None:
    net = Network(5)
    net.add(0, 2, 4)
    into = []
    for middle in (3, 4):
        net.add(2, middle, 4)
        into.append(net.add(middle, 1, 1))
    assert net.push(0, 1) == 2
    net.raise_capacity(into[0], 2)
    assert net.push(0, 1) == 2
    assert [net.through(edge) for edge in into] == [3, 1]
