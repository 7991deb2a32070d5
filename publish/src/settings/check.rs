//! What may be wrong with settings, all of it at once, each with its place.

use super::Lists;
use super::placed::Problem;
use super::raw::{PortalSettings, Raw, RawLicence, RawTexts};
use crate::catalogue::Profile;
use crate::vocabulary::VOCABULARY;
use akoma::code_lists;
use std::collections::BTreeMap;
use url::Url;

/// Collects problems.
#[derive(Default)]
struct Problems {
    problems: Vec<Problem>,
}

/// Everything that is wrong.
pub(super) fn problems(raw: &Raw, lists: Option<Lists<'_>>) -> Vec<Problem> {
    let Raw { dataset, publisher, contact, site, ckan, udata, portals, documents } = raw;
    let mut check = Problems::default();
    check.identifier(&dataset.identifier);
    check.texts("dataset.title", dataset.title.as_ref(), false);
    check.texts("dataset.description", dataset.description.as_ref(), false);
    for tag in dataset.keywords.keys() {
        check.tag("dataset.keywords", tag);
    }
    check.themes(&dataset.themes);
    for code in &dataset.countries {
        if !code_lists::countries().any(|country| !code.is_empty() && country.alpha3 == code) {
            let message =
                format!("expected three capitals of ISO 3166-1 (BEL), but found `{code}`");
            let near = code_lists::nearest_country(code)
                .and_then(|near| code_lists::countries().find(|country| country.code == near));
            let help = near.map(|near| format!("did you mean `{}`?", near.alpha3));
            check.add("dataset.countries", message, help);
        }
    }
    check.licence(dataset.licence.as_ref());
    check.day("dataset.modified", Some(&dataset.modified));
    check.day("dataset.issued", dataset.issued.as_ref());
    check.code("dataset.frequency", "frequency", dataset.frequency.as_ref());
    check.code("dataset.availability", "planned-availability", dataset.availability.as_ref());
    check.code("dataset.access", "access-right", dataset.access.as_ref());
    check.address("dataset.page", dataset.page.as_ref());
    check.texts("publisher.name", publisher.name.as_ref(), true);
    check.address("publisher.uri", publisher.uri.as_ref());
    check.address("publisher.homepage", publisher.homepage.as_ref());
    check.mail("publisher.email", publisher.email.as_ref());
    check.code("publisher.type", "publisher-type", publisher.kind.as_ref());
    if publisher.uri.is_none() && publisher.homepage.is_none() {
        check.missing("publisher.homepage", "a page of the publisher's, or its IRI as `uri`");
    }
    check.texts("contact.name", contact.name.as_ref(), true);
    check.mail("contact.email", contact.email.as_ref());
    check.address("contact.url", contact.url.as_ref());
    if contact.email.is_none() && contact.url.is_none() {
        check.missing("contact.email", "an address for mail, or a page as `url`");
    }
    if site.url.trim().is_empty() {
        check.missing(
            "site.url",
            "the address of the folder that the files will be downloaded from",
        );
    } else {
        check.address("site.url", Some(&site.url));
    }
    if let Some(profile) = &site.profile
        && let Err(message) = profile.parse::<Profile>()
    {
        check.add("site.profile", message, None);
    }
    check.portals(ckan.as_ref(), udata.as_ref(), portals);
    check.problems.extend(super::documents::problems(documents, lists));
    check.problems
}

impl Problems {
    fn add(&mut self, key: &str, message: String, help: Option<String>) {
        let path = key.split('.').map(str::to_owned).collect();
        self.problems.push(Problem { path, message, help, missing: false });
    }

    fn missing(&mut self, key: &str, what: &str) {
        self.add(key, format!("expected {what} for `{key}`, but found nothing"), None);
        if let Some(problem) = self.problems.last_mut() {
            problem.missing = true;
        }
    }

    fn portals(
        &mut self,
        ckan: Option<&PortalSettings>,
        udata: Option<&PortalSettings>,
        others: &BTreeMap<String, PortalSettings>,
    ) {
        for (kind, portal) in [("ckan", ckan), ("udata", udata)] {
            self.address(&format!("{kind}.url"), portal.and_then(|portal| portal.url.as_ref()));
            if others.contains_key(kind) {
                let message = format!("expected `[{kind}]`, but found `[portals.{kind}]`");
                self.add(&format!("portals.{kind}"), message, None);
            }
        }
        for (kind, portal) in others {
            self.address(&format!("portals.{kind}.url"), portal.url.as_ref());
        }
    }

