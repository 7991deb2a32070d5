//! A `multipart/form-data` body that is read from disk while it is sent, with its length known
//! beforehand: portals' servers refuse chunked uploads.

use super::Progress;
use crate::digest;
use crate::error::Error;
use std::fs;
use std::io::{self, Cursor, Read};
use std::path::PathBuf;

/// Fields of a form, some of them files.
#[derive(Debug, Default)]
pub(crate) struct MultipartForm {
    parts: Vec<FormPart>,
}

#[derive(Debug)]
enum FormPart {
    Text { field: String, value: String },
    File(Upload),
}

/// A file to be sent.
#[derive(Clone, Debug)]
pub(crate) struct Upload {
    /// The field of the form.
    pub(crate) field: String,
    /// The name of the file for the portal.
    pub(crate) name: String,
    /// Its media type, with parameters.
    pub(crate) media_type: String,
    /// Where it is.
    pub(crate) path: PathBuf,
}

/// A form as it is sent.
pub(crate) struct Body<'a> {
    pub(crate) boundary: String,
    pub(crate) length: u64,
    pub(crate) reader: Box<dyn Read + 'a>,
}

impl MultipartForm {
    pub(crate) fn text(mut self, field: impl Into<String>, value: impl Into<String>) -> Self {
        self.parts.push(FormPart::Text { field: field.into(), value: value.into() });
        self
    }

    pub(crate) fn file(mut self, upload: Upload) -> Self {
        self.parts.push(FormPart::File(upload));
        self
    }

    /// The form as bytes to come.
    ///
    /// # Errors
    /// A file cannot be opened.
    pub(crate) fn body<'a>(&self, progress: &'a dyn Progress) -> Result<Body<'a>, Error> {
        let boundary = self.boundary();
        let mut length = 0;
        let mut reader: Box<dyn Read + 'a> = Box::new(io::empty());
        let mut add = |more: Box<dyn Read + 'a>, bytes: u64| {
            length += bytes;
            let before = std::mem::replace(&mut reader, Box::new(io::empty()));
            reader = Box::new(before.chain(more));
        };
        for part in &self.parts {
            let head = part.head(&boundary);
            let bytes = head.len() as u64;
            add(Box::new(Cursor::new(head)), bytes);
            match part {
                FormPart::Text { value, .. } => {
                    let value = format!("{value}\r\n");
                    let bytes = value.len() as u64;
                    add(Box::new(Cursor::new(value)), bytes);
                }
                FormPart::File(upload) => {
                    let failed = |e: io::Error| Error::io(&upload.path, &e);
                    let file = fs::File::open(&upload.path).map_err(failed)?;
                    let bytes = file.metadata().map_err(failed)?.len();
                    let counted = Counted { inner: file.take(bytes), progress };
                    add(Box::new(counted.chain(&b"\r\n"[..])), bytes + 2);
                }
            }
        }
        let end = format!("--{boundary}--\r\n");
        let bytes = end.len() as u64;
        add(Box::new(Cursor::new(end)), bytes);
        Ok(Body { boundary, length, reader })
    }

    /// A boundary that differs with what is sent; it cannot be put into a file beforehand by somebody who does
    /// not know all fields.
    fn boundary(&self) -> String {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        let seed = format!("{:?}{:?}{now:?}", std::process::id(), self.parts);
        format!("akoma-{}", &digest::sha256(seed.as_bytes())[..40])
    }
}

impl FormPart {
    fn head(&self, boundary: &str) -> String {
        match self {
            FormPart::Text { field, .. } => format!(
                "--{boundary}\r\nContent-Disposition: form-data; name=\"{}\"\r\n\r\n",
                quoted(field)
            ),
            FormPart::File(Upload { field, name, media_type, .. }) => format!(
                "--{boundary}\r\nContent-Disposition: form-data; name=\"{}\"; filename=\"{}\"\r\n\
                 Content-Type: {media_type}\r\n\r\n",
                quoted(field),
                quoted(name)
            ),
        }
    }
}

/// As browsers write names in forms.
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

/// Tells how much was read.
struct Counted<'a, R> {
    inner: R,
    progress: &'a dyn Progress,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.progress.sent(read as u64);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::super::NoProgress;
    use super::*;

    #[test]
    fn the_length_is_what_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.xml");
        fs::write(&path, "<a/>").unwrap();
        let upload = Upload {
            field: "file".into(),
            name: "a \"b\".xml".into(),
            media_type: "application/xml".into(),
            path,
        };
        let form = MultipartForm::default().text("update", "{\"é\": 1}").file(upload);
        let mut body = form.body(&NoProgress).unwrap();
        let mut sent = String::new();
        body.reader.read_to_string(&mut sent).unwrap();
        assert_eq!(sent.len() as u64, body.length);
        let b = &body.boundary;
        assert_eq!(
            sent,
            format!(
                "--{b}\r\nContent-Disposition: form-data; name=\"update\"\r\n\r\n{{\"é\": 1}}\r\n\
                 --{b}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a %22b%22.xml\"\r\n\
                 Content-Type: application/xml\r\n\r\n<a/>\r\n--{b}--\r\n"
            )
        );
    }
}
