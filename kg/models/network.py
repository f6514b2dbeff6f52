"""The network behind the shipped recognizers: hashed features, a mixing layer, a stack of convolutions, label scores.

Input: per sequence an array ``tokens x columns`` of uint64 (see `kg.models.features`); output: ``tokens x labels``.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
from thinc.api import HashEmbed, Linear, Maxout, Model, chain, concatenate, expand_window, residual, with_array


def build_network(
    rows: Sequence[int],
    sizes: Sequence[int],
    *,
    width: int,
    depth: int,
    labels: int,
    pieces: int = 3,
    vector_columns: int = 0,
    vector_width: int = 0,
    dropout: float = 0.0,
    window: int = 1,
) -> Model[Any, Any]:
    """A network over ``len(rows)`` hashed columns of ``sizes[i]`` numbers each (0: it doesn't look at that column) and
    ``vector_columns`` of vector rows.

    ``vector_width``: numbers per row of the fixed table (set with `set_table`). The transition scores between labels
    are the parameter ``transitions`` of the outermost node.
    """
    embeds: list[Model[Any, Any]] = [
        HashEmbed(size, row, column=i, seed=i + 1, dropout=dropout) if size else _unseen()
        for i, (row, size) in enumerate(zip(rows, sizes, strict=True))
    ]
    total = sum(sizes)
    if vector_columns:
        embeds.append(_fixed_table(len(rows), vector_columns, vector_width))
        total += vector_columns * vector_width
    mix = Maxout(nO=width, nI=total, nP=pieces, normalize=True, dropout=dropout)
    layers = [
        residual(
            chain(
                expand_window(window_size=window),
                Maxout(nO=width, nI=width * (2 * window + 1), nP=pieces, normalize=True, dropout=dropout),
            )
        )
        for _ in range(depth)
    ]
    encoder: Model[Any, Any] = with_array(cast(Any, chain(*layers)), pad=depth * window)
    body: Model[Any, Any] = chain(
        with_array(cast(Any, chain(concatenate(*embeds), mix))), encoder, with_array(cast(Any, Linear(labels, width)))
    )
    network: Model[Any, Any] = Model(
        "kg_recognizer",
        _forward,
        init=_initialize,
        layers=[body],
        params={"transitions": cast(Any, np.zeros((labels, labels), dtype=np.float32))},
    )
    return network


def _initialize(model: Model[Any, Any], X: Any = None, Y: Any = None) -> None:
    for layer in model.layers:
        layer.initialize()


def _forward(model: Model[Any, Any], arrays: Any, is_train: bool) -> Any:
    return model.layers[0](arrays, is_train)


def _unseen() -> Model[Any, Any]:
    """In the place of a hashed column, of as many nodes as one: the scorer knows it by its order among them."""
    return Model("unseen_column", _forward, layers=[Model("unseen", _see_nothing)])


def _see_nothing(model: Model[Any, Any], array: Any, is_train: bool) -> Any:
    return np.zeros((len(array), 0), dtype=np.float32), lambda gradient: array


def _fixed_table(first: int, count: int, width: int) -> Model[Any, Any]:
    return Model(
        "fixed_table",
        _look_up,
        attrs={
            "first": first,
            "count": count,
            "table": np.zeros((1, width), dtype=np.int8),
            "scale": np.zeros((width,), dtype=np.float32),
        },
    )


def _look_up(model: Model[Any, Any], array: Any, is_train: bool) -> Any:
    first, count = model.attrs["first"], model.attrs["count"]
    rows = array[:, first : first + count].astype(np.int64)
    vectors = model.attrs["table"][rows].astype(np.float32) * model.attrs["scale"]
    return vectors.reshape(len(array), -1), lambda gradient: array


def set_table(network: Model[Any, Any], table: Any) -> None:
    """Use ``table`` (rows x vector width, float) for the vector columns; it is kept in eight bits per number."""
    scale = np.maximum(np.abs(table).max(axis=0), 1e-6).astype(np.float32) / 127
    for node in network.walk():
        if node.name == "fixed_table":
            node.attrs["table"] = np.clip(np.rint(table / scale), -127, 127).astype(np.int8)
            node.attrs["scale"] = scale


def use_openblas(network: Model[Any, Any]) -> None:
    """Let every node multiply matrices with numpy: three times as fast as the default kernel, with the same names."""
    from thinc.api import NumpyOps

    for node in network.walk():
        if node.ops.name == "numpy":
            node.ops = NumpyOps(use_blis=False)


def parameters(network: Model[Any, Any]) -> dict[str, Any]:
    """All parameters and fixed tables, named by the number of their node and their own name: ``45.W``; the table of a
    column that isn't looked at is empty."""
    arrays: dict[str, Any] = {}
    for number, node in enumerate(network.walk()):
        arrays |= {f"{number}.{name}": node.get_param(name) for name in node.param_names if node.has_param(name)}
        if node.name == "fixed_table":
            arrays |= {f"{number}.{name}": node.attrs[name] for name in ("table", "scale")}
        if node.name == "unseen":
            arrays[f"{number}.E"] = np.zeros((1, 0), dtype=np.float32)
    return arrays


def write_weights(network: Model[Any, Any], path: Path) -> None:
    """Write parameters in sixteen bits per number, and fixed tables, as one archive of arrays. It isn't compressed: that
    makes it smaller by a tenth at most, and reading takes several times as long."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, array in sorted(parameters(network).items()):
            fixed = name.endswith((".table", ".scale"))
            content = io.BytesIO()
            written = np.ascontiguousarray(array if fixed else np.asarray(array, dtype=np.float16))
            np.lib.format.write_array(content, written, allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy")
            entry.compress_type = zipfile.ZIP_STORED
            archive.writestr(entry, content.getvalue())


def read_weights(network: Model[Any, Any], path: Path) -> None:
    """Read what `write_weights` wrote into a network of the same shape."""
    with np.load(path, allow_pickle=False) as arrays:
        for number, node in enumerate(network.walk()):
            for name in node.param_names:
                if f"{number}.{name}" in arrays:
                    node.set_param(name, arrays[f"{number}.{name}"].astype(np.float32))
            if node.name == "fixed_table":
                node.attrs["table"], node.attrs["scale"] = arrays[f"{number}.table"], arrays[f"{number}.scale"]
