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
    """A network over ``len(rows)`` hashed columns of ``sizes[i]`` numbers each and ``vector_columns`` of vector rows.

    ``vector_width``: numbers per row of the fixed table (set with `set_table`). The transition scores between labels
    are the parameter ``transitions`` of the outermost node.
    """
    embeds: list[Model[Any, Any]] = [
        HashEmbed(size, row, column=i, seed=i + 1, dropout=dropout)
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
    if is_train:
        return model.layers[0](arrays, is_train)
    return _scores(model, arrays), lambda gradient: arrays


def _scores(model: Model[Any, Any], arrays: Any) -> Any:
    """What the layers give (at the shipped widths to the last bit), without what only training needs and without going
    from lists to arrays and back at each of them."""
    mix, encoder, output = (layer.layers[0] for layer in model.layers[0].layers)
    lengths = [len(array) for array in arrays]
    if not sum(lengths):
        return [np.zeros((0, output.get_dim("nO")), dtype=np.float32) for _ in arrays]
    embeds, dense = mix.layers
    mixed = _maxout(dense, embeds.predict(np.concatenate(arrays)))
    gap = model.layers[0].layers[1].attrs["pad"]
    at = np.arange(len(mixed)) + gap * (1 + np.repeat(np.arange(len(lengths)), lengths))
    spaced = np.zeros((len(mixed) + gap * (len(lengths) + 1), mixed.shape[1]), dtype=np.float32)
    spaced[at] = mixed
    for layer in encoder.layers:
        window, dense = layer.layers[0].layers
        spaced += _maxout(dense, window.predict(spaced))
    return np.split(output.predict(spaced[at]), np.cumsum(lengths)[:-1])


def _maxout(dense: Model[Any, Any], values: Any) -> Any:
    """What a normalized maxout layer predicts. The largest of the pieces is taken of one product per piece: no step
    over single numbers, no record of which was the largest."""
    nodes = {node.name: node for node in dense.walk()}
    weight, bias = (cast(Any, nodes["maxout"].get_param(name)) for name in ("W", "b"))
    best = values @ weight[:, 0].T
    best += bias[:, 0]
    for piece in range(1, weight.shape[1]):
        other = values @ weight[:, piece].T
        other += bias[:, piece]
        np.maximum(best, other, out=best)
    best -= best.mean(axis=1, keepdims=True)
    spread = np.square(best).mean(axis=1, keepdims=True) + 1e-08
    best *= spread ** (-1.0 / 2.0)
    best *= nodes["layernorm"].get_param("G")
    best += nodes["layernorm"].get_param("b")
    return best


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


def write_weights(network: Model[Any, Any], path: Path) -> None:
    """Write parameters in sixteen bits per number, and fixed tables, as one compressed archive of arrays."""
    arrays: dict[str, Any] = {}
    for number, node in enumerate(network.walk()):
        arrays |= {
            f"{number}.{name}": np.asarray(node.get_param(name), dtype=np.float16)
            for name in node.param_names
            if node.has_param(name)
        }
        if node.name == "fixed_table":
            arrays |= {f"{number}.{name}": node.attrs[name] for name in ("table", "scale")}
    with zipfile.ZipFile(path, "w") as archive:
        for name in sorted(arrays):
            content = io.BytesIO()
            np.lib.format.write_array(content, np.ascontiguousarray(arrays[name]), allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy")
            entry.compress_type = zipfile.ZIP_DEFLATED
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
