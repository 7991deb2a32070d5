#!/usr/bin/env python3
"""check-records.py FILE.xml...: do akoma's own records follow schemas/akoma-records.xsd? Exit 1 if not."""
import os, sys
from lxml import etree

here = os.path.dirname(os.path.abspath(__file__))
schema = etree.XMLSchema(etree.parse(os.path.join(here, "..", "schemas", "akoma-records.xsd")))
checked = 0
for name in sys.argv[1:]:
    for records in etree.parse(name).iter("{urn:akoma:records:1}records"):
        checked += 1
        if not schema.validate(etree.ElementTree(records)):
            sys.exit(f"{name}: {schema.error_log[0].message}")
print(f"valid  {checked} sets of records")
