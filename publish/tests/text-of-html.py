#!/usr/bin/env python3
"""Proves with another's parser that a page holds a text: text-of-html.py PAGE TEXT [PAGE TEXT]...

html5lib parses as browsers do. The text is that of the element `text`; what stands for a character
that HTML cannot hold is put back. Exits with 1 if a page does not hold its text to the character,
uses an id twice, or has a link within that leads nowhere. `-` in the place of TEXT leaves out the
comparison.
"""

import sys
from collections import Counter

import html5lib


def local(element):
    return element.tag if isinstance(element.tag, str) else ""


def text_of(article):
    pieces, stack = [], [(article, True)]
    while stack:
        element, whole = stack.pop()
        if not whole:
            pieces.append(element)
            continue
        if element is not article and element.tail:
            stack.append((element.tail, False))
        if "data-char" in element.attrib:
            pieces.append(chr(int(element.get("data-char")[2:], 16)))
        pieces.append(element.text or "")
        stack.extend((child, True) for child in reversed(element))
    return "".join(pieces)


def wrong(page, text):
    with open(page, "rb") as file:
        tree = html5lib.parse(file, transport_encoding="utf-8", namespaceHTMLElements=False)
    ids = Counter(e.get("id") for e in tree.iter() if e.get("id") is not None)
    yield from (f"id {id!r} is used {n} times" for id, n in ids.items() if n > 1)
    for element in tree.iter():
        href = element.get("href", "")
        if href.startswith("#") and href[1:] not in ids:
            yield f"{href} leads nowhere"
        if local(element) == "script" and element.get("type") != "application/ld+json":
            yield "a script"
    articles = [e for e in tree.iter("article")]
    if len(articles) != 1 or articles[0].get("id") != "text":
        yield f"{len(articles)} articles"
    elif text != "-":
        with open(text, encoding="utf-8", newline="") as file:
            source = file.read()
        found = text_of(articles[0])
        if found != source:
            pairs = enumerate(zip(found, source))
            at = next((i for i, (a, b) in pairs if a != b), min(len(found), len(source)))
            yield f"another text from {at} on: {found[at:at + 40]!r}, not {source[at:at + 40]!r}"


def main(arguments):
    failed = False
    for page, text in zip(arguments[::2], arguments[1::2]):
        for what in wrong(page, text):
            print(f"{page}: {what}")
            failed = True
    if not failed:
        print(f"{len(arguments) // 2} pages hold their texts")
    return failed


sys.exit(main(sys.argv[1:]))
