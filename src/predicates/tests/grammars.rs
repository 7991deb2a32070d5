//! How languages of other kinds build their verbs: small grammars made for these tests.

use crate::language::Language;
use crate::model::{Document, Polarity};
use crate::predicates::Rules;
use crate::predicates::tests::{acts, parsed};
use crate::text::{Tokens, Vocabulary};

const ENGLISH: &str = include_str!("../../../tests/fixtures/grammars/english.toml");
const GERMAN: &str = include_str!("../../../tests/fixtures/grammars/german.toml");
const DUTCH: &str = include_str!("../../../tests/fixtures/grammars/dutch.toml");
const SPANISH: &str = include_str!("../../../tests/fixtures/grammars/spanish.toml");

fn read(grammar: &str, kind: &str, says: &str) -> Document {
    let language = Language::from_toml(grammar).unwrap();
    let mut vocabulary = Vocabulary::default();
    let rules = Rules::new(Some(&language), &mut vocabulary);
    let mut data = parsed(says, kind).into_data();
    let blocks: Vec<_> = data.blocks().collect();
    let tokens = Tokens::new(&data.text, blocks.iter().map(|(_, span)| *span), &vocabulary);
    rules.find(&blocks, &tokens, Some(&language), &mut data);
    Document::from_data(data)
}

