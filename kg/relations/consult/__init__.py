"""Who met whom: one extractor per language."""
