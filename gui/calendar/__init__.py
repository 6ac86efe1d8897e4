"""工作日历: which days are worked, by whose notice, and who may say so."""