/// Compares what a declaration, or a treaty, of a grammar says with what is expected: act or
/// strength, trigger, lemma, and polarity where it is negative.
fn check(grammar: &str, kind: &str, all: &[(&str, &[&str])]) {
    let mut wrong = String::new();
    for (says, expected) in all {
        let doc = read(grammar, kind, says);
        let polarity = doc.predicates().map(|p| p.polarity() == Polarity::Negative);
        let found: Vec<String> = acts(&doc)
            .into_iter()
            .zip(polarity)
            .map(|(act, negative)| if negative { format!("{act} -") } else { act })
            .collect();
        if found != *expected {
            wrong += &format!("{says}\n  expected {expected:?}\n  found    {found:?}\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn operators_bind_the_verb_after_them() {
    check(
        ENGLISH,
        "declaration",
        &[
            (
                "The Parties shall promote the exchange of experts.",
                &["firm shall promote (promote)"],
            ),
            (
                "The Parties will jointly strengthen their ties.",
                &["firm will … strengthen (strengthen)"],
            ),
            // No list holds the verb: it is recognized by its place.
            (
                "The Parties shall also harmonise their laws.",
                &["firm shall … harmonise (harmonise)"],
            ),
            (
                "The Parties shall, in accordance with their laws, facilitate the transit.",
                &["firm shall … facilitate (facilitate)"],
            ),
            ("The Parties shall not disclose the data.", &["firm shall … disclose (disclose) -"]),
            ("Neither Party shall disclose the data.", &["firm shall disclose (disclose) -"]),
            // A permission is no promise, a permission denied is.
            ("The Parties may disclose the data.", &["state may disclose (disclose)"]),
            ("The Parties may not disclose the data.", &["firm may … disclose (disclose) -"]),
            ("The Parties should strengthen the treaty.", &["call should strengthen (strengthen)"]),
            // What keeps its own strength, and what is no party.
            (
                "The Parties shall endeavour to promote peace.",
                &["endeavour shall endeavour (promote)"],
            ),
            ("We will seek to ensure that peace lasts.", &["endeavour will seek (ensure)"]),
            ("The Parties will welcome the report.", &["firm will welcome (welcome)"]),
            ("The summit will promote peace.", &["state will promote (promote)"]),
            ("A committee shall be established by the Parties.", &["firm shall be (be)"]),
            ("The committee shall be chaired by the host.", &["state shall be (be)"]),
            // An operator goes on after a joining word.
            (
                "The Parties shall promote trade and facilitate the exchange of experts.",
                &["firm shall promote (promote)", "firm facilitate (facilitate)"],
            ),
            ("The Parties shall promote trade and exchange.", &["firm shall promote (promote)"]),
        ],
    );
}

#[test]
fn a_frame_may_ask_for_the_form_of_its_verb() {
    check(
        ENGLISH,
        "declaration",
        &[
            ("The Parties agree to strengthen peace.", &["firm agree (strengthen)"]),
            ("The Parties agree to further harmonise the laws.", &["firm agree (harmonise)"]),
            (
                "The Parties are fully committed to promote peace.",
                &["firm are fully committed to (promote)"],
            ),
            (
                "The Parties are committed to strengthening peace.",
                &["firm are committed to (strengthening)"],
            ),
            ("The Parties are committed to the rule of law.", &["state are committed (be)"]),
            ("The Parties intend to cooperate.", &["intention intend (cooperate)"]),
            (
                "The Parties welcome the report and agree to cooperate.",
                &["acknowledge welcome (welcome)", "firm agree (cooperate)"],
            ),
        ],
    );
}

#[test]
fn the_present_obliges_by_the_kind_of_document() {
    check(
        ENGLISH,
        "treaty",
        &[
            ("The Parties strengthen the exchange.", &["firm strengthen (strengthen)"]),
            // No list holds it.
            ("The Parties notify the depositary.", &["firm notify (notify)"]),
            ("The Parties remain free.", &["state remain (remain)"]),
        ],
    );
    check(
        GERMAN,
        "treaty",
        &[
            ("Die Vertragsparteien fördern den Austausch.", &["firm fördern (fördern)"]),
            ("Der Austausch wird gefördert.", &["firm wird gefördert (werden)"]),
            (
                "Der Austausch wird von den Nachbarn gefördert.",
                &["state wird … gefördert (werden)"],
            ),
            ("Die Regeln gelten.", &["state gelten (gelten)"]),
            // Neither verb is listed: one comes after a subject, the other before one.
            ("Die Parteien erleichtern den Verkehr.", &["firm erleichtern (erleichtern)"]),
            (
                "In diesem Rahmen erleichtern die Parteien den Verkehr.",
                &["firm erleichtern (erleichtern)"],
            ),
        ],
    );
    check(
        GERMAN,
        "declaration",
        &[("Die Länder fördern den Austausch.", &["state fördern (fördern)"])],
    );
}

#[test]
fn the_end_of_the_clause_closes_the_bracket_of_its_verb() {
    check(
        GERMAN,
        "declaration",
        &[
            (
                "Die Länder werden in Zollfragen zusammenarbeiten.",
                &["firm werden … zusammenarbeiten (zusammenarbeiten)"],
            ),
            (
                "In diesem Rahmen werden die Länder den Austausch fördern.",
                &["firm werden … fördern (fördern)"],
            ),
            (
                "Die Länder werden die Programme, die sie vereinbart haben, verstärken.",
                &["firm werden … verstärken (verstärken)"],
            ),
            // No list holds the infinitive: it is recognized at the end of the clause.
            (
                "Die Länder werden den gemeinsamen Verkehr erleichtern.",
                &["firm werden … erleichtern (erleichtern)"],
            ),
            (
                "Die Länder dürfen die Daten nicht weitergeben.",
                &["firm dürfen … weitergeben (weitergeben) -"],
            ),
            (
                "Die Länder dürfen die Daten weitergeben.",
                &["state dürfen … weitergeben (weitergeben)"],
            ),
            (
                "Keine Vertragspartei darf die Daten weitergeben.",
                &["firm darf … weitergeben (weitergeben) -"],
            ),
            ("Die Länder haben den Austausch zu fördern.", &["firm haben … zu fördern (fördern)"]),
            ("Der Austausch soll gefördert werden.", &["firm soll … werden (werden)"]),
            (
                "Wenn die Länder zustimmen, werden sie den Austausch fördern.",
                &["firm werden … fördern (fördern)"],
            ),
            (
                "Die Länder werden die Zusammenarbeit verstärken und den Austausch fördern.",
                &["firm werden … verstärken (verstärken)", "firm fördern (fördern)"],
            ),
            (
                "Die Länder werden sich um Frieden bemühen.",
                &["endeavour werden sich um … bemühen (bemühen)"],
            ),
            // A passive is no operator.
            (
                "Die Verhandlungen werden als schwierig angesehen.",
                &["state werden … angesehen (werden)"],
            ),
            ("Die Länder haben den Bericht begrüßt.", &["acknowledge haben … begrüßt (begrüßen)"]),
        ],
    );
}

#[test]
fn what_follows_the_bracket_is_told_by_its_first_word() {
    check(
        DUTCH,
        "declaration",
        &[
            (
                "De partijen zullen de samenwerking bevorderen op het gebied van de politie.",
                &["firm zullen … bevorderen (bevorderen)"],
            ),
            (
                "Daarom zullen de partijen het verkeer vergemakkelijken in de haven.",
                &["firm zullen … vergemakkelijken (vergemakkelijken)"],
            ),
            (
                "De partijen zullen zich inspannen om de vrede te bevorderen.",
                &["endeavour zullen zich inspannen (bevorderen)"],
            ),
            (
                "De partijen mogen geen gegevens uitwisselen.",
                &["firm mogen … uitwisselen (uitwisselen) -"],
            ),
            (
                "De partijen dienen de vrede te bevorderen.",
                &["firm dienen … te bevorderen (bevorderen)"],
            ),
        ],
    );
}

#[test]
fn a_particle_and_a_pronoun_make_another_verb() {
    check(
        GERMAN,
        "treaty",
        &[
            (
                "Die Vertragsparteien arbeiten eng zusammen.",
                &["firm arbeiten … zusammen (zusammenarbeiten)"],
            ),
            ("Die Vertragsparteien arbeiten.", &["firm arbeiten (arbeiten)"]),
            (
                "Die Vertragsparteien geben die Daten nicht weiter.",
                &["firm geben … weiter (weitergeben) -"],
            ),
            // « zu » before an infinitive is no particle.
            ("Die Vertragsparteien stimmen dem Plan zu.", &["firm stimmen … zu (zustimmen)"]),
            (
                "Die Vertragsparteien verpflichten sich, den Austausch zu fördern.",
                &["firm verpflichten sich (fördern)"],
            ),
            (
                "In diesem Rahmen verpflichten sich die Vertragsparteien, eng zusammenzuarbeiten.",
                &["firm verpflichten sich (zusammenarbeiten)"],
            ),
            ("Die Parteien, die sich verpflichten, sind drei.", &["state sind (sein)"]),
            (
                "Die Vertragsparteien kommen überein, den Austausch zu fördern.",
                &["firm kommen überein (fördern)"],
            ),
            (
                "Die Vertragsparteien sind übereingekommen, den Austausch zu fördern.",
                &["firm sind übereingekommen (fördern)"],
            ),
            (
                "Die Vertragsparteien nehmen den Bericht zur Kenntnis.",
                &["acknowledge nehmen … zur Kenntnis (nehmen)"],
            ),
            (
                "Die Vertragsparteien arbeiten zusammen und fördern den Austausch.",
                &["firm arbeiten zusammen (zusammenarbeiten)", "firm fördern (fördern)"],
            ),
        ],
    );
    check(
        DUTCH,
        "treaty",
        &[
            (
                "De partijen werken samen op het gebied van de politie.",
                &["firm werken samen (samenwerken)"],
            ),
            (
                "Partijen komen overeen om de vrede te bevorderen.",
                &["firm komen overeen om (bevorderen)"],
            ),
            (
                "Partijen zijn overeengekomen dat zij de vrede zullen bevorderen.",
                &["firm zijn overeengekomen dat (overeenkomen)"],
            ),
            (
                "Partijen zijn overeengekomen als volgt.",
                &["state zijn overeengekomen als volgt (overeenkomen)"],
            ),
            (
                "De partijen wisselen in de regel gegevens uit.",
                &["firm wisselen … uit (uitwisselen)"],
            ),
        ],
    );
}

#[test]
fn a_future_has_the_endings_and_stems_of_its_language() {
    check(
        SPANISH,
        "declaration",
        &[
            ("Las Partes cooperarán en la materia.", &["firm cooperarán (cooperar)"]),
            ("Las Partes tendrán en cuenta el informe.", &["firm tendrán (tener)"]),
            ("Las Partes intervendrán.", &["firm intervendrán (intervenir)"]),
            ("Las Partes no divulgarán los datos.", &["firm divulgarán (divulgar) -"]),
            ("Las Partes deberán cooperar.", &["firm deberán cooperar (cooperar)"]),
            ("Las Partes se comprometen a cooperar.", &["firm se comprometen a (cooperar)"]),
            ("Las Partes se esforzarán por cooperar.", &["endeavour se esforzarán por (cooperar)"]),
            // « zo » is no stem.
            ("Las Partes zorán.", &[]),
        ],
    );
}

#[test]
fn items_hold_the_verb_that_their_lead_in_asks_for() {
    check(
        ENGLISH,
        "declaration",
        &[
            (
                "The Parties shall:\na) promote the exchange;\nb) fully cooperate.",
                &["firm shall (shall)", "firm shall (promote)", "firm shall (cooperate)"],
            ),
            (
                "The Parties agree to:\na) promote the exchange;\nb) facilitate the transit.",
                &["firm agree to (agree)", "firm agree to (promote)", "firm agree to (facilitate)"],
            ),
        ],
    );
    check(
        GERMAN,
        "declaration",
        &[(
            "Die Länder werden insbesondere:\na) den Austausch fördern;\nb) eng zusammenarbeiten.",
            &["firm werden (werden)", "firm werden (fördern)", "firm werden (zusammenarbeiten)"],
        )],
    );
    check(
        DUTCH,
        "declaration",
        &[(
            "De partijen dienen:\na) de vrede te bevorderen;\nb) de handel met de buren te vergemakkelijken.",
            &["firm dienen (dienen)", "firm dienen (bevorderen)", "firm dienen (vergemakkelijken)"],
        )],
    );
}
