"""Names as strings: pure functions, tested in every script. No knowledge of entities or documents."""
