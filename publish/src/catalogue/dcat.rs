//! DCAT-AP 3.0.1, with what each profile needs otherwise.

use super::graph::Graph;
use super::profile::Profile;
use crate::dataset::{Dataset, DocumentInfo, File, Role, address};
use crate::error::Error;
use crate::vocabulary::{self, VOCABULARY};
use oxrdf::NamedOrBlankNode;

/// The application profile that records keep to.
const DCAT_AP: &str = "http://data.europa.eu/r5r/";
const WKT: &str = "http://www.opengis.net/ont/geosparql#wktLiteral";
const TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
/// ADMS: the record says all it is going to say.
const COMPLETED: &str = "http://purl.org/adms/status/Completed";
/// Vocabularies of ADMS, which do not give their titles as DCAT-AP wants them.
const SCHEMES: &[(&str, &str)] = &[
    ("http://purl.org/adms/licencetype/1.0", "Licence type"),
    ("http://purl.org/adms/publishertype/1.0", "Publisher type"),
    ("http://purl.org/adms/status/1.0", "Status"),
];
const SHA256: &str = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256";

/// Who a record is about, and what it is for.
struct CatalogueRecord<'a> {
    dataset: &'a Dataset,
    profile: Profile,
    graph: Graph,
}

/// The record of a dataset, its catalogue and its files.
pub(super) fn graph(dataset: &Dataset, files: &[File], profile: Profile) -> Result<Graph, Error> {
    let mut record = CatalogueRecord { dataset, profile, graph: Graph::default() };
    record.catalogue();
    record.entry();
    record.dataset(files);
    for file in files.iter().filter(|file| file.role == Role::Data) {
        record.distribution(file);
    }
    record.people();
    record.terms();
    Ok(record.graph)
}

