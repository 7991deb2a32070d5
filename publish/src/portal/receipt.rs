//! What was published where: the proof for people, and what the next run goes by.

use crate::bundle::Bundle;
use crate::error::{Error, ErrorKind};
use crate::files;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io;
use std::path::Path;

/// A receipt: written when what a portal gives back was compared with what was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Receipt {
    /// The version of akoma that wrote it.
    pub akoma: String,
    /// What the portal is: `ckan`, `udata`, `site`.
    pub portal: String,
    /// The portal's address.
    pub address: String,
    /// The dataset's identifier in its settings.
    pub identifier: String,
    /// The dataset's identifier in the portal.
    pub id: String,
    /// The dataset's page in the portal.
    pub page: String,
    /// What the portal calls the state it was in: a date of change.
    pub version: String,
    /// When something was sent last: RFC 3339, UTC.
    pub pushed: String,
    /// When the portal was compared with the bundle last: RFC 3339, UTC.
    pub checked: String,
    /// The files.
    pub files: Vec<ReceiptFile>,
}

/// A file of a receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ReceiptFile {
    /// Its path in the bundle.
    pub path: String,
    /// Its identifier in the portal.
    pub id: String,
    /// Where it can be downloaded.
    pub url: String,
    /// Its size in bytes, as downloaded.
    pub bytes: u64,
    /// Its SHA-256, as downloaded.
    pub sha256: String,
    /// The content type it is served with; none where no server was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content_type: Option<String>,
}

impl Receipt {
    /// Reads a receipt, if there is one, and sees whether it belongs to this push.
    ///
    /// # Errors
    /// It cannot be read, is no receipt, or is one of another portal or dataset.
    pub(crate) fn read(
        path: &Path,
        portal: &str,
        address: &str,
        bundle: &Bundle,
    ) -> Result<Option<Self>, Error> {
        if path.is_symlink() {
            let message = "expected a receipt or nothing, but found a link, which is not followed";
            let help = "name the file that it leads to with --receipt, or move the link away";
            return Err(Error::new(ErrorKind::Content, message).at(path.display()).help(help));
        }
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(e) => return Err(Error::io(path, &e)),
        };
        let wrong = |message: String| {
            let help = "name another file with --receipt, or move this one away";
            Error::new(ErrorKind::Content, message).at(path.display()).help(help)
        };
        let receipt: Self = serde_json::from_str(&text)
            .map_err(|e| wrong(format!("expected a receipt of akoma's, but found: {e}")))?;
        let identifier = &bundle.dataset().identifier;
        for (what, expected, found) in [
            ("portal", portal, &receipt.portal),
            ("address", address, &receipt.address),
            ("dataset", identifier.as_str(), &receipt.identifier),
        ] {
            if expected != found {
                return Err(wrong(format!(
                    "expected the receipt of {what} `{expected}`, but found that of `{found}`"
                )));
            }
        }
        Ok(Some(receipt))
    }

    /// Writes it, whole or not at all.
    pub(crate) fn write(&self, path: &Path) -> Result<(), Error> {
        let mut text = serde_json::to_string_pretty(self)
            .map_err(|e| Error::new(ErrorKind::Io, e.to_string()).at(path.display()))?;
        text.push('\n');
        files::write_whole(path, text.as_bytes()).map_err(|(path, e)| Error::io(&path, &e))
    }
}
