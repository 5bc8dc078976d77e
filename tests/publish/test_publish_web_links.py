"""Addresses that sources give."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.publish.text_fragments import Fragment
from generator.publish.web_links import link_to_passages, web_link


@pytest.mark.parametrize(
    "address",
    [
        "",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "/about",
        "mailto:a@example.org",
        "//example.org/a",
        "http://",
        "http://[::1",
        'https://exa"mple.org/',
        "file:///etc/passwd",
        "https://bank.example.com@example.org/",
        "https://example.org:http/",
        "https://example.org:99999/",
        "https://..../",
    ],
)
def test_what_is_not_the_web_is_no_link(address: str) -> None:
    """Scripts, mail, files, relative and broken addresses are not linked, nor hosts that pass for others."""
    assert web_link(address) is None


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.org", "https://example.org"),
        (" https://example.org/a ", "https://example.org/a"),
        ("http://example.org:8080/a", "http://example.org:8080/a"),
        ("https://example.org/ä b", "https://example.org/%C3%A4%20b"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/a%20b", "https://example.org/a%20b"),
        ("https://example.org/?q=[1]|{2}", "https://example.org/?q=%5B1%5D%7C%7B2%7D"),
        ("https://example.org/a#b#c", "https://example.org/a#b%23c"),
    ],
)
def test_addresses_of_the_web_are_made_valid(address: str, expected: str) -> None:
    """Characters that an address may not hold are escaped; what is escaped already stays."""
    assert expected == web_link(address)


@given(st.text(max_size=40))
def test_no_address_breaks_out_of_its_attribute(path: str) -> None:
    """Whatever follows the host, the result holds only characters that an address may hold, and is stable."""
    made = web_link(f"https://example.org/{path}")
    if made is not None:
        assert re.fullmatch(r"https://example\.org/[A-Za-z0-9%/:=&?~+!$,;'@()*._#-]*", made)
        assert made == web_link(made)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.org/a", "https://example.org/a#:~:text=A%20sentence."),
        ("https://example.org/a#top", "https://example.org/a#top:~:text=A%20sentence."),
        ("https://example.org/a#:~:text=Chosen", "https://example.org/a#:~:text=Chosen"),
    ],
)
def test_a_passage_is_added_to_what_the_address_says(address: str, expected: str) -> None:
    """A place that somebody chose in the page stays where the passage is not found; a chosen passage stays alone."""
    assert expected == link_to_passages(address, [Fragment(start="A sentence.")])
