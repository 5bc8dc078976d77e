"""Which addresses may be connected to: in: an IP address, out: whether it is on the public network."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

__all__ = ["is_public"]

_NAT64 = IPv6Network("64:ff9b::/96")
"""IPv4 addresses in the clothes of IPv6 (RFC 6052, 2.1)."""


def is_public(written: str) -> bool:
    """
    Say whether an address is one of the public network, also when it carries another one within.

    Private, loopback, link-local, multicast and reserved addresses are not, nor is what is no address.

    >>> [is_public(one) for one in ("93.184.216.34", "169.254.169.254", "::ffff:127.0.0.1", "64:ff9b::a00:1")]
    [True, False, False, False]
    """
    try:
        address = ip_address(written.partition("%")[0])
    except ValueError:
        return False
    return all(one.is_global and not one.is_multicast for one in (address, *_within(address)))


def _within(address: IPv4Address | IPv6Address) -> tuple[IPv4Address, ...]:
    if isinstance(address, IPv4Address):
        return ()
    inner = [address.sixtofour, *(address.teredo or ())]
    if address in _NAT64:
        inner.append(IPv4Address(int(address) & 0xFFFFFFFF))
    if address.ipv4_mapped:
        inner.append(address.ipv4_mapped)
    return tuple(one for one in inner if one)
