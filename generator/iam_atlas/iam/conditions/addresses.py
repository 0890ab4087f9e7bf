"""IP address operators: an address inside a range; IPv4 and IPv6 never match each other."""

import ipaddress
from functools import lru_cache
from typing import TypeAlias

from iam_atlas.iam.conditions.operator import Family, Operator, plain
from iam_atlas.iam.glob import Pattern

Network: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network

_PRIVATE = tuple(ipaddress.IPv4Network(text) for text in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"))


@lru_cache(maxsize=4096)
def parse_network(text: str) -> Network | None:
    """The range `text`, a bare address being a /32 or /128; None when it is no range.

    Host bits may be set: `10.1.2.3/8` is 10.0.0.0/8.
    """
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError:
        return None


def is_private(network: Network) -> bool:
    """Whether the range lies in RFC 1918 space, from which no request over the internet comes."""
    return isinstance(network, ipaddress.IPv4Network) and any(network.subnet_of(block) for block in _PRIVATE)


def within(inner: Network, outer: Network) -> bool:
    """Whether every address of `inner` is in `outer`."""
    if isinstance(inner, ipaddress.IPv4Network):
        return isinstance(outer, ipaddress.IPv4Network) and inner.subnet_of(outer)
    return isinstance(outer, ipaddress.IPv6Network) and inner.subnet_of(outer)


def _inside(wanted: Pattern, actual: str) -> bool:
    outer, inner = parse_network(plain(wanted)), parse_network(actual)
    return outer is not None and inner is not None and within(inner, outer)


IP_ADDRESS = Operator("IpAddress", Family.IP, _inside, opposite="NotIpAddress")
NOT_IP_ADDRESS = Operator("NotIpAddress", Family.IP, _inside, negated=True, opposite="IpAddress")
