//! Texts as fields of ckanext-fluent take them: one in each language of the portal.

use serde_json::{Map, Value};

/// Values by language tag.
pub(super) type ByLanguage = Vec<(String, Value)>;

/// A field that takes a text, or a list of keywords, in each language.
#[derive(Clone, Copy, Debug)]
pub(super) struct Translated<'a> {
    /// The field, as the schema describes it.
    field: &'a Value,
    /// The languages of the schema; none if only the portal itself knows them.
    languages: &'a [String],
}

impl<'a> Translated<'a> {
    /// The field, if it is one of ckanext-fluent's.
    pub(super) fn new(field: &'a Value, languages: &'a [String]) -> Option<Self> {
        let says = |key: &str| {
            let words = field[key].as_str().unwrap_or_default();
            words.split_whitespace().any(|word| word.starts_with("fluent_"))
        };
        (says("preset") || says("validators")).then_some(Self { field, languages })
    }

    /// What the portal calls it.
    pub(super) fn name(&self) -> &'a str {
        self.field["field_name"].as_str().unwrap_or_default()
    }

    /// What is said in each language of the portal. A required field is refused if one lacks: that
    /// one gets what is said in the first of `tags`.
    pub(super) fn fill(&self, said: &ByLanguage, tags: &[String]) -> Value {
        let languages = self.languages();
        if languages.is_empty() {
            return Value::Object(said.iter().cloned().collect());
        }
        let first = tags.iter().find_map(|tag| of(said, tag)).or(said.first().map(|(_, v)| v));
        let first = first.filter(|_| self.is_required());
        let filled = languages.into_iter().filter_map(|language| {
            Some((language.to_owned(), of(said, language).or(first)?.clone()))
        });
        Value::Object(filled.collect::<Map<_, _>>())
    }

    /// The languages in which the portal wants something, and nothing is said.
    pub(super) fn lacking(&self, said: &ByLanguage) -> Vec<&str> {
        let mut languages = self.languages();
        languages.retain(|language| self.is_required() && of(said, language).is_none());
        languages
    }

    /// The languages of this field, which may have its own.
    fn languages(&self) -> Vec<&str> {
        match self.field["form_languages"].as_array() {
            Some(own) => own.iter().filter_map(Value::as_str).collect(),
            None => self.languages.iter().map(String::as_str).collect(),
        }
    }

    fn is_required(&self) -> bool {
        self.field["required"] == true
    }
}

/// What is said in a language: with this very tag, else with one of the same language.
fn of<'a>(said: &'a ByLanguage, tag: &str) -> Option<&'a Value> {
    let primary = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    let exact = said.iter().find(|(there, _)| there.replace('_', "-") == tag.replace('_', "-"));
    let found = exact.or_else(|| said.iter().find(|(there, _)| primary(there) == primary(tag)));
    found.map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn said(texts: &[(&str, &str)]) -> ByLanguage {
        texts.iter().map(|(tag, text)| ((*tag).to_owned(), json!(text))).collect()
    }

    #[test]
    fn each_language_of_the_portal_gets_its_text() {
        let languages = ["fr", "nl", "en"].map(str::to_owned);
        let field = json!({"field_name": "title_translated", "preset": "fluent_core_translated"});
        let title = Translated::new(&field, &languages).unwrap();
        let texts = said(&[("de", "D"), ("fr-BE", "F"), ("nl", "N")]);
        let tags = ["fr-BE".to_owned()];
        assert_eq!(title.name(), "title_translated");
        assert_eq!(title.fill(&texts, &tags), json!({"fr": "F", "nl": "N"}));
        assert!(title.lacking(&texts).is_empty());

        let mut field = field.clone();
        field["required"] = json!(true);
        let title = Translated::new(&field, &languages).unwrap();
        assert_eq!(title.fill(&texts, &tags), json!({"fr": "F", "nl": "N", "en": "F"}));
        assert_eq!(title.lacking(&texts), ["en"]);
        field["form_languages"] = json!(["de", "fr_CA"]);
        let title = Translated::new(&field, &languages).unwrap();
        assert_eq!(title.fill(&texts, &tags), json!({"de": "D", "fr_CA": "F"}));
    }

    #[test]
    fn where_only_the_portal_knows_its_languages_all_are_told() {
        let field = json!({"field_name": "notes", "validators": "fluent_text"});
        let notes = Translated::new(&field, &[]).unwrap();
        assert_eq!(
            notes.fill(&said(&[("de", "D"), ("fr", "F")]), &[]),
            json!({"de": "D", "fr": "F"})
        );
        let plain = json!({"field_name": "notes", "validators": "unicode_safe"});
        assert!(Translated::new(&plain, &[]).is_none());
    }
}
