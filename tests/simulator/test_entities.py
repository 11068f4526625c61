"""Telegram HTML is read by Telegram's rules, and shown without harm."""

import re
from html import escape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.entities import TYPES, FormattedText, parse_html, utf16_length
from simulator.refusals import Refused
from simulator.rendering import as_html, plain, with_found


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("<br>", 'Unsupported start tag "br" at byte offset 0'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("å <p>", 'Unsupported start tag "p" at byte offset 3'),
        ("x <b", "Unclosed start tag at byte offset 2"),
        ("<a href", 'Unclosed start tag "a" at byte offset 0'),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ('<a href="x"', "Unclosed start tag at byte offset 0"),
        ('<a ="x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=x/>y</a>", "Unexpected end of name token at byte offset 8"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ('<tg-emoji emoji-id="x">y</tg-emoji>', "Invalid custom emoji identifier specified"),
        ('<tg-time unix="x">y</tg-time>', "Invalid date specified"),
    ],
)
def test_what_cannot_be_read_is_refused_in_telegrams_words(source: str, why: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_html(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {why}"


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("<b>ja</b>", "ja", [{"type": "bold", "offset": 0, "length": 2}]),
        ("<B>ja</>", "ja", [{"type": "bold", "offset": 0, "length": 2}]),
        (
            "🌱<i>så <u>fint</u></i>",
            "🌱så fint",
            [
                {"type": "italic", "offset": 2, "length": 7},
                {"type": "underline", "offset": 5, "length": 4},
            ],
        ),
        (
            "<pre><code class='language-ics'>x</code></pre>",
            "x",
            [{"type": "pre", "offset": 0, "length": 1, "language": "ics"}],
        ),
        (
            "<a href='https://example.org/?a=1&amp;b=2'>her</a>",
            "her",
            [{"type": "text_link", "offset": 0, "length": 3, "url": "https://example.org/?a=1&b=2"}],
        ),
        ("<a href='javascript:alert(1)'>her</a>", "her", []),
        (
            "<a>example.org</a>",
            "example.org",
            [{"type": "text_link", "offset": 0, "length": 11, "url": "http://example.org"}],
        ),
        (
            "<blockquote expandable>x</blockquote>",
            "x",
            [{"type": "expandable_blockquote", "offset": 0, "length": 1}],
        ),
        ("<blockquote>x</blockquote>", "x", [{"type": "blockquote", "offset": 0, "length": 1}]),
        ("<span class='tg-spoiler'>x</span>", "x", [{"type": "spoiler", "offset": 0, "length": 1}]),
        (
            "<tg-time unix='1795000000' format='wDT'>i morgen</tg-time>",
            "i morgen",
            [
                {
                    "type": "date_time",
                    "offset": 0,
                    "length": 8,
                    "unix_time": 1795000000,
                    "date_time_format": "wDT",
                }
            ],
        ),
        (
            "<tg-emoji emoji-id='5'>x</tg-emoji>",
            "x",
            [{"type": "custom_emoji", "offset": 0, "length": 1, "custom_emoji_id": "5"}],
        ),
        ("&lt;b&gt; &amp; &quot;&#229;&nbsp;", '<b> & "å&nbsp;', []),
        ("<b></b>tomt", "tomt", []),
    ],
)
def test_what_can_be_read_gives_text_and_entities(source: str, text: str, entities: list) -> None:
    read = parse_html(source)
    assert read.text == text
    assert list(read.entities) == entities


@given(st.text())
def test_escaped_text_comes_through_as_it_is(text: str) -> None:
    assert parse_html(escape(text, quote=False)) == FormattedText(text)


@given(
    st.lists(
        st.sampled_from(["<b>", "</b>", "<i>", "</i>", "<a href='https://e.no'>", "</a>", "å🌱", "&", "<"])
    )
)
def test_whatever_is_sent_is_read_or_refused(pieces: list[str]) -> None:
    try:
        read = parse_html("".join(pieces))
    except Refused:
        return
    length = utf16_length(read.text)
    assert all(entity["offset"] + entity["length"] <= length for entity in read.entities)
    assert words_of(as_html(with_found(read))) == read.text


class Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def words_of(html: str) -> str:
    parser = Words()
    parser.feed(html)
    parser.close()
    return "".join(parser.words)


@given(st.text(alphabet=st.sampled_from("ab <>&\"'/@#:.å🌱\n")))
def test_no_text_becomes_a_tag_of_its_own(text: str) -> None:
    html = as_html(plain(text))
    parser = Words()
    parser.feed(html)
    assert parser.tags <= {"a", "button", "span"}
    assert words_of(html) == text


def test_links_commands_and_addresses_are_found() -> None:
    read = plain(
        "se https://example.org/a, /bestill@gartneriet_bot eller post@example.org, @kari_e #frokost 1/2 a/b"
    )
    kinds = [(entity["type"], entity["offset"], entity["length"]) for entity in read.entities]
    assert kinds == [
        ("url", 3, 21),
        ("bot_command", 26, 23),
        ("email", 56, 16),
        ("mention", 74, 7),
        ("hashtag", 82, 8),
    ]


def test_nothing_is_found_inside_code_or_a_link() -> None:
    read = with_found(parse_html("<code>/mine</code> <a href='https://e.no'>/mine</a> <b>/mine</b>"))
    assert [entity["type"] for entity in read.entities] == ["code", "text_link", "bold", "bot_command"]
    assert as_html(read).count("data-command") == 1


def test_every_tag_is_shown() -> None:
    for tag in TYPES:
        attributes = {
            "span": " class='tg-spoiler'",
            "tg-emoji": " emoji-id='1'",
            "tg-time": " unix='1'",
            "a": " href='https://e.no'",
        }.get(tag, "")
        html = as_html(parse_html(f"<{tag}{attributes}>x</{tag}>"))
        assert re.fullmatch(r"<[^>]+>x</\w+>", html), tag
