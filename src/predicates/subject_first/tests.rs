//! The predicates of a sentence.

use crate::model::Document;
use crate::predicates::tests::{declaration, treaty};

/// The triggers of a declaration's predicates.
fn verbs(sentence: &str) -> Vec<String> {
    triggers(&declaration(sentence))
}

fn triggers(doc: &Document) -> Vec<String> {
    doc.predicates().map(|c| c.trigger_text()).collect()
}

#[test]
fn the_verb_of_the_subject_is_the_predicate() {
    for (sentence, verb) in [
        ("Les Parties renforceront la paix.", Some("renforceront")),
        ("En mai, les Parties renforceront la paix.", Some("renforceront")),
        ("Les Parties et leurs experts renforceront la paix.", Some("renforceront")),
        ("Les Parties, avec Frontex, renforceront la paix.", Some("renforceront")),
        // A relative clause, an insertion, what a word of subordination opens.
        ("Les Parties qui saluent la paix renforceront l’accord.", Some("renforceront")),
        ("Les Parties qui prônent la paix renforceront l’accord.", Some("renforceront")),
        ("Les Parties, qui prônent la paix, renforceront l’accord.", Some("renforceront")),
        ("Les Parties qui, demain, agiront saluent la paix.", Some("saluent")),
        ("Les Parties, lorsque le temps le permettra, renforceront la paix.", Some("renforceront")),
        ("Lorsque le temps le permettra, les Parties renforceront la paix.", Some("renforceront")),
        ("Ce que feront les experts, les Parties le salueront.", Some("salueront")),
        // A noun after an article is none, a pronoun of the object is no article.
        ("Les Parties, pour le compte de tous, agiront.", Some("agiront")),
        ("Les Parties les invitent.", Some("invitent")),
        ("Les Parties.", None),
        ("La paix.", None),
    ] {
        assert_eq!(verbs(sentence).first().map(String::as_str), verb, "{sentence}");
    }
}

#[test]
fn verbs_joined_to_the_first_are_predicates_of_their_own() {
    for (sentence, all) in [
        ("Ils renforceront et intensifieront la paix.", &["renforceront", "intensifieront"][..]),
        (
            "Ils renforceront, intensifieront et salueront la paix.",
            &["renforceront", "intensifieront", "salueront"],
        ),
        ("Ils renforceront la paix, puis les Parties agiront.", &["renforceront", "agiront"]),
        ("Ils renforceront la paix et également agiront.", &["renforceront", "agiront"]),
        // Neither another number nor another tense is joined, unless a frame names the verb.
        ("Ils renforceront la paix et agira.", &["renforceront"]),
        ("Ils renforcent la paix et agiront.", &["renforcent"]),
        ("Ils renforcent la paix et salueront l’accord.", &["renforcent", "salueront"]),
        // Inside a relative clause the verb is the clause's, unless its tense says otherwise.
        ("Ils renforceront ceux qui agiront et partiront.", &["renforceront"]),
        ("Ils renforceront ceux qui agissent et partiront.", &["renforceront", "partiront"]),
        ("Ils renforceront ceux (qui agiront) et partiront.", &["renforceront", "partiront"]),
        // A clause that still lacks its verb lends it none.
        ("Ils demanderont que la paix, agiront.", &["demanderont"]),
        (
            "Ils salueront la paix, lorsque les moyens le permettront, et agiront.",
            &["salueront", "agiront"],
        ),
        (
            "Ils salueront la paix et lorsque le temps le permettra, agiront.",
            &["salueront", "agiront"],
        ),
        (
            "Ils salueront la paix et, lorsque les moyens le permettront, agiront.",
            &["salueront", "agiront"],
        ),
        (
            "Ils ouvriront une plateforme, laquelle sera ouverte à tous, et agiront.",
            &["ouvriront", "agiront"],
        ),
    ] {
        assert_eq!(verbs(sentence), all, "{sentence}");
    }
}

