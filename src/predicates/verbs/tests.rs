//! Words that are verbs, by their forms and by their endings.

use super::*;
use crate::language::Languages;
use crate::text::{Span, Tokens};

/// What `of` says of a French word by itself.
fn of<T>(word: &str, of: impl FnOnce(&Verbs, Token) -> T) -> T {
    let mut vocabulary = Vocabulary::default();
    let verbs = Verbs::new(&Languages::bundled().get("fra").unwrap().commitments, &mut vocabulary);
    let tokens = Tokens::new(word, [Span::new(0, word.len() as u32)], &vocabulary);
    let token = tokens.blocks().next().unwrap()[0];
    of(&verbs, token)
}

fn future(word: &str) -> Option<String> {
    let finite = |verbs: &Verbs, token| {
        let finite = verbs.finite(word, token).filter(|f| f.tense == Tense::Future);
        finite.map(|f| f.lemma.into())
    };
    of(word, finite)
}

#[test]
fn a_future_gives_its_infinitive() {
    for (form, lemma) in [
        ("renforceront", "renforcer"),
        ("poursuivront", "poursuivre"),
        ("tiendront", "tenir"),
        ("maintiendront", "maintenir"),
        ("promouvront", "promouvoir"),
        ("feront", "faire"),
        ("ouvrira", "ouvrir"),
        ("seront", "être"),
        ("appuieront", "appuyer"),
        ("étudieront", "étudier"),
        ("recevront", "recevoir"),
        ("verront", "voir"),
        ("enverront", "envoyer"),
        ("mettront", "mettre"),
        ("iront", "aller"),
        ("coopéreront", "coopérer"),
        ("appelleront", "appeler"),
        ("conviendront", "convenir"),
        ("soutiendrons", "soutenir"),
        ("accueilleront", "accueillir"),
        ("contribueront", "contribuer"),
        ("découvriront", "découvrir"),
    ] {
        assert_eq!(future(form).as_deref(), Some(lemma), "{form}");
    }
}

#[test]
fn what_only_sounds_like_a_future_is_none() {
    for word in
        ["front", "opéra", "caméra", "Sahara", "Ankara", "environs", "extra", "fera-t", "aurora"]
    {
        assert!(matches!(future(word).as_deref(), None | Some("faire")), "{word}");
    }
}

#[test]
fn a_listed_form_is_a_finite_verb_but_at_the_head_of_a_sentence() {
    for (word, expected) in [
        ("saluent", Some(("saluer", Tense::Present, Some(GrammaticalNumber::Plural)))),
        ("salue", Some(("saluer", Tense::Present, Some(GrammaticalNumber::Singular)))),
        ("saluons", Some(("saluer", Tense::Present, Some(GrammaticalNumber::Plural)))),
        ("sommes", Some(("être", Tense::Present, Some(GrammaticalNumber::Plural)))),
        ("salueront", Some(("saluer", Tense::Future, Some(GrammaticalNumber::Plural)))),
        ("saluera", Some(("saluer", Tense::Future, Some(GrammaticalNumber::Singular)))),
        ("saluerons", Some(("saluer", Tense::Future, Some(GrammaticalNumber::Plural)))),
        // A form of « be » that no verb lists.
        ("étaient", Some(("", Tense::Present, None))),
        ("Étaient", None),
        ("Saluent", None),
        ("Salueront", None),
        ("SALUENT", None),
        // An accent makes another word.
        ("salué", None),
        ("à", None),
        ("A", None),
        ("2021", None),
        ("paix", None),
    ] {
        let found = of(word, |verbs, token| {
            verbs.finite(word, token).map(|f| (f.lemma.to_string(), f.tense, f.number))
        });
        let expected = expected.map(|(lemma, tense, plural)| (lemma.to_owned(), tense, plural));
        assert_eq!(found, expected, "{word}");
    }
}

#[test]
fn a_first_person_may_have_a_capital() {
    for (word, lemma) in [
        ("Saluons", Some("saluer")),
        ("saluons", Some("saluer")),
        ("sommes", Some("être")),
        ("Saluent", None),
        ("Maisons", None),
    ] {
        let found = of(word, |verbs, token| {
            verbs.first_person(word, token).map(|finite| finite.lemma.into_owned())
        });
        assert_eq!(found.as_deref(), lemma, "{word}");
    }
}

#[test]
fn a_participle_makes_a_past_with_have_and_of_reflexives_with_be() {
    for (auxiliary, reflexive, word, lemma) in [
        ("avoir", false, "salué", Some("saluer")),
        ("avoir", false, "saluées", Some("saluer")),
        ("être", true, "félicitées", Some("féliciter")),
        ("être", false, "saluée", None),
        ("saluer", false, "salué", None),
        ("avoir", false, "salue", None),
        ("avoir", false, "paix", None),
    ] {
        let found = of(word, |verbs, token| {
            let past = verbs.perfect(verbs.number(auxiliary).unwrap(), reflexive, token);
            past.map(|verb| verbs.lemma(verb).to_owned())
        });
        assert_eq!(found.as_deref(), lemma, "{auxiliary} {word}");
    }
    assert!(of("a", |verbs, _| verbs.is_auxiliary(verbs.number("être").unwrap())));
    assert!(!of("a", |verbs, _| verbs.is_auxiliary(verbs.number("saluer").unwrap())));
}

#[test]
fn endings_tell_a_present_that_no_list_holds() {
    for (word, plural, singular) in [
        ("organisent", true, false),
        ("organisons", true, false),
        ("Organisent", false, false),
        ("octroie", false, true),
        ("Octroie", false, false),
        ("bâtit", false, true),
        ("remet", false, true),
        ("une", false, false),
        ("sont", false, false),
        ("vont", false, false),
        ("moment", false, false),
        ("document", false, false),
        ("client", false, false),
        ("actions", false, false),
        ("réformes", false, false),
    ] {
        let found = of(word, |verbs, token| {
            (verbs.looks_present(word, token), verbs.looks_singular(word, token))
        });
        assert_eq!(found, (plural, singular), "{word}");
    }
}

#[test]
fn endings_tell_participles_and_infinitives() {
    for (word, participle, infinitive) in [
        ("créé", true, false),
        ("ouvertes", true, false),
        ("mis", true, false),
        ("Créé", false, false),
        ("vu", false, false),
        ("agir", false, true),
        ("Agir", false, false),
        ("prendre", false, true),
        ("ordre", false, false),
        ("cadre", false, false),
        ("faire", false, true),
        ("affaire", false, false),
        ("mer", false, false),
        ("paix", false, false),
    ] {
        let found = of(word, |verbs, token| {
            (verbs.is_participle(word, token), verbs.is_infinitive(word, token))
        });
        assert_eq!(found, (participle, infinitive), "{word}");
    }
}
