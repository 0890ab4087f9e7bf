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


def evened(centres: Sequence[float], heights: Sequence[float], most: float) -> list[float]:
    """The same boxes in the same middle with one gap between all: the mean of their gaps, but at most `most`."""
    if len(centres) < 2:
        return list(centres)
    top, bottom = centres[0] - heights[0] / 2, centres[-1] + heights[-1] / 2
    gap = (bottom - top - sum(heights)) / (len(heights) - 1)
    return stack(heights, min(gap, most), (top + bottom) / 2)


def stack(heights: Sequence[float], gap: float, centre: float) -> list[float]:
    """Centres of boxes packed with the same gap, the whole stack centred on `centre`."""
    total = sum(heights) + gap * max(0, len(heights) - 1)
    top = centre - total / 2
    centres = []
    for height in heights:
        centres.append(top + height / 2)
        top += height + gap
    return centres
