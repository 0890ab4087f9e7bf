"""Wished places to places that keep their distance, moved as little as possible (isotonic regression)."""

from collections.abc import Sequence


def isotonic(wishes: Sequence[float]) -> list[float]:
    """The non-decreasing sequence nearest to `wishes` in least squares, by pooling adjacent violators."""
    pools: list[tuple[float, int]] = []  # mean, how many
    for wish in wishes:
        mean, count = wish, 1
        while pools and pools[-1][0] > mean:
            above, above_count = pools.pop()
            mean = (above * above_count + mean * count) / (above_count + count)
            count += above_count
        pools.append((mean, count))
    return [mean for mean, count in pools for _ in range(count)]


def spread(wishes: Sequence[float], heights: Sequence[float], gaps: Sequence[float]) -> list[float]:
    """Centres in the given order, at least half the two heights and the gap apart, as near to `wishes` as can be.

    `gaps[i]` lies between box i and box i + 1; further ones are not read.
    """
    offsets = [0.0]
    for index in range(1, len(heights)):
        offsets.append(offsets[-1] + (heights[index - 1] + heights[index]) / 2 + gaps[index - 1])
    free = isotonic([wish - offset for wish, offset in zip(wishes, offsets, strict=False)])
    return [z + offset for z, offset in zip(free, offsets, strict=False)]


def closed_up(centres: Sequence[float], heights: Sequence[float], most: float) -> list[float]:
    """The same boxes with no gap wider than `most`; what is cut out of the gaps goes to both ends alike."""
    kept: list[float] = []
    cut = 0.0
    for index, centre in enumerate(centres):
        if index:
            gap = centre - centres[index - 1] - (heights[index] + heights[index - 1]) / 2
            cut += max(0.0, gap - most)
        kept.append(centre - cut)
    return [centre + cut / 2 for centre in kept]


def stack(heights: Sequence[float], gap: float, centre: float) -> list[float]:
    """Centres of boxes packed with the same gap, the whole stack centred on `centre`."""
    total = sum(heights) + gap * max(0, len(heights) - 1)
    top = centre - total / 2
    centres = []
    for height in heights:
        centres.append(top + height / 2)
        top += height + gap
    return centres
