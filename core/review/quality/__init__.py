"""What the reviewers of a campaign are like (评查质量): agreement, leaning, closeness to anchors.

All of it is shown and nothing of it is applied: no mark changes because its reviewer is strict.
"""
