#!/usr/bin/env python3
"""canonical.py: the canonical form (C14N 1.0, with comments) of documents from standard input.

A document is its length in bytes (four bytes, the lowest first), then the bytes. The answer is one
line: the SHA-256 of the canonical form, or what libxml2 has against the document.
"""
import hashlib, struct, sys
from lxml import etree

parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


def canonical(xml):
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as e:
        return f"not well-formed: {' '.join(str(e).split())}"
    return hashlib.sha256(etree.tostring(root.getroottree(), method="c14n")).hexdigest()


while len(head := sys.stdin.buffer.read(4)) == 4:
    print(canonical(sys.stdin.buffer.read(struct.unpack("<I", head)[0])), flush=True)
