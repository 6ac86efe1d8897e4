"""Places in a text: Qt counts UTF-16 units, Python counts characters; rare names are two units."""


def units(text: str) -> int:
    """How long Qt thinks `text` is."""
    return len(text) + sum(ord(sign) > 0xFFFF for sign in text)


def characters(text: str, count: int) -> int:
    """How many characters of `text` lie in its first `count` units."""
    passed = 0
    for place, sign in enumerate(text):
        if passed >= count:
            return place
        passed += 2 if ord(sign) > 0xFFFF else 1
    return len(text)
