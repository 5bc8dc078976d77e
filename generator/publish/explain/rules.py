"""Rules in plain words: in: the stable name of a rule, out: a sentence for a person."""

from __future__ import annotations

__all__ = ["OUTRANKED", "RULES", "rule_in_words"]

OUTRANKED = "outranked-by-"
"""Before the name of the rule that won, where evidence of several kinds was weighed."""

RULES = {
    # Values: why they are believed.
    "field": "a field of the file says so",
    "page-metadata": "the page's own metadata say so",
    "dateline": "a dateline in the text says so",
    "inline-stamp": "a stamp glued to the text says so",
    "inline-date": "a stamp glued to the text says so",
    "bare-stamp": "a bare time stamp, the moment somebody's program fetched the page",
    "weekday-in-lead": "a weekday in the lead decides",
    "dated-link": "a dated link or picture address decides",
    "file-name": "the file's name or folder has it",
    "path-field": "the path that the file gives itself has it",
    "address": "the address of the original has it",
    "address-host": "the host of the original's address",
    "site-notice": "a notice of the site names it",
    "picture-host": "the host that serves the pictures",
    "link-host": "the host that is linked to most",
    "heading": "the first heading of the text",
    "headline-line": "a line above the text that reads as a headline",
    "first-sentence": "there is no headline, so it is made of the first sentence",
    "credit-line": "a credit line says so",
    "dateline-mark": "an agency's mark before the text",
    "closing-mark": "an agency's mark behind the text",
    "author-field": "the field for authors names it",
    "own-words": "the text speaks of itself as this outlet's",
    "speaks-of-itself": "the outlet speaks of itself in the text",
    "spoken-to": "somebody is quoted as having spoken to it",
    "dateline-in-lead": "the first sentence begins with a dateline",
    "function-words": "told by its small words and script",
    "common-words": "words that articles about it have in common",
    "words-of-label": "words that this site's clippings of that label have in common",
    # Values: why others were not taken.
    "capture-date-is-not-publication": "the day of saving is not the day of publication",
    "less-trusted-field": "another field is trusted more",
    "year-of-capture": "has the year in which the page was saved",
    "year-of-copyright": "the year of a copyright notice is not that of the text",
    "no-title": "stands for no title at all",
    "title-suffix": "the site's name behind the title was split off",
    "fewer-agree": "fewer of the file's own titles agree with it",
    "field-without-site": "the same title, with the site's name behind it",
    "site-name": "the name of the site, not a title",
    # Lines: what they are.
    "title": "the headline",
    "standfirst": "the standfirst",
    "credit": "a credit",
    "caption": "a picture's caption",
    "paragraph": "text",
    "item": "an item of a list",
    "quote": "a quotation",
    "code": "code",
    "cell": "a cell of a table",
    "markup": "markup and white space",
    "outside": "in no entry",
    # Lines: why they were removed.
    "page-furniture": "its place on the page is not the article's",
    "outside-main-text": "lies outside the page's main text",
    "headline-repeated": "the headline again",
    "template-code": "code of a template language",
    "before-article": "stands before the article begins",
    "after-article": "stands behind the article's end",
    "between-paragraphs": "stands between paragraphs and is none",
    "notification-notice": "a notice about notifications",
    "read-more": "leads to other articles",
    "comments": "about comments",
    "picture-furniture": "a button or label of a picture",
    "photo-credit": "a picture's credit",
    "image-credit": "a picture's credit",
    "advertisement": "an advertisement or its label",
    "sharing": "a button for sharing",
    "subscription": "asks to subscribe, to register or to log in",
    "mail-furniture": "a line that newsletters carry",
    "live-page": "about a page that goes on changing",
    "navigation": "a way around the site",
    "rights-notice": "a notice about rights",
    "donation-appeal": "asks for donations",
}
"""One sentence a rule; those of reading and refining, and the kinds of lines."""


def rule_in_words(rule: str) -> str:
    """
    Say what a rule means; its own name with blanks where it has no sentence, which a test finds.

    >>> rule_in_words("file-name"), rule_in_words("some-new-rule")
    ("the file's name or folder has it", 'some new rule')
    """
    if rule.startswith(OUTRANKED):
        return f"other evidence is trusted more: {rule_in_words(rule.removeprefix(OUTRANKED))}"
    return RULES.get(rule, rule.replace("-", " "))
