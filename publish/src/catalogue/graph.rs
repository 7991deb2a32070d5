//! Statements of RDF, in the order they were made: the same dataset gives the same bytes.

use crate::characters::allowed;
use crate::dataset::Texts;
use crate::error::{Error, ErrorKind};
use oxjsonld::JsonLdSerializer;
use oxrdf::vocab::rdf;
use oxrdf::{Literal, NamedNode, NamedOrBlankNode, Term, Triple};
use oxrdfxml::RdfXmlSerializer;
use oxttl::TurtleSerializer;
use std::collections::BTreeSet;

/// Prefixes of the vocabularies, for statements and for those who read them.
const PREFIXES: &[(&str, &str)] = &[
    ("adms", "http://www.w3.org/ns/adms#"),
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dcatap", "http://data.europa.eu/r5r/"),
    ("dct", "http://purl.org/dc/terms/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("locn", "http://www.w3.org/ns/locn#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("spdx", "http://spdx.org/rdf/terms#"),
    ("vcard", "http://www.w3.org/2006/vcard/ns#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// A record in the three forms that harvesters read.
pub(crate) struct Serialized {
    pub(crate) turtle: Vec<u8>,
    pub(crate) json_ld: Vec<u8>,
    pub(crate) rdf_xml: Vec<u8>,
}

/// Statements so far; the first IRI that is none is kept as error until the end.
#[derive(Default)]
pub(super) struct Graph {
    triples: Vec<Triple>,
    /// Things of vocabularies and their classes.
    classes: BTreeSet<(String, &'static str)>,
    error: Option<Error>,
}

impl Graph {
    /// An IRI.
    fn iri(&mut self, iri: &str) -> NamedNode {
        NamedNode::new(iri).unwrap_or_else(|e| {
            let message =
                format!("expected an IRI for the catalogue record, but found `{iri}`: {e}");
            self.error.get_or_insert_with(|| Error::new(ErrorKind::Settings, message));
            rdf::NIL.into_owned()
        })
    }

    /// A term of one of the vocabularies: `dct:title`.
    fn term(&mut self, name: &str) -> NamedNode {
        let known = name.split_once(':').and_then(|(prefix, local)| {
            let (_, namespace) = PREFIXES.iter().find(|(known, _)| *known == prefix)?;
            Some(format!("{namespace}{local}"))
        });
        self.iri(known.as_deref().unwrap_or(name))
    }

    fn add(&mut self, subject: &NamedOrBlankNode, predicate: &str, object: impl Into<Term>) {
        let predicate = self.term(predicate);
        self.triples.push(Triple::new(subject.clone(), predicate, object));
    }

    /// A thing with an IRI, of a class.
    pub(super) fn thing(&mut self, iri: &str, class: &str) -> NamedOrBlankNode {
        let subject: NamedOrBlankNode = self.iri(iri).into();
        let class = self.term(class);
        self.triples.push(Triple::new(subject.clone(), rdf::TYPE, class));
        subject
    }

    /// Says that `subject` has the thing with this IRI as object.
    pub(super) fn link(&mut self, subject: &NamedOrBlankNode, predicate: &str, iri: &str) {
        let object = self.iri(iri);
        self.add(subject, predicate, object);
    }

    /// The same, with a term of one of the vocabularies as object.
    pub(super) fn is(&mut self, subject: &NamedOrBlankNode, predicate: &str, term: &str) {
        let object = self.term(term);
        self.add(subject, predicate, object);
    }

    /// Links to a thing of a vocabulary, and says at the end of which class it is: who validates a
    /// record does not have all vocabularies at hand.
    pub(super) fn concept(
        &mut self,
        subject: &NamedOrBlankNode,
        predicate: &str,
        iri: &str,
        class: &'static str,
    ) {
        self.link(subject, predicate, iri);
        self.classes.insert((iri.to_owned(), class));
    }

    pub(super) fn text(&mut self, subject: &NamedOrBlankNode, predicate: &str, text: &str) {
        self.add(subject, predicate, Literal::new_simple_literal(allowed(text)));
    }

    pub(super) fn texts(&mut self, subject: &NamedOrBlankNode, predicate: &str, texts: &Texts) {
        for (tag, text) in texts.iter() {
            self.tagged(subject, predicate, tag, text);
        }
    }

    pub(super) fn tagged(
        &mut self,
        subject: &NamedOrBlankNode,
        predicate: &str,
        tag: &str,
        text: &str,
    ) {
        // RDF/XML can hold less than the other forms, and all say the same.
        let text = allowed(text);
        let literal = Literal::new_language_tagged_literal(&text, tag)
            .unwrap_or_else(|_| Literal::new_simple_literal(&text));
        self.add(subject, predicate, literal);
    }

    /// A literal of a type of XML Schema: `date`.
    pub(super) fn typed(
        &mut self,
        subject: &NamedOrBlankNode,
        predicate: &str,
        value: &str,
        datatype: &str,
    ) {
        self.typed_as(subject, predicate, value, &format!("xsd:{datatype}"));
    }

    /// A literal of any type.
    pub(super) fn typed_as(
        &mut self,
        subject: &NamedOrBlankNode,
        predicate: &str,
        value: &str,
        datatype: &str,
    ) {
        let datatype = self.term(datatype);
        self.add(subject, predicate, Literal::new_typed_literal(allowed(value), datatype));
    }

    /// A day; what is less than a full day keeps the type for what it is.
    pub(super) fn day(&mut self, subject: &NamedOrBlankNode, predicate: &str, day: &str) {
        let datatype = match day.len() {
            4 => "gYear",
            7 => "gYearMonth",
            _ => "date",
        };
        self.typed(subject, predicate, day, datatype);
    }

    /// The statements in three forms.
    pub(super) fn serialize(mut self) -> Result<Serialized, Error> {
        for (iri, class) in std::mem::take(&mut self.classes) {
            self.thing(&iri, class);
        }
        if let Some(error) = self.error {
            return Err(error);
        }
        let failed =
            |e: &dyn std::fmt::Display| Error::new(ErrorKind::Io, format!("catalogue record: {e}"));
        let mut turtle = TurtleSerializer::new();
        let mut json_ld = JsonLdSerializer::new();
        let mut rdf_xml = RdfXmlSerializer::new();
        for (prefix, namespace) in PREFIXES {
            turtle = turtle.with_prefix(*prefix, *namespace).map_err(|e| failed(&e))?;
            json_ld = json_ld.with_prefix(*prefix, *namespace).map_err(|e| failed(&e))?;
            rdf_xml = rdf_xml.with_prefix(*prefix, *namespace).map_err(|e| failed(&e))?;
        }
        let mut turtle = turtle.for_writer(Vec::new());
        let mut json_ld = json_ld.for_writer(Vec::new());
        let mut rdf_xml = rdf_xml.for_writer(Vec::new());
        for triple in &self.triples {
            turtle.serialize_triple(triple).map_err(|e| failed(&e))?;
            let quad = triple.as_ref().in_graph(oxrdf::GraphNameRef::DefaultGraph);
            json_ld.serialize_quad(quad).map_err(|e| failed(&e))?;
            rdf_xml.serialize_triple(triple).map_err(|e| failed(&e))?;
        }
        Ok(Serialized {
            turtle: turtle.finish().map_err(|e| failed(&e))?,
            json_ld: json_ld.finish().map_err(|e| failed(&e))?,
            rdf_xml: rdf_xml.finish().map_err(|e| failed(&e))?,
        })
    }
}
