"""台账导入: choose a file, match its columns, try it out, import it as one step."""
