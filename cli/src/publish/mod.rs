//! `akoma publish`: documents to a bundle, the bundle to a portal.

mod bundle;
mod connection;
mod init;
mod portals;
mod progress;
mod push;
mod settings;
mod sources;

use clap::Subcommand;
use std::io;

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
    #[command(flatten)]
    Portal(portals::PortalCommand),
}

pub(crate) fn run(publish: &Publish) -> io::Result<u8> {
    match publish {
        Publish::Init(args) => init::run(args),
        Publish::Bundle(args) => bundle::run(args),
        Publish::Portal(command) => portals::run(command),
    }
}
