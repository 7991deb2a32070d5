//! `akoma publish`: documents to a bundle, the bundle to a portal.

mod bundle;
mod init;
mod push;

use crate::findings;
use akoma_publish::Error;
use clap::Subcommand;
use std::io;

/// The settings that are read when none are named.
const SETTINGS: &str = "publish.toml";

#[derive(Subcommand)]
#[command(after_help = "\
A bundle is a folder with the documents as XML, text and page, their mentions and commitments as
tables, and all that catalogues ask for. It is made first, looked at, and then pushed.

Examples:
  akoma publish init --publisher Chancellerie
  akoma publish bundle accord.txt -o bundle
  akoma publish ckan bundle --dry-run
  CKAN_TOKEN=… akoma publish ckan bundle
  akoma publish site bundle -o /var/www/accord")]
pub(crate) enum Publish {
    /// Begin the settings that a bundle needs
    Init(init::Args),
    /// Make a bundle of documents
    Bundle(bundle::Args),
    /// Push a bundle to a CKAN portal
    Ckan(push::CkanArgs),
    /// Push a bundle to a udata portal, such as data.gouv.fr
    Udata(push::UdataArgs),
    /// Put a bundle into a folder that a web server serves
    Site(push::SiteArgs),
}

pub(crate) fn run(publish: &Publish) -> io::Result<u8> {
    match publish {
        Publish::Init(args) => init::run(args),
        Publish::Bundle(args) => bundle::run(args),
        Publish::Ckan(args) => push::ckan(args),
        Publish::Udata(args) => push::udata(args),
        Publish::Site(args) => push::site(args),
    }
}

/// Prints why something could not be published.
fn failure(error: &Error) {
    findings::usage(&error.to_string());
}
