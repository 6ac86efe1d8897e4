"""The revision this program works with; read at every start, so it costs nothing to import."""

HEAD = "0029"