#[test]
fn a_present_that_no_list_holds_is_told_by_its_ending() {
    for (sentence, in_declaration, in_treaty) in [
        // Behind a plural subject.
        ("Les Parties organisent la paix.", &["organisent"][..], &["organisent"][..]),
        ("Les Parties régulièrement organisent la paix.", &["organisent"], &["organisent"]),
        // In the singular only where the present binds.
        ("Chaque Partie octroie la paix.", &[], &["octroie"]),
        (
            "Les Parties échangent des experts, organisent des stages.",
            &["échangent", "organisent"],
            &["échangent", "organisent"],
        ),
        (
            "Les Parties échangent des experts, prônent la paix.",
            &["échangent"],
            &["échangent", "prônent"],
        ),
        ("Les Parties échangent des experts, demain la paix.", &["échangent"], &["échangent"]),
        (
            "Les Parties échangeront des experts, prônent la paix.",
            &["échangeront"],
            &["échangeront"],
        ),
        ("La Belgique salue la paix, prônent la paix.", &["salue"], &["salue"]),
        // Without a subject, after a noun in the plural.
        ("Ces normes prévalent la paix.", &["prévalent"], &["prévalent"]),
        ("Cette norme prévalent la paix.", &[], &[]),
        ("Ces normes, prévalent la paix.", &[], &[]),
    ] {
        assert_eq!(verbs(sentence), in_declaration, "{sentence}");
        assert_eq!(triggers(&treaty(sentence)), in_treaty, "{sentence}");
    }
}

