//! Which sentences bind, ask, value or state.

use crate::predicates::tests::{acts, declaration, treaty};

/// The act, or the strength, of the first predicate: in a declaration, and in a treaty.
fn both(sentence: &str) -> (String, String) {
    let first = |acts: Vec<String>| {
        let first = acts.first().map(|act| act.split(' ').next().unwrap_or_default().to_owned());
        first.unwrap_or_else(|| "none".to_owned())
    };
    (first(acts(&declaration(sentence))), first(acts(&treaty(sentence))))
}

#[test]
fn the_tense_and_the_kind_of_document_decide_what_no_frame_does() {
    for (sentence, in_declaration, in_treaty) in [
        ("Les Parties renforceront la paix.", "firm", "firm"),
        ("Les Parties renforcent la paix.", "state", "firm"),
        // « be » and « have » state.
        ("Les Parties sont ici.", "state", "state"),
        ("Les Parties ont la paix.", "state", "state"),
        ("Les Parties seront ici.", "firm", "firm"),
        ("Les Parties avaient la paix.", "state", "state"),
    ] {
        assert_eq!(both(sentence), (in_declaration.into(), in_treaty.into()), "{sentence}");
    }
}

#[test]
fn a_frame_tells_the_act_and_a_future_may_make_it_a_promise() {
    for (sentence, in_declaration, in_treaty) in [
        ("Les Parties s’engagent à agir.", "firm", "firm"),
        ("Les Parties veillent à la paix.", "endeavour", "endeavour"),
        ("Les Parties veilleront à la paix.", "endeavour", "endeavour"),
        ("Les Parties souhaitent agir.", "intention", "intention"),
        ("Les Parties saluent l’accord.", "acknowledge", "acknowledge"),
        ("Les Parties salueront l’accord.", "firm", "firm"),
        ("Les Parties sont convaincues de l’accord.", "acknowledge", "acknowledge"),
        // What a treaty's parties ask for, they are bound to.
        ("Les Parties encouragent la paix.", "call", "firm"),
        ("Les Parties encourageront la paix.", "firm", "firm"),
        ("Les Parties ont encouragé la paix.", "call", "call"),
        ("Les Parties lancent un appel à la paix.", "call", "call"),
        ("Les Parties continuent d’agir.", "state", "firm"),
        ("Les Parties continueront d’agir.", "firm", "firm"),
        // « les » before a verb is a pronoun, before a noun an article.
        ("Ils les invitent.", "call", "firm"),
        ("Ils ne les invitent pas.", "call", "firm"),
        ("Les Parties, pour la demande, agiront.", "firm", "firm"),
        ("Les Parties peuvent agir.", "state", "state"),
        ("Les Parties pourront agir.", "state", "state"),
    ] {
        assert_eq!(both(sentence), (in_declaration.into(), in_treaty.into()), "{sentence}");
    }
}

#[test]
fn a_promise_that_was_made_holds_and_an_effort_that_was_made_is_a_fact() {
    for (sentence, act) in [
        ("Les Parties se sont engagées à agir.", "firm"),
        ("Les Parties ont décidé d’agir.", "firm"),
        ("Les Parties ont invité l’ONU.", "call"),
        ("Les Parties ont salué l’accord.", "acknowledge"),
        ("Les Parties ont veillé à la paix.", "state"),
        ("Les Parties ont poursuivi la paix.", "state"),
    ] {
        assert_eq!(both(sentence).0, act, "{sentence}");
        assert_eq!(both(sentence).1, act, "{sentence}");
    }
}

