//! What else is read off a predicate.

use crate::Predicate;
use crate::model::Document;
use crate::predicates::tests::{declaration, treaty};
use crate::text::Span;

/// What `of` says of each commitment and call of a declaration.
fn each<T>(says: &str, of: impl Fn(&Document, Predicate<'_>) -> T) -> Vec<T> {
    let doc = declaration(says);
    doc.predicates().map(|c| of(&doc, c)).collect()
}

fn words(doc: &Document, spans: &[Span]) -> Vec<String> {
    spans.iter().map(|s| doc.text()[s.range()].to_owned()).collect()
}

/// The objects, `–` for none.
fn objects(says: &str) -> Vec<String> {
    each(says, |doc, c| c.object().map_or("–".to_owned(), |s| doc.text()[s.range()].to_owned()))
}

#[test]
fn the_action_is_the_verb_or_the_infinitive_that_it_promises() {
    for (sentence, lemma, object) in [
        ("Ils renforceront la paix.", "renforcer", "la paix"),
        ("Ils renforceront la paix, toujours.", "renforcer", "la paix"),
        ("Ils renforceront la paix (ici).", "renforcer", "la paix"),
        ("Ils renforceront (la paix) ici.", "renforcer", "la paix"),
        ("Ils renforceront la paix) ici.", "renforcer", "la paix"),
        ("Ils agiront.", "agir", "–"),
        ("Ils s’engagent à renforcer la paix.", "renforcer", "la paix"),
        ("Ils s’engagent à agir.", "agir", "–"),
        ("Ils s’engagent à la paix.", "engager", "la paix"),
        ("Ils s’engagent à mieux renforcer la paix.", "engager", "mieux renforcer la paix"),
        ("Ils s’engagent à rapidement les renforcer.", "renforcer", "–"),
        ("Ils s’engagent, dans ce contexte, à renforcer la paix.", "renforcer", "la paix"),
        ("Ils souhaitent renforcer la paix.", "renforcer", "la paix"),
        ("Ils souhaitent, dans ce contexte, renforcer la paix.", "renforcer", "la paix"),
        ("Ils souhaitent la paix.", "souhaiter", "la paix"),
        ("Ils continueront de renforcer la paix.", "renforcer", "la paix"),
        // An article makes a noun of it; so do words that only look so.
        ("Ils s’engagent à un aller rapide.", "engager", "un aller rapide"),
        ("Ils s’engagent à cadre.", "engager", "cadre"),
        ("Ils sont convenus de renforcer la paix.", "renforcer", "la paix"),
        ("Ils sont convenus de la paix.", "convenir", "la paix"),
    ] {
        assert_eq!(each(sentence, |_, c| c.lemma().to_owned()), [lemma], "{sentence}");
        assert_eq!(objects(sentence), [object], "{sentence}");
    }
}

#[test]
fn verbs_joined_right_behind_one_another_share_their_object() {
    let objects = objects("Ils renforceront et poursuivront la paix.");
    assert!(objects.iter().all(|object| object.ends_with("la paix")), "{objects:?}");
    let hedges = |says: &str| each(says, |doc, c| words(doc, c.hedges()).concat());
    let hedge = "autant que de besoin";
    assert_eq!(
        hedges(&format!("Ils renforceront et poursuivront la paix {hedge}.")),
        [hedge, hedge]
    );
    assert_eq!(
        hedges(&format!("Ils renforceront l’accord et poursuivront la paix {hedge}.")),
        ["", hedge]
    );
    let spans = each("Ils renforceront et poursuivront la paix.", |_, c| c.text().to_owned());
    assert_eq!(spans, ["Ils renforceront et poursuivront la paix", "poursuivront la paix"]);
}

#[test]
fn sixteen_verbs_share_what_the_one_behind_them_has() {
    for (verbs, sharing) in [(2, 2), (16, 16), (17, 17), (18, 17), (19, 17)] {
        let list = "renforceront, ".repeat(verbs - 1);
        let says = format!("Ils {list}poursuivront la paix autant que de besoin.");
        let hedged = each(&says, |_, c| usize::from(!c.hedges().is_empty()));
        assert_eq!(hedged.len(), verbs);
        assert_eq!(hedged.iter().sum::<usize>(), sharing, "{verbs}");
    }
}

#[test]
fn hedges_and_conditions_are_phrases_of_their_own() {
    let told = |says: &str| {
        each(says, |doc, c| {
            (words(doc, c.hedges()).join("|"), words(doc, c.conditions()).join("|"))
        })
    };
    for (sentence, hedges, conditions) in [
        ("Ils agiront.", "", ""),
        ("Ils agiront autant que de besoin.", "autant que de besoin", ""),
        (
            "Ils agiront si nécessaire et autant que possible.",
            "si nécessaire|autant que possible",
            "",
        ),
        ("Ils agiront lorsque la paix vient, toujours.", "", "lorsque la paix vient"),
        ("Ils agiront dès que la paix vient.", "", "dès que la paix vient"),
        ("Ils agiront dès la paix.", "", ""),
    ] {
        assert_eq!(told(sentence), [(hedges.to_owned(), conditions.to_owned())], "{sentence}");
    }
}

#[test]
fn what_becomes_of_the_thing_is_told_by_the_verb_or_the_action() {
    let changes = |says: &str| each(says, |_, c| c.change().name());
    for (sentence, change) in [
        ("Ils renforceront la paix.", "strengthen"),
        ("Ils poursuivront la paix.", "continue"),
        ("Ils feront la paix.", "new"),
        ("Ils s’engagent à renforcer la paix.", "strengthen"),
        // The verb itself goes before the action.
        ("Ils continueront de renforcer la paix.", "continue"),
        ("Ils appellent à renforcer la paix.", "strengthen"),
        ("Ils saluent la paix.", "new"),
    ] {
        assert_eq!(changes(sentence), [change], "{sentence}");
    }
    // A statement of fact changes nothing.
    assert_eq!(changes("Ils renforcent la paix."), ["new"]);
    let in_treaty = treaty("Elles renforcent la paix.");
    assert_eq!(
        in_treaty.predicates().map(|c| c.change().name()).collect::<Vec<_>>(),
        ["strengthen"]
    );
}

#[test]
fn the_sides_do_it_to_each_other() {
    for (sentence, reciprocal) in [
        ("Ils échangeront des experts.", true),
        ("Ils renforceront leurs échanges.", true),
        ("Ils s’engagent à échanger des experts.", true),
        ("Ils s’engagent à agir.", false),
        // Within eight words, and before the phrase ends.
        ("Ils feront un deux trois quatre cinq six échanges.", true),
        ("Ils feront un deux trois quatre cinq six sept huit échanges.", false),
        ("Ils feront la paix, des échanges.", false),
        ("Ils feront la paix.", false),
        // Who asks others exchanges nothing.
        ("Ils invitent l’ONU à échanger des experts.", false),
    ] {
        assert_eq!(each(sentence, |_, c| c.is_reciprocal()), [reciprocal], "{sentence}");
    }
}

#[test]
fn who_is_addressed_and_who_carries_it_out() {
    let ids = |all: Vec<&crate::Entity>| {
        all.iter().map(|e| e.id().to_owned()).collect::<Vec<_>>().join(" ")
    };
    let told = |says: &str| {
        let found = each(says, |doc, c| {
            let addressee = c.addressee().map(|s| doc.text()[s.range()].to_owned());
            (
                addressee.unwrap_or_default(),
                ids(c.addressees().collect()),
                ids(c.bodies().collect()),
            )
        });
        found.into_iter().next().unwrap_or_default()
    };
    for (sentence, addressee, addressees, bodies) in [
        ("Ils demandent à Frontex de les aider.", "Frontex", "frontex", ""),
        ("Ils demandent à Frontex d’agir.", "Frontex", "frontex", ""),
        (
            "Ils demandent à Frontex et à Europol d’agir.",
            "Frontex et à Europol",
            "frontex europol",
            "",
        ),
        ("Ils demandent à l’agence Frontex la paix.", "l’agence Frontex la paix", "frontex", ""),
        ("Ils demandent à la grande agence Frontex la paix.", "", "", ""),
        ("Ils demandent à Frontex, demain, la paix.", "Frontex", "frontex", ""),
        ("Ils demandent à la paix et à Frontex la paix.", "", "", ""),
        ("Ils agiront auprès de Frontex, avec Europol.", "Frontex", "frontex", "europol"),
        ("Ils agiront auprès de.", "", "", ""),
        ("Ils agiront avec Frontex et Europol.", "", "", "frontex europol"),
        // States and governments are no bodies.
        ("Ils agiront avec le Mali et le gouvernement belge.", "", "", ""),
        // Only what is promised is carried out.
        ("Ils saluent Frontex.", "", "", ""),
    ] {
        let expected = (addressee.to_owned(), addressees.to_owned(), bodies.to_owned());
        assert_eq!(told(sentence), expected, "{sentence}");
    }
}

#[test]
fn an_addressee_has_thirty_words_at_most_with_the_infinitive_behind_it() {
    for (words, found) in [(1, true), (28, true), (29, false), (40, false)] {
        let addressee = vec!["eux"; words].join(" ");
        let says = format!("Ils demandent à {addressee} d’agir.");
        let told = each(&says, |doc, c| c.addressee().map(|s| doc.text()[s.range()].to_owned()));
        assert_eq!(told, [found.then_some(addressee)], "{words}");
    }
}

#[test]
fn a_trigger_is_the_verb_and_what_of_its_complement_makes_it_so() {
    for (sentence, trigger) in [
        ("Ils s’engagent à agir.", "s’engagent à"),
        ("Ils s’engagent d’abord à agir.", "s’engagent … à"),
        ("Ils décident d’agir.", "décident d’"),
        ("Ils décident de la paix.", "décident de"),
        // A complement after a comma is another's.
        ("Ils s’engagent, à agir.", "s’engagent"),
        // The frame that matches most words.
        ("Ils veilleront à ce que la paix vienne.", "veilleront à ce que"),
        ("Ils se mettent d’accord pour agir.", "se mettent d’accord pour"),
    ] {
        assert_eq!(each(sentence, |_, c| c.trigger_text()), [trigger], "{sentence}");
    }
}

#[test]
fn the_actors_are_the_parties_or_who_is_named() {
    let actors = |says: &str| {
        each(says, |_, c| c.actors().map(|e| e.id().to_owned()).collect::<Vec<_>>().join(" "))
    };
    for (says, expected) in [
        ("Ils agiront.", &["belgique france"][..]),
        ("Les deux pays agiront.", &["belgique france"]),
        ("La Belgique agira.", &["belgique"]),
        ("La Belgique et la France agiront.", &["belgique france"]),
        ("La Belgique agira. Elle partira.", &["belgique", "belgique"]),
        // Of an office and its holder the person acts.
        ("Le ministre Luc Petit agira.", &["luc-petit"]),
        ("Le ministre de la Mer agira.", &["ministre-de-la-mer"]),
        ("La Belgique, en mars 2021, agira.", &["belgique"]),
        ("Un groupe sera créé.", &["belgique france"]),
        ("Le procès s’ouvrira.", &[""]),
    ] {
        assert_eq!(actors(says), expected, "{says}");
    }
}

#[test]
fn items_of_a_list_are_promised_by_what_leads_them_in() {
    let list = "Ils s’engagent à :\n- renforcer la paix avec Frontex ;\n- ne pas faire la guerre ;\n- échanger des experts. Ils agiront.\n- mieux agir.\n- partir.";
    let told = each(list, |doc, c| {
        let object = c.object().map_or("–", |s| &doc.text()[s.range()]);
        let bodies = c.bodies().map(|e| e.id()).collect::<String>();
        format!(
            "{} {} {} {} {} {bodies}",
            c.polarity(),
            c.lemma(),
            object,
            c.change(),
            c.is_reciprocal()
        )
    });
    assert_eq!(
        told,
        [
            "+ engager – new false ",
            "+ renforcer la paix avec Frontex strengthen false frontex",
            "- faire la guerre new false ",
            "+ échanger des experts new true ",
        ]
    );
    // Neither a stop, nor an object of its own, nor another act leads in; nor is a paragraph an item.
    for says in [
        "Ils s’engagent à agir.\n- renforcer la paix ;",
        "Ils s’engagent à la paix :\n- renforcer la paix ;",
        "Ils saluent :\n- renforcer la paix ;",
        "Ils s’engagent à :\nrenforcer la paix.",
        "Ils s’engagent à :\n- la paix ;",
    ] {
        assert!(each(says, |_, c| c.lemma() == "renforcer").iter().all(|is| !is), "{says}");
    }
    // An infinitive is among the first four words.
    let items = |first: &str| {
        each(&format!("Ils s’engagent à :\n- {first}"), |_, c| c.lemma().to_owned())
    };
    assert_eq!(items("de ne pas agir ;"), ["engager", "agir"]);
    assert_eq!(items("de ne pas plus agir ;"), ["engager"]);
}
