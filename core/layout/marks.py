"""Which marks may not begin or end a line (GB/T 15834-2011, 5.1)."""

OPENING = "“‘（〔［｛《〈「『【〖〝([{￥¥＄$£￡"
CLOSING = "”’）〕］｝》〉」』】〗〞，。、；：！？．…—～·％‰℃)]},.;:!?%々〃"
