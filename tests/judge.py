#!/usr/bin/env python3
"""judge.py SCHEMA.xsd: verdicts of the official schema on documents from standard input.

A document is its length in bytes (four bytes, the lowest first), then the bytes. The answer is one line:
VERDICT<TAB>line<TAB>first message. VERDICT is valid | invalid | not-wellformed | other-namespace (the root is
not in the Akoma Ntoso 1.0 namespace), or none where libxml2 refuses to judge. The message
begins with « ignored: » if the parser found an error and lxml forgot it. libxml2 is the judge.
"""
import struct, sys
from lxml import etree

NS = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

schema = etree.XMLSchema(etree.parse(sys.argv[1]))
parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


def verdict(xml):
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as e:
        return "not-wellformed", e.lineno or 0, str(e.msg)
    # lxml accepts what has an error of namespaces in it, if a warning came after the error.
    ignored = parser.error_log.filter_from_errors()
    if len(ignored):
        return judge(root)[0], ignored[0].line, f"ignored: {ignored[0].message}"
    return judge(root)


def judge(root):
    if etree.QName(root).namespace != NS:
        return "other-namespace", 0, ""
    try:
        if schema.validate(root.getroottree()):
            return "valid", 0, ""
    except etree.XMLSchemaValidateError as e:
        return "none", 0, str(schema.error_log[0].message if len(schema.error_log) else e)
    e = schema.error_log[0]
    return "invalid", e.line, e.message


while len(head := sys.stdin.buffer.read(4)) == 4:
    word, line, message = verdict(sys.stdin.buffer.read(struct.unpack("<I", head)[0]))
    line = f"{word}\t{line}\t{' '.join(message.split())[:400]}\n"
    sys.stdout.buffer.write(line.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()
