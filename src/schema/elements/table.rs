//! The table of elements: each is listed once, in the group of those that share its properties.
//!
//! A paragraph begins with what its elements have in common: the category of their content, what
//! they are for, their role in eIds and what they name. A name in parentheses is what an eId calls
//! the element instead of its own name; of several the usual is the first.

use super::EidRole::{Silent, Unique};
use super::ElementCategory::{Block, Container, Hierarchy, Inline, Marker, SubFlow};
use super::ElementFunction::{
    Aside, Body, Break, Deletion, Division, Document, Group, Heading, Item, List, Look, Mark,
    Metadata, Part, Phrase, Provision, Quotation, Section, Table, Text, Wrapper,
};
use super::{EidRole, ElementProperties, Naming, TopLevelClass as Class};

const HIERARCHICAL: EidRole = EidRole::Hierarchical;
const CONTEXT: EidRole = EidRole::Container;
const BLOCK: EidRole = EidRole::Block;
const COUNTED: EidRole = EidRole::Inline;

const NOTHING: Option<Naming> = None;
const DATE: Option<Naming> = Some(Naming::Date);
const ENTITY: Option<Naming> = Some(Naming::Entity);
const REFERENCE: Option<Naming> = Some(Naming::Reference);
const REFERENT: Option<Naming> = Some(Naming::Referent);

const fn class(class: Class) -> Option<Naming> {
    Some(Naming::Class(class))
}

macro_rules! table {
    ($($category:ident, $function:ident, $role:expr, $names:expr => {
        $($name:literal $(($($short:literal),+))?)+
    })+) => {
        &[$($(ElementProperties {
            name: $name,
            short: &[$($($short),+)?],
            category: $category,
            function: $function,
            eid: $role,
            names: $names,
        },)+)+]
    };
}

