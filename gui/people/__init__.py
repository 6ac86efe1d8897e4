"""人员和角色: who there is, who may do what, and handing work over."""
