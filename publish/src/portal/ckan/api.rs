//! The Action API, and what its errors mean.

use super::revise::Revision;
use crate::error::{Error, ErrorKind};
use crate::portal::Progress;
use crate::portal::answer::Answer;
use crate::portal::http::Client;
use serde_json::Value;
use url::Url;

/// Asks a portal for actions.
#[derive(Debug)]
pub(super) struct ActionApi {
    pub(super) client: Client,
}

impl ActionApi {
    /// Asks for something; nothing if it is not there.
    pub(super) fn show(
        &self,
        action: &str,
        query: &[(&str, &str)],
    ) -> Result<Option<Value>, Error> {
        let path = path(action);
        let mut url = self.client.url(&path)?;
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        let answer = self.client.get(url.as_str())?;
        if error_type(&answer) == Some("Not Found Error") {
            return Ok(None);
        }
        result(&url, answer, &[]).map(Some)
    }

    /// The same for an action that an extension may bring or not.
    pub(super) fn show_if_known(
        &self,
        action: &str,
        query: &[(&str, &str)],
    ) -> Result<Option<Value>, Error> {
        match self.show(action, query) {
            Err(e) if e.kind() == ErrorKind::Refused => Ok(None),
            shown => shown,
        }
    }

    /// Does something.
    pub(super) fn act(&self, action: &str, body: &Value) -> Result<Value, Error> {
        let path = path(action);
        let answer = self.client.send("POST", &path, body)?;
        result(&self.client.url(&path)?, answer, &[])
    }

    /// Revises a dataset, and gives it as it is then. As a form only with files: CKAN limits the
    /// fields of forms.
    pub(super) fn revise(
        &self,
        revision: &Revision,
        progress: &dyn Progress,
    ) -> Result<Value, Error> {
        let path = path("package_revise");
        let answer = match revision.uploads.is_empty() {
            true => self.client.send("POST", &path, &Value::Object(revision.body.clone()))?,
            false => self.client.send_form(&path, &revision.form(), progress)?,
        };
        result(&self.client.url(&path)?, answer, &revision.paths)
    }
}

fn path(action: &str) -> String {
    format!("api/3/action/{action}")
}

/// What CKAN calls an error, in any language.
fn error_type(answer: &Answer) -> Option<&str> {
    answer.body["error"]["__type"].as_str()
}

/// What an action gave, or why it gave nothing.
fn result(url: &Url, mut answer: Answer, paths: &[String]) -> Result<Value, Error> {
    if answer.is_success() && answer.body["success"] == true {
        return Ok(answer.body["result"].take());
    }
    let found = &answer.body["error"];
    let said = found["message"].as_str().unwrap_or("nothing more");
    let error = match error_type(&answer) {
        Some("Authorization Error") => {
            Error::new(ErrorKind::Denied, format!("the portal does not allow this: {said}"))
                .help("check the token, and what its owner may do in the organisation")
        }
        Some("Validation Error") if !found["match"].is_null() => {
            let message = "expected the dataset as it was a moment ago, but somebody has changed it since: it stays as they left it";
            Error::new(ErrorKind::Conflict, message)
                .help("run the same command again: it goes on from what is there now")
        }
        Some("Validation Error") => {
            let message = format!("the portal refuses: {}", problems(found, paths));
            let error = Error::new(ErrorKind::Refused, message);
            // Seen only while CKAN stores the files: those before it are stored already.
            if found["upload"].is_null() {
                error
            } else {
                error.help(
                    "ask those who run the portal which files it takes, and how large; run the \
                     same command then: until it succeeds, the portal may serve some files as \
                     they were sent with the description of what was there before",
                )
            }
        }
        Some("Not Found Error") => {
            Error::new(ErrorKind::Refused, format!("the portal does not find it: {said}"))
        }
        _ if answer.status == 404 || answer.is_success() => {
            let message = format!(
                "expected the Action API of CKAN, but found something else (status {})",
                answer.status
            );
            let help = "give the address of the portal: what comes before /dataset";
            Error::new(ErrorKind::Refused, message).help(help)
        }
        _ => {
            if let Value::String(_) = found["message"] {
                answer.body = found["message"].clone();
            }
            return Err(answer.failure(url));
        }
    };
    Err(error.at(url))
}

