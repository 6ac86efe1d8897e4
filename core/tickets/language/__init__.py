"""The rule language (规则语言): a condition is a Chinese sentence that the program executes.

    工单类型 属于 (举报, 投诉举报复合件) 且 立案决定 为 不予立案 且 不予立案情形 为空

`grammar` reads a sentence into a tree, `check` ties its names to a `vocabulary` and checks the
types, `closures` makes a Python function of it (storage/conditions.py makes SQL of the same tree),
`explain` says why it held. Rules, saved views, sampling frames and indicators share all of it.

How empty and failing values behave, in both executors:

- Blank text, an empty list and a value that is not there are empty (为空); 0 and 否 are not.
- A comparison with an empty value does not hold, whatever the operator; so `调解意愿 不为 双方同意`
  asks for an answer that is another one, and `非 调解意愿 为 双方同意` also takes no answer at all.
- One exception: an empty yes/no counts as 否 (a column that nobody ticked), except for 为空.
- A function gives nothing when one of its arguments is empty, unless it counts or joins.
- What cannot be known (no calendar, no look-up of other tickets) is *unknown*: 假 且 unknown is
  false and 真 或 unknown is true in either order, everything else stays unknown. A finding never
  fires on an unknown condition.
- Dates and times are compared by day; 相差秒数 looks at the seconds.
"""