    fn identifier(&mut self, identifier: &str) {
        let key = "dataset.identifier";
        let signs = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        let fine = identifier.bytes().all(signs)
            && (2..=100).contains(&identifier.len())
            && !identifier.starts_with('-')
            && !identifier.ends_with('-');
        if identifier.is_empty() {
            self.missing(key, "a permanent name for the dataset (accord-2021)");
        } else if !fine {
            let message = format!(
                "expected 2 to 100 lower-case letters, digits and hyphens between them, but found \
                 `{identifier}`"
            );
            self.add(key, message, None);
        }
    }

    fn texts(&mut self, key: &str, texts: Option<&RawTexts>, required: bool) {
        match texts {
            None if required => self.missing(key, "a text"),
            Some(texts) if texts.is_empty() => self.missing(key, "a text"),
            Some(RawTexts::Many(texts)) => {
                for (tag, _) in texts.iter() {
                    self.tag(key, tag);
                }
            }
            _ => {}
        }
    }

    fn tag(&mut self, key: &str, tag: &str) {
        let fine = (2..=3).contains(&tag.split('-').next().unwrap_or_default().len())
            && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if !fine {
            let message = format!("expected a language tag such as `fr`, but found `{tag}`");
            self.add(key, message, None);
        }
    }

    fn themes(&mut self, themes: &[String]) {
        let key = "dataset.themes";
        let known = &VOCABULARY.themes;
        if themes.is_empty() {
            self.missing(key, "a data theme (JUST, INTR …)");
        }
        for code in themes.iter().filter(|code| !known.contains_key(*code)) {
            let known: Vec<_> = known.keys().map(String::as_str).collect();
            let message = format!("expected one of {}, but found `{code}`", known.join(", "));
            self.add(key, message, None);
        }
    }

    fn licence(&mut self, licence: Option<&RawLicence>) {
        let key = "dataset.licence";
        let known = || VOCABULARY.licences().collect::<Vec<_>>().join(", ");
        let help = "another licence is written { name = \"…\", url = \"https://…\" }";
        match licence {
            None => self.missing(key, &format!("a licence ({})", known())),
            Some(RawLicence::Known(id)) if id.is_empty() => self.licence(None),
            Some(RawLicence::Known(id)) if VOCABULARY.licence(id).is_none() => {
                let message = format!("expected one of {}, but found `{id}`", known());
                self.add(key, message, Some(help.to_owned()));
            }
            Some(RawLicence::Other { name, url }) => {
                if name.trim().is_empty() {
                    self.missing(key, "a name");
                }
                self.address(key, Some(url));
            }
            Some(RawLicence::Known(_)) => {}
        }
    }

    fn day(&mut self, key: &str, day: Option<&String>) {
        let Some(day) = day else { return };
        let full = day.parse::<akoma::Date>().is_ok_and(akoma::Date::is_full);
        match day.is_empty() {
            true => self.missing(key, "a day (2026-11-23)"),
            false if full => {}
            false => self.add(key, format!("expected a day (2026-11-23), but found `{day}`"), None),
        }
    }

    fn code(&mut self, key: &str, table: &str, code: Option<&String>) {
        let known = VOCABULARY.codes.get(table).map(Vec::as_slice).unwrap_or_default();
        if let Some(code) = code
            && !known.contains(code)
        {
            let message = format!("expected one of {}, but found `{code}`", known.join(", "));
            self.add(key, message, None);
        }
    }

    fn address(&mut self, key: &str, address: Option<&String>) {
        let Some(address) = address else { return };
        if address.is_empty() {
            return self.missing(key, "an address (https://…)");
        }
        let fine = Url::parse(address)
            .is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.host().is_some());
        if !fine || address.contains(char::is_whitespace) {
            let message = format!("expected an address (https://…), but found `{address}`");
            self.add(key, message, None);
        }
    }

    fn mail(&mut self, key: &str, mail: Option<&String>) {
        let Some(mail) = mail else { return };
        if mail.is_empty() {
            return self.missing(key, "an address (name@example.org)");
        }
        let fine = mail.split_once('@').is_some_and(|(user, host)| {
            !user.is_empty() && host.contains('.') && !host.contains('@')
        });
        if !fine || mail.contains(|c: char| c.is_whitespace() || "<>\"".contains(c)) {
            let message = format!("expected an address (name@example.org), but found `{mail}`");
            self.add(key, message, None);
        }
    }
}
