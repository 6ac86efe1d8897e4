"""复盘 and 整改台账: what a finished campaign leads to."""