#[rustfmt::skip]
pub(super) static TABLE: &[ElementProperties] = table! {
    // Documents and their parts.
    Container, Document, Silent, NOTHING => {
        "act" "amendment" "amendmentList" "bill" "debate" "debateReport" "doc" "documentCollection"
        "judgment" "officialGazette" "portion" "statement"
    }
    Container, Body, Silent, NOTHING => { "akomaNtoso" "attachments" }
    Container, Body, Unique(false), NOTHING => {
        "amendmentBody"("body") "body" "collectionBody" "debateBody"("body") "judgmentBody"("body")
        "mainBody"("body") "portionBody"
    }
    Container, Body, Unique(true), NOTHING => { "components"("cmpnts") }
    Container, Body, CONTEXT, NOTHING => { "interstitial" }
    Container, Part, Unique(true), NOTHING => {
        "conclusions" "coverPage" "header" "preamble" "preface"
    }
    Container, Part, CONTEXT, NOTHING => { "attachment"("att") "component"("cmp") }

    // Divisions.
    Hierarchy, Division, HIERARCHICAL, NOTHING => {
        "article"("art") "book" "chapter"("chp") "division"("dvs") "part" "section"("sec")
        "subchapter"("subchp") "subdivision"("subdvs") "subpart" "subtitle" "title" "tome"
    }
    Hierarchy, Provision, HIERARCHICAL, NOTHING => {
        "alinea"("al") "clause"("cl") "hcontainer" "level" "list" "paragraph"("para") "proviso"
        "rule" "subclause"("subcl") "sublist" "subparagraph"("subpara") "subrule"
        "subsection"("subsec") "transitional"
    }
    Hierarchy, Item, HIERARCHICAL, NOTHING => { "indent" "point" }
    Container, Wrapper, Unique(false), NOTHING => { "content" "intro" "wrapUp"("wrapup") }

    // Containers.
    Container, Section, CONTEXT, NOTHING => {
        "blockContainer" "tblock"
        // Debates.
        "address" "adjournment" "administrationOfOath" "answer" "communication"
        "debateSection"("dbsect") "declarationOfVote" "ministerialStatements" "nationalInterest"
        "noticesOfMotion" "oralStatements" "papers" "personalStatements" "petitions"
        "pointOfOrder" "prayers" "proceduralMotions" "question" "questions" "resolutions"
        "rollCall" "speech" "speechGroup" "writtenStatements"
    }
    Container, Group, CONTEXT, NOTHING => {
        "container" "div" "foreign" "formula" "longTitle" "other"
        // Judgments and amendments.
        "amendmentContent" "amendmentHeading" "amendmentJustification" "amendmentReference"
        "arguments" "background" "decision" "introduction" "motivation" "remedies"
    }
    Container, List, CONTEXT, NOTHING => {
        "blockList"("list") "citations"("cits") "ol" "recitals"("recs") "toc" "ul"
    }
    Container, Item, CONTEXT, NOTHING => { "citation"("cit") "item" "recital"("rec") }
    Container, Table, CONTEXT, NOTHING => { "table" "td" "th" "tr" }

    // Blocks.
    Block, Heading, Silent, NOTHING => { "num" }
    Block, Heading, Unique(false), NOTHING => { "heading" "subheading" }
    Block, Heading, BLOCK, NOTHING => { "crossHeading" }
    Block, Text, BLOCK, NOTHING => {
        "block" "caption" "from" "listIntroduction"("intro") "narrative" "p" "scene" "summary"
        // The convention has one in one of its tables and the other in another.
        "listWrapUp"("wrapup", "wrap")
    }
    Block, Item, BLOCK, NOTHING => { "li" "tocItem" }

    // Texts in the text.
    SubFlow, Quotation, CONTEXT, NOTHING => { "embeddedStructure" "quotedStructure"("qstr") }
    SubFlow, Aside, CONTEXT, NOTHING => { "authorialNote" "note" "subFlow" }

    // Running text.
    Inline, Look, COUNTED, NOTHING => {
        "a" "abbr" "b" "i" "ins" "span" "sub" "sup" "u"
    }
    Inline, Quotation, COUNTED, NOTHING => { "embeddedText" "quotedText"("qtext") }
    Inline, Aside, COUNTED, NOTHING => { "remark" }
    Inline, Deletion, COUNTED, NOTHING => { "del" }
    Inline, Phrase, COUNTED, NOTHING => {
        "argument" "change" "decoration" "docPurpose" "docStage" "docStatus" "docketNumber"
        "fillIn" "inline" "mmod" "omissis" "opinion" "outcome" "placeholder" "recordedTime"
        "rmod" "time" "vote"
    }
    Inline, Phrase, Silent, NOTHING => { "docNumber" }
    // The convention has no other inline element that is a context.
    Inline, Phrase, CONTEXT, NOTHING => { "mod" }

    // What the text names.
    Inline, Phrase, COUNTED, class(Class::Organization) => { "organization" }
    Inline, Phrase, COUNTED, class(Class::Person) => { "person" }
    Inline, Phrase, COUNTED, class(Class::Role) => { "role" }
    Inline, Phrase, COUNTED, class(Class::Location) => { "location" }
    Inline, Phrase, COUNTED, class(Class::Event) => { "event" }
    Inline, Phrase, COUNTED, class(Class::Concept) => { "concept" }
    Inline, Phrase, COUNTED, class(Class::Object) => { "object" }
    Inline, Phrase, COUNTED, class(Class::Process) => { "process" }
    Inline, Phrase, COUNTED, class(Class::Term) => { "term" }
    Inline, Phrase, COUNTED, DATE => { "date" }
    Inline, Phrase, Silent, DATE => { "docDate" }
    Inline, Phrase, COUNTED, ENTITY => { "entity" }
    Inline, Phrase, COUNTED, REFERENCE => {
        "affectedDocument" "mref" "ref" "relatedDocument" "rref"
    }
    Inline, Phrase, COUNTED, REFERENT => {
        "courtType" "def" "docAuthority" "docCommittee" "docIntroducer" "docJurisdiction"
        "docProponent" "judge" "lawyer" "legislature" "neutralCitation" "party" "quantity"
        "session" "shortTitle" "signature"
    }
    Inline, Phrase, Silent, REFERENT => { "docTitle" "docType" }

    // Marks.
    Marker, Break, COUNTED, NOTHING => { "br" "eol" "eop" }
    Marker, Mark, COUNTED, NOTHING => { "img" "marker" "noteRef" }
    Marker, Part, COUNTED, NOTHING => { "componentRef"("cref") "documentRef"("dref") }

    // Metadata.
    Marker, Metadata, COUNTED, NOTHING => {
        "meta" "identification" "FRBRWork" "FRBRExpression" "FRBRManifestation" "FRBRItem"
        "FRBRalias" "FRBRauthor" "FRBRauthoritative" "FRBRcountry" "FRBRdate" "FRBRformat"
        "FRBRlanguage" "FRBRmasterExpression" "FRBRname" "FRBRnumber" "FRBRportion"
        "FRBRprescriptive" "FRBRsubtype" "FRBRthis" "FRBRtranslation" "FRBRuri"
        "FRBRversionNumber" "componentData" "componentInfo" "preservation"
        "publication" "classification" "keyword" "lifecycle" "eventRef"("eref") "workflow" "step"
        "analysis" "activeModifications" "passiveModifications" "textualMod" "meaningMod"
        "scopeMod" "forceMod" "efficacyMod" "legalSystemMod" "source" "destination" "force"
        "efficacy" "application" "duration" "condition" "previous" "old" "new" "domain"
        "judicial" "result" "supports" "isAnalogTo" "applies" "extends" "restricts" "derogates"
        "contrasts" "overrules" "dissentsFrom" "putsInQuestion" "distinguishes"
        "parliamentary" "quorumVerification" "voting" "recount" "quorum" "count"
        "restrictions" "restriction" "mappings" "mapping" "otherReferences" "implicitReference"
        "alternativeReference" "otherAnalysis"
        "temporalData" "temporalGroup"("tmpg") "timeInterval"
        "references" "original" "passiveRef" "activeRef" "jurisprudence" "hasAttachment"
        "attachmentOf" "TLCPerson" "TLCOrganization" "TLCConcept" "TLCObject" "TLCEvent"
        "TLCLocation" "TLCProcess" "TLCRole" "TLCTerm" "TLCReference"
        "notes" "proprietary" "presentation"
    }
};

/// Elements of older versions, each with the one of version 1.0 that it is like.
pub(super) const OLDER: &[(&str, &str)] = &[
    ("popup", "authorialNote"),
    ("scribe", "judge"),
    ("witness", "judge"),
    ("extractText", "quotedText"),
    ("extractStructure", "quotedStructure"),
];
