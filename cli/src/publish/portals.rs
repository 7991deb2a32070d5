//! The portals that `akoma publish` knows: each a subcommand, its options, and the portal that they
//! name. All that the command needs for one more is in this file.

use super::connection::{ConnectionArgs, connection};
use super::push::{PushArgs, push};
use crate::exit::WRONG;
use crate::findings;
use crate::written::no_link_to;
use akoma_publish::Error;
use akoma_publish::bundle::Bundle;
use akoma_publish::portal::Connection;
use akoma_publish::portal::ckan::Ckan;
use akoma_publish::portal::site::Site;
use akoma_publish::portal::udata::Udata;
use clap::{Args as ClapArgs, Subcommand};
use std::io;
use std::path::PathBuf;

#[derive(Subcommand)]
pub(crate) enum PortalCommand {
    /// Push a bundle to a CKAN portal
    Ckan(CkanArgs),
    /// Push a bundle to a udata portal, such as data.gouv.fr
    Udata(UdataArgs),
    /// Put a bundle into a folder that a web server serves
    Site(SiteArgs),
}

pub(super) fn run(command: &PortalCommand) -> io::Result<u8> {
    match command {
        PortalCommand::Ckan(args) => push(&args.push, || args.portal()),
        PortalCommand::Udata(args) => push(&args.push, || args.portal()),
        PortalCommand::Site(args) => match no_link_to(&args.output) {
            Ok(()) => push(&args.push, || args.portal()),
            Err(e) => {
                findings::error(&e);
                Ok(WRONG)
            }
        },
    }
}

const LOOP: &str = "\
Looks at what the portal has, sends what differs, looks again, downloads every file and compares it,
and writes a receipt. Nothing differs: nothing is sent. A run that was cut off is finished by the
next. Exit codes: 0 done, perhaps with notes about the portal; 1 done, with warnings about what you
can mend; 2 not done.
";

#[derive(ClapArgs)]
#[command(after_help = format!("{LOOP}
The token is in CKAN_TOKEN or in a file.

Examples:
  akoma publish ckan bundle --dry-run
  CKAN_URL=https://data.example.org CKAN_TOKEN=… akoma publish ckan bundle --organization justice"))]
pub(crate) struct CkanArgs {
    #[command(flatten)]
    push: PushArgs,
    /// Address of the portal
    #[arg(long, value_name = "URL", env = "CKAN_URL")]
    url: Option<String>,
    /// Organization that the dataset belongs to [default: the only one you may publish for]
    #[arg(long, value_name = "NAME", env = "CKAN_ORG")]
    organization: Option<String>,
    /// Make the organization if there is none
    #[arg(long)]
    create_organization: bool,
    #[command(flatten)]
    connection: ConnectionArgs,
}

#[derive(ClapArgs)]
#[command(after_help = format!("{LOOP}
The token is in UDATA_TOKEN or in a file.

Examples:
  akoma publish udata bundle --dry-run
  UDATA_URL=https://demo.data.gouv.fr UDATA_TOKEN=… akoma publish udata bundle"))]
pub(crate) struct UdataArgs {
    #[command(flatten)]
    push: PushArgs,
    /// Address of the portal
    #[arg(long, value_name = "URL", env = "UDATA_URL")]
    url: Option<String>,
    /// Organization that the dataset belongs to [default: the only one you are in]
    #[arg(long, value_name = "ID", env = "UDATA_ORG")]
    organization: Option<String>,
    #[command(flatten)]
    connection: ConnectionArgs,
}

#[derive(ClapArgs)]
#[command(after_help = format!("{LOOP}
Beside the files there are settings for web servers, so that each file is served as what it is, and
`catalog.ttl`, `catalog.jsonld` and `catalog.rdf` for harvesters.

Examples:
  akoma publish site bundle -o public
  akoma publish site bundle -o public --served    # and compare what the web server gives"))]
pub(crate) struct SiteArgs {
    #[command(flatten)]
    push: PushArgs,
    /// Folder that a web server serves, made if it is not there
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    /// Download every file from the address in the settings of the bundle and compare it
    #[arg(long)]
    served: bool,
    /// PEM file with the certificates to trust, instead of the usual ones
    #[arg(long, value_name = "FILE")]
    ca_file: Option<PathBuf>,
}

impl CkanArgs {
    fn portal(&self) -> Result<Ckan, Error> {
        let (url, organization) = (self.url.as_ref(), self.organization.as_ref());
        let (connection, organization) = connection("ckan", &self.connection, url, organization)?;
        Ckan::new(&connection, organization, self.create_organization)
    }
}

impl UdataArgs {
    fn portal(&self) -> Result<Udata, Error> {
        let (url, organization) = (self.url.as_ref(), self.organization.as_ref());
        let (connection, organization) = connection("udata", &self.connection, url, organization)?;
        Udata::new(&connection, organization)
    }
}

impl SiteArgs {
    fn portal(&self) -> Result<Site, Error> {
        let mut served = None;
        if self.served {
            let bundle = Bundle::open(&self.push.bundle)?;
            let mut connection = Connection::to(&bundle.dataset().site);
            connection.certificates = self.ca_file.clone();
            // There is no token that anybody could read on the way.
            connection.allow_http = true;
            served = Some(connection);
        }
        Site::new(&self.output, served.as_ref())
    }
}