/// Each field and what is wrong with it, on one line.
fn problems(error: &Value, paths: &[String]) -> String {
    let mut found = Vec::new();
    for (field, wrong) in error.as_object().into_iter().flatten() {
        match (field.as_str(), wrong) {
            ("__type", _) => {}
            ("resources", Value::Array(resources)) => {
                for (i, wrong) in resources.iter().enumerate() {
                    let path = paths.get(i).map_or("a resource", String::as_str);
                    gather(path, wrong, &mut found);
                }
            }
            _ => gather(field, wrong, &mut found),
        }
    }
    if found.is_empty() { "nothing more is said".to_owned() } else { found.join("; ") }
}

fn gather(place: &str, wrong: &Value, found: &mut Vec<String>) {
    match wrong {
        Value::String(text) => found.push(format!("{place}: {text}")),
        Value::Array(items) => items.iter().for_each(|item| gather(place, item, found)),
        Value::Object(fields) => {
            for (field, wrong) in fields {
                gather(&format!("{place}, {field}"), wrong, found);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn said(status: u16, body: Value) -> String {
        let url = Url::parse("https://ckan.example.org/api/3/action/x").unwrap();
        let answer = Answer { status, body, retry_after: None };
        let error = result(&url, answer, &["a.xml".into(), "b.csv".into()]).unwrap_err();
        format!("{:?}: {error}", error.kind())
    }

    #[test]
    fn errors_say_field_and_reason() {
        let error = |status, error| said(status, json!({"success": false, "error": error}));
        insta::assert_snapshot!(error(409, json!({
            "__type": "Validation Error", "title": ["Valeur manquante"],
            "resources": [{}, {"size": ["Doit être un nombre"]}], "contact": [{"email": ["non"]}],
        })), @r"Refused: https://ckan.example.org/api/3/action/x: the portal refuses: title: Valeur manquante; b.csv, size: Doit être un nombre; contact, email: non");
        insta::assert_snapshot!(error(409, json!({
            "__type": "Validation Error", "match": ["metadata_modified"],
        })), @r"
        Conflict: https://ckan.example.org/api/3/action/x: expected the dataset as it was a moment ago, but somebody has changed it since: it stays as they left it
          help: run the same command again: it goes on from what is there now
        ");
        insta::assert_snapshot!(error(409, json!({
            "__type": "Validation Error", "upload": ["File upload too large"],
        })), @r"
        Refused: https://ckan.example.org/api/3/action/x: the portal refuses: upload: File upload too large
          help: ask those who run the portal which files it takes, and how large; run the same command then: until it succeeds, the portal may serve some files as they were sent with the description of what was there before
        ");
        insta::assert_snapshot!(error(403, json!({
            "__type": "Authorization Error", "message": "Accès non autorisé",
        })), @r"
        Denied: https://ckan.example.org/api/3/action/x: the portal does not allow this: Accès non autorisé
          help: check the token, and what its owner may do in the organisation
        ");
        insta::assert_snapshot!(error(404, json!({
            "__type": "Not Found Error", "message": "Indisponible",
        })), @"Refused: https://ckan.example.org/api/3/action/x: the portal does not find it: Indisponible");
        insta::assert_snapshot!(error(500, json!({
            "__type": "Internal Server Error", "message": "Internal Server Error",
        })), @r"
        Busy: https://ckan.example.org/api/3/action/x: the portal answered 500 (Internal Server Error)
          help: run the same command again later
        ");
        insta::assert_snapshot!(said(404, json!("<h1>Not here</h1>")), @r"
        Refused: https://ckan.example.org/api/3/action/x: expected the Action API of CKAN, but found something else (status 404)
          help: give the address of the portal: what comes before /dataset
        ");
        insta::assert_snapshot!(said(200, json!("<h1>A page</h1>")), @r"
        Refused: https://ckan.example.org/api/3/action/x: expected the Action API of CKAN, but found something else (status 200)
          help: give the address of the portal: what comes before /dataset
        ");
    }
}
