"""Says whether the three forms of a catalogue record, read by rdflib, are one graph.

usage: same-graph.py BUNDLE…
"""

import sys

from rdflib import Graph
from rdflib.compare import isomorphic

FORMS = {"ttl": "turtle", "jsonld": "json-ld", "rdf": "xml"}


def main(bundles):
    for bundle in bundles:
        graphs = [Graph().parse(f"{bundle}/catalog.{end}", format=form) for end, form in FORMS.items()]
        first = graphs[0]
        assert len(first) > 0, bundle
        for graph, end in zip(graphs, FORMS, strict=True):
            assert isomorphic(first, graph), f"{bundle}/catalog.{end} says something else"
        print(f"{bundle}: {len(first)} statements, the same in {', '.join(FORMS)}")


main(sys.argv[1:])
