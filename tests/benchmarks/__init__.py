"""Speeds, printed and never asserted: machines differ, and what they are shared with."""
