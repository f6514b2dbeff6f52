"""Decisions that people make about names: a plain-text file, applied on every build."""