#[test]
fn a_clause_reaches_from_its_first_word_to_the_next_one_s_joining_word() {
    let clauses = |sentence: &str| {
        let doc = declaration(sentence);
        doc.predicates().map(|c| c.text().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(
        clauses("En mai, ils renforceront la paix et salueront « l’accord » ; ils agiront."),
        ["En mai, ils renforceront la paix", "salueront « l’accord »", "ils agiront"]
    );
    for (end, clause) in [
        (".", "Ils agiront avec Frontex"),
        (" ;", "Ils agiront avec Frontex"),
        (" :", "Ils agiront avec Frontex"),
        (" !…", "Ils agiront avec Frontex"),
        (").", "Ils agiront avec Frontex)"),
    ] {
        assert_eq!(clauses(&format!("Ils agiront avec Frontex{end}")), [clause], "{end}");
    }
    // Quotes and brackets that close right after it belong to it.
    for closed in ["(la paix)", "« la paix »", "“la paix”", "[la paix]", "\"la paix\""] {
        assert_eq!(
            clauses(&format!("Ils salueront {closed} et agiront.")),
            [format!("Ils salueront {closed}"), "agiront".to_owned()],
            "{closed}"
        );
    }
}

#[test]
fn negation_and_reflexive_stand_before_the_verb() {
    let told = |sentence: &str| {
        let doc = declaration(sentence);
        let first = doc.predicates().next();
        first.map(|c| format!("{} {}", c.polarity(), c.trigger_text()))
    };
    for (sentence, expected) in [
        ("Ils agiront.", "+ agiront"),
        ("Ils n’agiront pas.", "- agiront"),
        ("Ils ne se réuniront pas.", "- se réuniront"),
        ("Ils ne les inviteront pas.", "- inviteront"),
        ("Ils s’abstiendront de la guerre.", "+ s’abstiendront"),
        ("Nous nous engageons à agir.", "+ nous engageons à"),
        // The point of a list whose lead-in has said « Nous ».
        ("Nous engageons à agir.", "+ engageons à"),
        ("Condamnons la guerre.", "+ Condamnons"),
        ("Ils s’engagent à éviter la guerre.", "- s’engagent à"),
    ] {
        assert_eq!(told(sentence).as_deref(), Some(expected), "{sentence}");
    }
}

#[test]
fn a_participle_behind_its_auxiliary_makes_a_compound_past() {
    for (sentence, trigger) in [
        ("Les Parties ont salué l’accord.", "ont salué"),
        ("Les Parties ont également salué l’accord.", "ont également salué"),
        ("Les Parties se sont félicitées de l’accord.", "se sont félicitées de"),
        ("Les Parties ont saluer l’accord.", "ont"),
        ("Les Parties ont, salué l’accord.", "ont"),
        ("Les Parties ont échangé la paix.", "ont échangé"),
        ("Les Parties ont été créées.", "ont été créées"),
        ("La coopération a été intensifiée.", "a été intensifiée"),
        ("Les Parties ont été, créées.", "ont été"),
        ("Les Parties ont été hier créées.", "ont été"),
        // Its words are among the four after it.
        ("Les Parties ont été ensemble pleinement créées.", "ont été ensemble pleinement créées"),
        ("Les Parties ont été ensemble également pleinement créées.", "ont été"),
        // What is no auxiliary has no participle.
        ("Les Parties salueront unies la paix.", "salueront"),
    ] {
        assert_eq!(verbs(sentence), [trigger], "{sentence}");
    }
}

#[test]
fn four_pronouns_and_adverbs_may_stand_before_a_joined_verb() {
    for (between, all) in [
        ("également aussi notamment enfin", 2),
        ("également aussi notamment enfin donc", 1),
        ("y en aussi notamment", 2),
        ("demain", 1),
    ] {
        let sentence = format!("Ils renforceront la paix et {between} agiront.");
        assert_eq!(verbs(&sentence).len(), all, "{sentence}");
    }
}

#[test]
fn a_second_subject_has_its_verb_within_24_words() {
    for (between, all) in [(0, 2), (23, 2), (24, 1)] {
        let words = " bleu".repeat(between);
        let sentence = format!("Ils renforceront la paix, puis les Parties{words} agiront.");
        assert_eq!(verbs(&sentence).len(), all, "{between}");
    }
}

#[test]
fn a_clause_cuts_no_name_in_two() {
    let entity = "[[entity]]\nid = \"banque\"\nkind = \"organization\"\nname = \"Banque et agiront ensemble\"";
    let annotator = crate::Annotator::new(crate::Authority::from_toml(entity).unwrap());
    let read = |says: &str| {
        let parser = crate::Parser::new().language("fra").unwrap();
        triggers(&parser.parse(says).unwrap().annotate(&annotator))
    };
    assert_eq!(read("Ils salueront la Banque et agiront demain."), ["salueront", "agiront"]);
    assert_eq!(read("Ils salueront la Banque et agiront ensemble demain."), [""; 0]);
}

#[test]
fn a_verb_may_stand_160_words_behind_its_subject() {
    for (between, found) in [(150, true), (159, true), (160, false), (170, false)] {
        let sentence = format!("Les Parties{} renforceront la paix.", " bleu".repeat(between));
        assert_eq!(verbs(&sentence).len(), usize::from(found), "{between}");
    }
}

#[test]
fn the_subject_opens_the_sentence_or_follows_what_introduces_it() {
    let subject = |sentence: &str| {
        let doc = declaration(sentence);
        let first = doc.predicates().next().and_then(|c| c.subject());
        first.map(|span| doc.text()[span.range()].to_owned())
    };
    for (sentence, expected) in [
        ("Elles agiront.", Some("Elles")),
        ("Demain, elles agiront.", Some("elles")),
        ("Demain elles agiront.", None),
        ("Mais elles agiront.", Some("elles")),
        ("En ce qui concerne la paix, ils agiront.", Some("ils")),
        ("Lorsque la paix viendra, elles agiront.", Some("elles")),
        // Another has its verb before.
        ("La paix viendra, ils agiront.", None),
        // The longest subject counts, and nobody is none.
        ("Les Hautes Parties contractantes agiront.", Some("Les Hautes Parties contractantes")),
        ("La Belgique, la France agiront.", Some("La Belgique, la France")),
        ("Il convient d’agir.", None),
        ("Il partira.", Some("Il")),
    ] {
        assert_eq!(subject(sentence).as_deref(), expected, "{sentence}");
    }
}

#[test]
fn what_joins_nouns_opens_no_clause_and_what_stands_before_a_verb_may_be_a_pronoun() {
    for (sentence, all) in [
        ("Les Parties ainsi que leurs experts agiront.", &["agiront"][..]),
        ("Les Parties, ainsi que Frontex, agiront.", &["agiront"]),
        ("La Belgique, qui fera la paix, agira.", &["agira"]),
        ("La Belgique, qui préside le groupe, agira.", &["agira"]),
        ("Nous les invitons.", &["invitons"]),
        ("Ils ne les invitent pas.", &["invitent"]),
        ("Ils en les invitent.", &["invitent"]),
    ] {
        assert_eq!(verbs(sentence), all, "{sentence}");
    }
}

#[test]
fn a_clause_whose_verb_is_not_known_has_one_in_the_singular() {
    for (sentence, all) in [
        ("Ils demanderont que la paix vienne et agiront.", &["demanderont", "agiront"][..]),
        ("Ils demandent que la paix vienne et saluent l’accord.", &["demandent", "saluent"]),
        ("La Belgique demande que la paix vienne et salue l’accord.", &["demande"]),
        (
            "Ils demanderont que les normes assument la paix et agiront.",
            &["demanderont", "agiront"],
        ),
        ("Ils demanderont que la paix et les Parties agiront.", &["demanderont"]),
        ("Ils demanderont que la paix vienne et ils agiront.", &["demanderont", "agiront"]),
        ("Ils ouvriront une plateforme laquelle sera ouverte et agiront.", &["ouvriront"]),
        ("Ils prennent note de la paix et saluent l’accord.", &["prennent note", "saluent"]),
    ] {
        assert_eq!(verbs(sentence), all, "{sentence}");
    }
}
