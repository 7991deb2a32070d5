//! What udata answers, and what it says when it refuses.

use crate::error::{Error, ErrorKind};
use crate::portal::answer::Answer;
use crate::portal::http::Client;
use serde_json::Value;
use url::Url;

/// Asks a portal, and sends to it.
#[derive(Debug)]
pub(super) struct UdataApi {
    pub(super) client: Client,
}

impl UdataApi {
    /// What is at this address.
    pub(super) fn get(&self, path: &str) -> Result<Value, Error> {
        let answer = self.client.get(path)?;
        self.accepted(path, answer)
    }

    /// What is at this address, if it is there and was not deleted.
    pub(super) fn get_if_there(&self, path: &str) -> Result<Option<Value>, Error> {
        let answer = self.client.get(path)?;
        match answer.status {
            404 | 410 => Ok(None),
            _ => self.accepted(path, answer).map(Some),
        }
    }

    /// The list that is at this address.
    pub(super) fn list(&self, path: &str) -> Result<Vec<Value>, Error> {
        match self.get(path)? {
            Value::Array(items) => Ok(items),
            other => Err(unexpected(&other).at(self.client.url(path)?)),
        }
    }

    /// Sends JSON, once.
    pub(super) fn send(&self, method: &str, path: &str, body: &Value) -> Result<Value, Error> {
        let answer = self.client.send(method, path, body)?;
        self.accepted(path, answer)
    }

    /// The body of an answer that is no refusal.
    pub(super) fn accepted(&self, path: &str, answer: Answer) -> Result<Value, Error> {
        let url = self.client.url(path)?;
        if !answer.is_success() {
            return Err(refusal(&answer, &url));
        }
        match answer.body {
            Value::String(text) if !text.is_empty() => {
                Err(unexpected(&Value::String(text)).at(url))
            }
            body => Ok(body),
        }
    }
}

/// What a refusal says: which fields, and what is wrong with them.
fn refusal(answer: &Answer, url: &Url) -> Error {
    let error = answer.failure(url);
    let mut said = Vec::new();
    complaints("", &answer.body["errors"], &mut said);
    if said.is_empty() {
        let Some(message) = answer.body["message"].as_str().filter(|m| !m.is_empty()) else {
            return error;
        };
        said.push(message.to_owned());
    }
    let message = format!("the portal answered {}: {}", answer.status, said.join("; "));
    if !answer.body["errors"]["organization"].is_null() {
        let help = "publish for an organisation that the token's owner may publish for";
        return Error::new(ErrorKind::Denied, message).at(url).help(help);
    }
    let better = Error::new(error.kind(), message).at(url);
    match error.advice() {
        Some(help) => better.help(help),
        None => better,
    }
}

/// Fields and what is wrong with each, however deep udata nests them.
fn complaints(field: &str, said: &Value, into: &mut Vec<String>) {
    match said {
        Value::Null => {}
        Value::Object(fields) => {
            for (name, said) in fields {
                let name = if field.is_empty() { name.clone() } else { format!("{field}.{name}") };
                complaints(&name, said, into);
            }
        }
        Value::Array(several) => several.iter().for_each(|said| complaints(field, said, into)),
        said => {
            let said = said.as_str().map_or_else(|| said.to_string(), str::to_owned);
            into.push(if field.is_empty() { said } else { format!("{field}: {said}") });
        }
    }
}

/// The organisations there are to choose from.
pub(super) fn which_organization(message: String, me: &Value) -> Error {
    let names: Vec<_> = items(me, "organizations")
        .iter()
        .filter_map(|one| Some(format!("`{}` ({})", one["slug"].as_str()?, one["name"].as_str()?)))
        .collect();
    let help = match names.is_empty() {
        true => "let one of its administrators make the token's owner a member".to_owned(),
        false => format!("name one of {} with `organization`", names.join(", ")),
    };
    Error::new(ErrorKind::Settings, message).help(help)
}

/// A member that udata always gives.
pub(super) fn text<'a>(record: &'a Value, name: &str) -> Result<&'a str, Error> {
    record[name].as_str().ok_or_else(|| unexpected(record))
}

/// The members of a list; none if there is no such list.
pub(super) fn items<'a>(record: &'a Value, name: &str) -> &'a [Value] {
    record[name].as_array().map_or(&[], Vec::as_slice)
}

fn unexpected(found: &Value) -> Error {
    let found: String = found.to_string().chars().take(80).collect();
    let message = format!("expected an answer of udata's API, but found {found}");
    Error::new(ErrorKind::Refused, message).help("is this the address of a portal with udata?")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn said(status: u16, body: Value) -> Error {
        let url = Url::parse("https://data.example.org/api/1/datasets/").unwrap();
        refusal(&Answer { status, body, retry_after: None }, &url)
    }

    #[test]
    fn a_refusal_names_the_fields() {
        let body = json!({"message": "x", "errors": {
            "title": ["This field is required."], "resources": [{"url": ["Invalid URL"]}]}});
        let error = said(400, body);
        assert_eq!(
            error.to_string(),
            "https://data.example.org/api/1/datasets/: the portal answered 400: title: This field \
             is required.; resources.url: Invalid URL"
        );
        assert_eq!(error.kind(), ErrorKind::Refused);
    }

    #[test]
    fn who_may_not_is_denied() {
        let error = said(401, json!({"message": "Invalid API token"}));
        assert_eq!(error.kind(), ErrorKind::Denied);
        assert!(error.to_string().contains("401: Invalid API token"), "{error}");
        let body = json!({"errors": {"organization": ["Permission denied"]}});
        assert_eq!(said(400, body).kind(), ErrorKind::Denied);
    }

    #[test]
    fn a_refusal_without_words_is_told_as_it_is() {
        assert_eq!(said(502, json!("<h1>Bad gateway</h1>")).kind(), ErrorKind::Busy);
    }
}