impl CatalogueRecord<'_> {
    fn iri(&self, fragment: &str) -> String {
        format!("{}#{fragment}", self.dataset.site)
    }

    /// The address of the licence: that of the authority table is the one most harvesters know.
    fn licence(&self) -> &str {
        let licence = &self.dataset.licence;
        let known = match self.profile {
            Profile::Fr => licence.udata_url.as_ref(),
            Profile::Standard | Profile::Be => licence.iri.as_ref(),
        };
        known.unwrap_or(&licence.url)
    }

    /// The catalogue: one dataset, with the words of that dataset.
    fn catalogue(&mut self) {
        let dataset = self.dataset;
        let catalogue = self.graph.thing(&self.iri("catalogue"), "dcat:Catalog");
        self.graph.texts(&catalogue, "dct:title", &dataset.title);
        self.graph.texts(&catalogue, "dct:description", &dataset.description);
        self.graph.link(&catalogue, "dct:publisher", &dataset.publisher.uri);
        self.graph.concept(&catalogue, "foaf:homepage", &dataset.site, "foaf:Document");
        self.graph.day(&catalogue, "dct:issued", &dataset.issued);
        self.graph.day(&catalogue, "dct:modified", &dataset.modified);
        self.languages(&catalogue);
        self.places(&catalogue);
        self.licence_of(&catalogue);
        let themes = vocabulary::theme("");
        self.graph.link(&catalogue, "dcat:themeTaxonomy", themes.trim_end_matches('/'));
        self.graph.text(&catalogue, "dct:identifier", &self.iri("catalogue"));
        if self.profile == Profile::Be {
            self.graph.link(&catalogue, "dcat:contactPoint", &self.iri("contact"));
        }
        self.graph.link(&catalogue, "dcat:record", &self.iri("record"));
        self.graph.link(&catalogue, "dcat:dataset", &self.iri("dataset"));
    }

    /// The entry of the dataset in the catalogue.
    fn entry(&mut self) {
        let dataset = self.dataset;
        let entry = self.graph.thing(&self.iri("record"), "dcat:CatalogRecord");
        self.graph.texts(&entry, "dct:title", &dataset.title);
        self.graph.link(&entry, "foaf:primaryTopic", &self.iri("dataset"));
        self.graph.day(&entry, "dct:issued", &dataset.issued);
        self.graph.day(&entry, "dct:modified", &dataset.modified);
        self.graph.concept(&entry, "dct:conformsTo", DCAT_AP, "dct:Standard");
        self.graph.link(&entry, "adms:status", COMPLETED);
        self.languages(&entry);
        if self.profile == Profile::Be {
            self.graph.text(&entry, "dct:identifier", &self.iri("record"));
            self.graph.link(&entry, "dcat:contactPoint", &self.iri("contact"));
        }
    }

    fn dataset(&mut self, files: &[File]) {
        let dataset = self.dataset;
        let subject = self.graph.thing(&self.iri("dataset"), "dcat:Dataset");
        // Who validates a record does not infer it.
        self.graph.is(&subject, TYPE, "dcat:Resource");
        self.graph.texts(&subject, "dct:title", &dataset.title);
        self.graph.texts(&subject, "dct:description", &dataset.description);
        self.graph.text(&subject, "dct:identifier", &dataset.identifier);
        self.graph.link(&subject, "dct:publisher", &dataset.publisher.uri);
        self.graph.link(&subject, "dcat:contactPoint", &self.iri("contact"));
        for (tag, words) in &dataset.keywords {
            for word in words {
                self.graph.tagged(&subject, "dcat:keyword", tag, word);
            }
        }
        for code in &dataset.themes {
            self.graph.link(&subject, "dcat:theme", &vocabulary::theme(code));
        }
        if self.profile == Profile::Fr {
            // It reads no themes: people shall find the dataset by their names.
            for tag in &dataset.tags {
                for name in VOCABULARY.theme_names(&dataset.themes, tag) {
                    self.graph.tagged(&subject, "dcat:keyword", tag, &name);
                }
            }
        }
        self.languages(&subject);
        self.places(&subject);
        self.period(&subject);
        self.graph.day(&subject, "dct:issued", &dataset.issued);
        self.graph.day(&subject, "dct:modified", &dataset.modified);
        let frequency = vocabulary::frequency(&dataset.frequency);
        self.graph.concept(&subject, "dct:accrualPeriodicity", &frequency, "dct:Frequency");
        let access = vocabulary::access_right(&dataset.access);
        self.graph.concept(&subject, "dct:accessRights", &access, "dct:RightsStatement");
        let page = dataset.landing.as_ref().unwrap_or(&dataset.site);
        self.graph.concept(&subject, "dcat:landingPage", page, "foaf:Document");
        if self.profile != Profile::Standard {
            self.licence_of(&subject);
        }
        for file in files.iter().filter(|file| file.role == Role::Documentation) {
            let address = self.address(file);
            self.graph.concept(&subject, "foaf:page", &address, "foaf:Document");
        }
        for file in files.iter().filter(|file| file.role == Role::Data) {
            self.graph.link(&subject, "dcat:distribution", &self.distribution_iri(file));
        }
    }

    /// Where a file will be.
    fn address(&self, file: &File) -> String {
        address(&self.dataset.site, &file.path)
    }

    fn distribution_iri(&self, file: &File) -> String {
        format!("{}#distribution", self.address(file))
    }

    fn distribution(&mut self, file: &File) {
        let dataset = self.dataset;
        let subject = self.graph.thing(&self.distribution_iri(file), "dcat:Distribution");
        let address = self.address(file);
        self.graph.texts(&subject, "dct:title", &file.title);
        self.graph.texts(&subject, "dct:description", &file.description);
        self.graph.concept(&subject, "dcat:accessURL", &address, "rdfs:Resource");
        self.graph.link(&subject, "dcat:downloadURL", &address);
        let format = vocabulary::file_type(&file.format);
        self.graph.concept(&subject, "dct:format", &format, "dct:MediaTypeOrExtent");
        if let Some(media_type) = vocabulary::media_type(&file.media_type) {
            self.graph.concept(&subject, "dcat:mediaType", &media_type, "dct:MediaType");
        }
        let size = match self.profile {
            Profile::Be => "decimal",
            Profile::Standard | Profile::Fr => "nonNegativeInteger",
        };
        self.graph.typed(&subject, "dcat:byteSize", &file.bytes.to_string(), size);
        if let Some(standard) = &file.conforms_to {
            self.graph.concept(&subject, "dct:conformsTo", standard, "dct:Standard");
        }
        match &file.language {
            Some(code) => self.language(&subject, code),
            None => self.languages(&subject),
        }
        self.licence_of(&subject);
        let availability = vocabulary::availability(&dataset.availability);
        self.graph.link(&subject, "dcatap:availability", &availability);
        self.graph.day(&subject, "dct:issued", &dataset.issued);
        self.graph.day(&subject, "dct:modified", &dataset.modified);
        let checksum = format!("{address}#checksum");
        self.graph.link(&subject, "spdx:checksum", &checksum);
        let checksum = self.graph.thing(&checksum, "spdx:Checksum");
        self.graph.concept(&checksum, "spdx:algorithm", SHA256, "spdx:ChecksumAlgorithm");
        match self.profile {
            // It fails the whole dataset on xsd:hexBinary.
            Profile::Fr => self.graph.text(&checksum, "spdx:checksumValue", &file.sha256),
            Profile::Standard | Profile::Be => {
                self.graph.typed(&checksum, "spdx:checksumValue", &file.sha256, "hexBinary");
            }
        }
    }

    /// What others are referred to, in their own words.
    fn terms(&mut self) {
        let dataset = self.dataset;
        for code in &dataset.themes {
            let theme = self.graph.thing(&vocabulary::theme(code), "skos:Concept");
            if let Some(names) = VOCABULARY.themes.get(code) {
                self.graph.texts(&theme, "skos:prefLabel", names);
            }
        }
        let iri = self.licence().to_owned();
        let licence = self.graph.thing(&iri, "dct:LicenseDocument");
        self.graph.tagged(&licence, "dct:title", "en", &dataset.licence.name);
        self.graph.link(&licence, "dct:type", &vocabulary::licence_type(&dataset.licence.kind));
        if self.profile == Profile::Be {
            self.borders();
        }
        for (scheme, title) in SCHEMES {
            let scheme = self.graph.thing(scheme, "skos:ConceptScheme");
            self.graph.tagged(&scheme, "dct:title", "en", title);
        }
        if iri != dataset.licence.url {
            self.graph.link(&licence, "foaf:homepage", &dataset.licence.url);
        }
    }

    /// Where the countries are, as far as it is known.
    fn borders(&mut self) {
        for code in &self.dataset.countries {
            let Some([west, south, east, north]) = VOCABULARY.boxes.get(code) else { continue };
            let polygon = format!(
                "POLYGON(({west} {north},{east} {north},{east} {south},{west} {south},{west} {north}))"
            );
            let place = self.graph.thing(&vocabulary::country(code), "dct:Location");
            self.graph.typed_as(&place, "dcat:bbox", &polygon, WKT);
            self.graph.typed_as(&place, "locn:geometry", &polygon, WKT);
        }
    }

    /// Publisher and contact.
    fn people(&mut self) {
        let dataset = self.dataset;
        let publisher = self.graph.thing(&dataset.publisher.uri, "foaf:Agent");
        // A shape of the federal catalogue of Belgium knows no other agents.
        self.graph.is(&publisher, TYPE, "foaf:Organization");
        self.graph.texts(&publisher, "foaf:name", &dataset.publisher.name);
        if let Some(kind) = &dataset.publisher.kind {
            self.graph.link(&publisher, "dct:type", &vocabulary::publisher_type(kind));
        }
        if let Some(page) = &dataset.publisher.homepage {
            self.graph.link(&publisher, "foaf:homepage", page);
        }
        // The federal catalogue of Belgium wants a mail address of the publisher.
        let asked = self.profile == Profile::Be;
        let contact = dataset.contact.email.as_ref().filter(|_| asked);
        if let Some(mail) = dataset.publisher.email.as_ref().or(contact) {
            self.graph.link(&publisher, "foaf:mbox", &format!("mailto:{mail}"));
        }
        let contact = self.graph.thing(&self.iri("contact"), "vcard:Organization");
        self.graph.is(&contact, TYPE, "vcard:Kind");
        self.graph.texts(&contact, "vcard:fn", &dataset.contact.name);
        self.graph.texts(&contact, "vcard:organization-name", &dataset.contact.name);
        if let Some(mail) = &dataset.contact.email {
            self.graph.link(&contact, "vcard:hasEmail", &format!("mailto:{mail}"));
        }
        if let Some(page) = &dataset.contact.url {
            self.graph.link(&contact, "vcard:hasURL", page);
        }
    }

    fn licence_of(&mut self, subject: &NamedOrBlankNode) {
        let licence = self.licence().to_owned();
        self.graph.link(subject, "dct:license", &licence);
    }

    fn language(&mut self, subject: &NamedOrBlankNode, code: &str) {
        let language = vocabulary::language(code);
        self.graph.concept(subject, "dct:language", &language, "dct:LinguisticSystem");
    }

    fn languages(&mut self, subject: &NamedOrBlankNode) {
        for code in &self.dataset.languages {
            self.language(subject, code);
        }
    }

    fn places(&mut self, subject: &NamedOrBlankNode) {
        for code in &self.dataset.countries {
            // Of no class: a location would have to come with its borders.
            self.graph.link(subject, "dct:spatial", &vocabulary::country(code));
        }
    }

    /// From the oldest document to the newest.
    fn period(&mut self, subject: &NamedOrBlankNode) {
        let days = || self.dataset.documents.iter().filter_map(DocumentInfo::day);
        let (Some(first), Some(last)) = (days().min(), days().max()) else { return };
        let iri = self.iri("period");
        self.graph.link(subject, "dct:temporal", &iri);
        let period = self.graph.thing(&iri, "dct:PeriodOfTime");
        self.graph.day(&period, "dcat:startDate", first);
        self.graph.day(&period, "dcat:endDate", last);
    }
}