#[test]
fn who_is_heard_of_decides_what_a_pronoun_binds() {
    for (sentences, acts_) in [
        ("Ils agiront.", &["firm"][..]),
        ("Les experts partiront. Ils agiront.", &["state", "state"]),
        ("Les Parties agiront. Ils agiront.", &["firm", "firm"]),
        // Of whom a pronoun speaks, the next one does.
        ("Les experts partiront. Ils agiront. Elles partiront.", &["state", "state", "state"]),
        (
            "Les experts partiront. Les Parties agiront. Elles partiront.",
            &["state", "firm", "firm"],
        ),
        ("Le procès s’ouvrira. Ils agiront.", &["state", "firm"]),
        ("La Belgique agira. Elle partira.", &["firm", "firm"]),
        ("Elle partira.", &["state"]),
        ("La Belgique agira. Le procès s’ouvrira. Elle partira.", &["firm", "state", "state"]),
        ("La Belgique agira. Les experts partent. Elle partira.", &["firm", "state", "firm"]),
        ("La Belgique agira. Que la paix. Elle partira.", &["firm", "state"]),
        // A paragraph begins anew with « ils ».
        ("Les experts partiront.\nIls agiront.", &["state", "firm"]),
    ] {
        let all = acts(&declaration(sentences));
        let found: Vec<_> = all.iter().map(|a| a.split(' ').next().unwrap_or_default()).collect();
        assert_eq!(found, acts_, "{sentences} {all:?}");
    }
}

#[test]
fn a_future_without_an_agent_may_be_a_promise_of_the_parties() {
    for (sentence, in_declaration, in_treaty) in [
        ("La coopération se renforcera.", "firm", "firm"),
        ("La coopération se renforce.", "state", "state"),
        ("La coopération sera bonne.", "state", "state"),
        ("Le procès s’ouvrira.", "state", "state"),
        // The noun is among the first three words.
        ("Toute la coopération se renforcera.", "firm", "firm"),
        ("La bonne vieille coopération se renforcera.", "state", "state"),
        ("Un groupe sera créé.", "firm", "firm"),
        ("Un groupe sera également créé.", "firm", "firm"),
        ("Un groupe sera bien créé.", "state", "state"),
        ("Un groupe est créé.", "state", "firm"),
        // Some only in the future: in a treaty's present they say how its bodies work.
        ("Un membre sera nommé.", "firm", "firm"),
        ("Un membre est nommé.", "state", "state"),
        ("Un membre sera.", "state", "state"),
        // Somebody else does it, or the parties do, or it says by what means.
        ("Un membre sera nommé par le jury.", "state", "state"),
        ("Un membre sera nommé par les Parties.", "firm", "firm"),
        ("Un membre sera nommé par la voie diplomatique.", "firm", "firm"),
        ("Un membre sera nommé par jury.", "firm", "firm"),
        ("Un membre sera nommé pour le jury.", "firm", "firm"),
        // A care that bodies will take is promised as the parties' own.
        ("Le comité veillera à la paix.", "endeavour", "endeavour"),
        ("Le comité agira.", "firm", "firm"),
    ] {
        assert_eq!(both(sentence), (in_declaration.into(), in_treaty.into()), "{sentence}");
    }
    let implied = |says: &str| declaration(says).predicates().next().map(|c| c.is_implied());
    assert_eq!(implied("Un groupe sera créé."), Some(true));
    assert_eq!(implied("Les Parties agiront."), Some(false));
    assert_eq!(implied("Le procès s’ouvrira."), Some(false));
}

#[test]
fn a_verb_that_says_we_needs_no_subject() {
    for (sentence, act) in [
        ("Condamnons la guerre.", "acknowledge"),
        ("Saluons la paix.", "acknowledge"),
        ("L’ONU est invitée à agir.", "call"),
        ("L’ONU a été invitée à agir.", "call"),
    ] {
        assert_eq!(both(sentence).0, act, "{sentence}");
    }
    let actors = |says: &str| {
        let doc = declaration(says);
        let first = doc.predicates().next();
        first.map(|c| c.actors().map(|e| e.id().to_owned()).collect::<Vec<_>>()).unwrap_or_default()
    };
    assert_eq!(actors("Condamnons la guerre."), ["belgique", "france"]);
    assert_eq!(actors("Le procès s’ouvrira."), [""; 0]);
}
