"""What each stage's results depend on."""

from __future__ import annotations

from importlib.resources import files

import pytest

from kg import versions


def test_every_part_is_there() -> None:
    for parts in versions.STAGES.values():
        for part in parts:
            entry = files("kg") / part
            assert entry.is_file() or entry.is_dir(), part


def forget() -> None:
    versions.code.cache_clear()
    versions._part.cache_clear()


@pytest.mark.parametrize(
    ("part", "redone"),
    [
        ("relations", {"relate"}),
        ("recognizers", {"recognize"}),
        ("normalize", {"normalize", "recognize"}),
        ("store/codec.py", {"normalize", "recognize", "relate"}),
    ],
)
def test_a_changed_part_is_seen_by_the_stages_that_use_it(
    part: str, redone: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    digests = {name: versions.code(*parts) for name, parts in versions.STAGES.items()}
    changed = versions._content(files("kg") / part)
    real = versions._content
    monkeypatch.setattr(versions, "_content", lambda entry: b"new" if real(entry) == changed else real(entry))
    forget()
    found = {name for name, parts in versions.STAGES.items() if versions.code(*parts) != digests[name]}
    forget()
    assert found == redone
