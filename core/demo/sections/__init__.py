"""The parts of a demo ticket, each written from one scene; a part not reached yet stays empty."""
