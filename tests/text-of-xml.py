#!/usr/bin/env python3
"""text-of-xml.py SOURCE.txt FILE.xml: is the character data of the XML the source, to the character?

Independent of akoma: lxml reads the XML. Exit 1, with the place, if it is not.
"""
import sys
from lxml import etree

source = open(sys.argv[1], encoding="utf-8-sig", newline="").read()
text = "".join(etree.parse(sys.argv[2]).getroot().itertext(etree.Element))
if text != source:
    same = next((i for i, (a, b) in enumerate(zip(source, text)) if a != b), min(len(source), len(text)))
    sys.exit(f"{sys.argv[2]}: differs at code point {same}: {source[same:same + 40]!r} became {text[same:same + 40]!r}")
print(f"same  {len(source)} code points  {sys.argv[2]}")
