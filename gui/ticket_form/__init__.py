"""工单填报: the form of one ticket, with its stages, clocks, findings and guidance."""
