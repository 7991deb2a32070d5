"""Takes a catalogue record into udata as its harvester would, and prints what arrives.

usage: harvest-udata.py CATALOGUE.ttl   (in an environment with udata and mongomock)
"""

import os
import sys
import tempfile
import warnings

warnings.simplefilter("ignore")

SETTINGS = """
import mongomock
MONGODB_SETTINGS = {"host": "mongodb://localhost:27017/udata", "mongo_client_class": mongomock.MongoClient,
                    "uuidRepresentation": "pythonLegacy"}
SERVER_NAME = "127.0.0.1:1"
SECRET_KEY = "x" * 40
API_TOKEN_SECRET = "y" * 40
CELERY_TASK_ALWAYS_EAGER = True
CACHE_TYPE = "NullCache"
PLUGINS = []
DEFAULT_LANGUAGE = "fr"
"""

ETALAB = "https://www.etalab.gouv.fr/wp-content/uploads/2017/04/ETALAB-Licence-Ouverte-v2.0.pdf"


def main(path):
    folder = tempfile.mkdtemp()
    settings = os.path.join(folder, "udata.cfg")
    with open(settings, "w") as file:
        file.write(f'{SETTINGS}\nFS_ROOT = "{folder}"\n')
    os.environ["UDATA_SETTINGS"] = settings
    from rdflib import Graph
    from rdflib.namespace import DCAT, RDF
    from udata.app import create_app, standalone

    app = standalone(create_app())
    with app.app_context():
        from udata.core.dataset.models import License
        from udata.core.dataset.rdf import dataset_from_rdf

        License(id="lov2", title="Licence Ouverte / Open Licence version 2.0", url=ETALAB).save()
        License(id="notspecified", title="License Not Specified").save()
        graph = Graph().parse(path)
        (node,) = graph.subjects(RDF.type, DCAT.Dataset)
        dataset = dataset_from_rdf(graph, node=node)
        # What the harvester does with it: a value that udata does not take fails the whole.
        dataset.slug = "harvested"
        dataset.validate()
        dataset.save()
    print("title", dataset.title, sep="\t")
    print("licence", dataset.license.id if dataset.license else "", sep="\t")
    print("tags", ", ".join(sorted(dataset.tags)), sep="\t")
    for resource in dataset.resources:
        checksum = resource.checksum.value if resource.checksum else ""
        print("resource", resource.url, resource.filesize, resource.mime, checksum, sep="\t")


main(*sys.argv[1:])
