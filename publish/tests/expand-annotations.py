"""Expands the Web Annotations of a bundle with a JSON-LD processor and compares what they point at.

usage: expand-annotations.py BUNDLE

The context of the standard stands beside this file, as far as akoma uses it: its address cannot be
reached from every place that builds. A term that the context lacks would be lost in the expansion;
that none is lost is checked too.
"""

import json
import pathlib
import sys
import urllib.parse

from pyld import jsonld

OA = "http://www.w3.org/ns/oa#"
AS = "http://www.w3.org/ns/activitystreams#"
CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def load(url, _options):
    if url != CONTEXT:
        raise ValueError(f"expected the context {CONTEXT}, but found {url}")
    beside = pathlib.Path(__file__).with_name("anno-context.json")
    return {"documentUrl": url, "contextUrl": None, "document": json.loads(beside.read_text("utf-8"))}


def size(value):
    """How many properties there are, at any depth; a value is none."""
    if isinstance(value, list):
        return sum(size(item) for item in value)
    if not isinstance(value, dict) or "@value" in value:
        return 0
    return sum(1 + size(item) for key, item in value.items() if key not in ("id", "@id"))


def one(node, name):
    (found,) = node[name]
    return found["@value"]


def main(folder):
    folder = pathlib.Path(folder)
    annotations = json.loads((folder / "annotations.jsonld").read_text("utf-8"))
    (collection,) = jsonld.expand(annotations, {"documentLoader": load})
    (page,) = collection[AS + "first"]
    items = page[AS + "items"][0]["@list"]
    assert len(items) == one(collection, AS + "totalItems") > 0, "the total is wrong"
    texts = {}
    for item, source in zip(items, annotations["first"]["items"], strict=True):
        assert item["@id"] == source["id"]
        assert item["@type"] == [OA + "Annotation"]
        assert size(item) == size(source), f"a term is lost: {item}"
        (target,) = item[OA + "hasTarget"]
        (where,) = target[OA + "hasSource"]
        name = urllib.parse.unquote(where["@id"].rsplit("/", 1)[1])
        text = texts.setdefault(name, (folder / name).read_bytes().decode("utf-8-sig"))
        kinds = {selector["@type"][0]: selector for selector in target[OA + "hasSelector"]}
        position, quote = kinds[OA + "TextPositionSelector"], kinds[OA + "TextQuoteSelector"]
        start, end = one(position, OA + "start"), one(position, OA + "end")
        # Python counts code points, which is the unit that the annotation names.
        assert one(position, "urn:akoma:terms:unit") == "code point"
        assert text[start:end] == one(quote, OA + "exact"), item
        assert text[:start].endswith(one(quote, OA + "prefix")), item
        assert text[end:].startswith(one(quote, OA + "suffix")), item
        purposes = {p["@id"] for body in item[OA + "hasBody"] for p in body[OA + "hasPurpose"]}
        assert {OA + "identifying", OA + "classifying"} <= purposes, item
    print(f"{len(items)} annotations expanded, each quotes what stands at its position")


main(*sys.argv[1:])
