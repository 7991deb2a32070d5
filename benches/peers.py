#!/usr/bin/env python3
"""peers.py SCHEMA.xsd: how long lxml takes over the files named on standard input, in memory.

Prints NAME<TAB>seconds for each way, the best of several runs. The schema is compiled beforehand.
"""
import sys, time

try:
    from lxml import etree
except ImportError:
    sys.exit("lxml is missing")

schema = etree.XMLSchema(etree.parse(sys.argv[1]))
parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
documents = [open(name, "rb").read() for name in sys.stdin.read().splitlines()]


def parse():
    for xml in documents:
        etree.fromstring(xml, parser)


def validate():
    for xml in documents:
        schema.validate(etree.fromstring(xml, parser).getroottree())


for name, run in [("lxml parse", parse), ("lxml parse, validate", validate)]:
    best = float("inf")
    for _ in range(5):
        start = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - start)
    print(f"{name}\t{best}", flush=True)
