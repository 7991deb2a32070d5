//! What a validation found, for people and for programs: one file a format.

mod concise;
mod finding;
mod full;
mod github;
mod json;
mod positions;
mod sarif;

use clap::ValueEnum;
pub(crate) use finding::FileFinding;

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FindingFormat {
    /// With the source line and what to do, for people
    Full,
    /// One line each: file:line:col: severity[code] message (path)
    Concise,
    /// One JSON array
    Json,
    /// Annotations of a GitHub workflow
    Github,
    /// SARIF 2.1.0, for code scanning and editors
    Sarif,
}

impl FindingFormat {
    /// The findings of one file.
    pub(crate) fn render(self, findings: &[FileFinding<'_>], colour: bool) -> String {
        let one = match self {
            FindingFormat::Full => return full::render(findings, colour),
            FindingFormat::Concise => concise::render,
            FindingFormat::Json => json::render,
            FindingFormat::Github => github::render,
            FindingFormat::Sarif => sarif::render,
        };
        let rendered: Vec<String> = findings.iter().map(one).collect();
        rendered.join(self.between())
    }

    /// What comes before the findings of all files.
    pub(crate) fn head(self) -> String {
        match self {
            FindingFormat::Json => "[".to_owned(),
            FindingFormat::Sarif => sarif::head(),
            _ => String::new(),
        }
    }

    /// What comes between two findings.
    pub(crate) fn between(self) -> &'static str {
        match self {
            FindingFormat::Json | FindingFormat::Sarif => ",",
            _ => "",
        }
    }

    /// What comes after the findings of all files, of which `complete` says whether all could
    /// be read.
    pub(crate) fn tail(self, complete: bool) -> String {
        match self {
            FindingFormat::Json => "\n]\n".to_owned(),
            FindingFormat::Sarif => sarif::tail(complete),
            _ => String::new(),
        }
    }
}
