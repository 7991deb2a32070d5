//! What is wrong in how a language says that its verbs are built.

use super::LanguageCheck;
use crate::language::pattern::Pattern;
use crate::language::rule::{Placed, Rule};
use crate::language::rules::Operator;
use crate::text::closest;

impl LanguageCheck<'_> {
    pub(super) fn verbs(&mut self) {
        let rules = &self.language.commitments;
        for verb in rules.verbs.values() {
            if let Some(auxiliary) = &verb.perfect {
                self.listed("commitments.verbs.perfect", auxiliary);
            }
        }
        for rule in &rules.operator {
            for verb in &rule.unless_verb {
                self.listed("commitments.operator.unless-verb", verb);
            }
            self.required_form(rule);
        }
    }

    /// A verb that another key names is one of the listed verbs, or the base of one.
    fn listed(&mut self, key: &str, verb: &Placed) {
        let verbs = &self.language.commitments.verbs;
        let found = verb.get_ref().as_str();
        let bases = verbs.values().filter_map(|verb| verb.base.as_deref());
        let mut known = verbs.keys().map(String::as_str).chain(bases);
        if known.any(|known| known == found) {
            return;
        }
        let message =
            format!("key `{key}`: expected a verb of [commitments.verbs], but found `{found}`");
        let help = match closest(found, verbs.keys().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("add `{found}` with its forms to [commitments.verbs]"),
        };
        self.add(verb.span(), message, Some(help));
    }

    /// An operator says with which form of a verb it stands.
    fn required_form(&mut self, rule: &Operator) {
        for notation in rule.notations() {
            let found = notation.get_ref();
            let (_, tail) = found.split_once(' ').unwrap_or((found, ""));
            // What is no notation, or nothing, is reported as such.
            let Ok(pattern) = Pattern::new(tail, &self.sets, &mut self.vocabulary) else {
                continue;
            };
            let form = pattern.split_verb().1.is_some();
            if !form {
                let message = format!(
                    "key `commitments.operator.match`: expected the form of a verb (<inf>, <to-inf>, <part>, <verb>) last, but found `{found}`"
                );
                let help =
                    "write `shall … <inf>` for example; a verb that stands by itself is a frame";
                self.add(notation.span(), message, Some(help.to_owned()));
            }
        }
    }
}
