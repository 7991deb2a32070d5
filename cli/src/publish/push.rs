//! `akoma publish ckan|udata|site`: a bundle to where people find it, read back and compared.

use super::{SETTINGS, failure};
use crate::output::{bold, count, dim};
use crate::written::no_link_to;
use crate::{FINDINGS, FINE, WRONG, findings};
use akoma_publish::Error;
use akoma_publish::bundle::Bundle;
use akoma_publish::portal::ckan::Ckan;
use akoma_publish::portal::site::Site;
use akoma_publish::portal::udata::Udata;
use akoma_publish::portal::{self, Connection, Options, Outcome, Portal, Progress, Remarks, Token};
use akoma_publish::settings::{PortalSettings, Settings};
use clap::Args as ClapArgs;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;

/// The most changes that are told one by one to people.
const SHOWN: usize = 40;

/// What every push asks for.
#[derive(ClapArgs)]
pub(crate) struct PushArgs {
    /// Bundle to push: a folder that `akoma publish bundle` made
    #[arg(value_name = "BUNDLE")]
    bundle: PathBuf,
    /// Only look, and print what would be done
    #[arg(long)]
    dry_run: bool,
    /// Where the receipt is, or shall be [default: beside the bundle]
    #[arg(long, value_name = "FILE")]
    receipt: Option<PathBuf>,
    /// Print the plan and the receipt as JSON
    #[arg(long)]
    json: bool,
    /// Print nothing but errors and warnings
    #[arg(short, long, conflicts_with = "json")]
    quiet: bool,
}

/// How to reach a portal.
#[derive(ClapArgs)]
pub(crate) struct ConnectionArgs {
    /// File that holds the token and nothing else, instead of the environment
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,
    /// Settings that may tell address and organization
    #[arg(long, value_name = "FILE", default_value = SETTINGS)]
    settings: PathBuf,
    /// PEM file with the certificates to trust, instead of the usual ones
    #[arg(long, value_name = "FILE")]
    ca_file: Option<PathBuf>,
    /// Go without TLS to a portal that is not on this machine
    #[arg(long)]
    allow_http: bool,
    /// Give up after so many seconds in which the portal says nothing and takes nothing
    #[arg(long, value_name = "SECONDS", default_value_t = Connection::IDLE_TIMEOUT.as_secs(),
          value_parser = clap::value_parser!(u64).range(1..))]
    timeout: u64,
}

const LOOP: &str = "\
Looks what the portal has, sends what differs, looks again, downloads every file and compares it,
and writes a receipt. Nothing differs: nothing is sent. A run that was cut off is finished by the
next. Exit codes: 0 done, perhaps with notes about the portal; 1 done, with warnings about what you
can mend; 2 not done.
";

#[derive(ClapArgs)]
#[command(after_help = format!("{LOOP}
The token stands in CKAN_TOKEN or in a file.

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
The token stands in UDATA_TOKEN or in a file.

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

pub(crate) fn ckan(args: &CkanArgs) -> io::Result<u8> {
    let portal = || {
        let (connection, organization) = connection(
            "CKAN",
            &args.connection,
            args.url.as_ref(),
            args.organization.as_ref(),
            Settings::ckan,
        )?;
        Ckan::new(&connection, organization, args.create_organization)
    };
    push(&args.push, "ckan", portal)
}

pub(crate) fn udata(args: &UdataArgs) -> io::Result<u8> {
    let portal = || {
        let (connection, organization) = connection(
            "UDATA",
            &args.connection,
            args.url.as_ref(),
            args.organization.as_ref(),
            Settings::udata,
        )?;
        Udata::new(&connection, organization)
    };
    push(&args.push, "udata", portal)
}

pub(crate) fn site(args: &SiteArgs) -> io::Result<u8> {
    if let Err(e) = no_link_to(&args.output) {
        findings::error(&e);
        return Ok(WRONG);
    }
    let portal = || {
        let served = match args.served {
            true => {
                let bundle = Bundle::open(&args.push.bundle)?;
                let mut connection = Connection::to(&bundle.dataset().site);
                connection.certificates = args.ca_file.clone();
                // There is no token that anybody could read on the way.
                connection.allow_http = true;
                Some(connection)
            }
            false => None,
        };
        Site::new(&args.output, served.as_ref())
    };
    push(&args.push, "site", portal)
}

/// Address, token and organization: of the command line, else of the environment, else of the
/// settings.
fn connection(
    name: &str,
    args: &ConnectionArgs,
    url: Option<&String>,
    organization: Option<&String>,
    of: impl Fn(&Settings) -> &PortalSettings,
) -> Result<(Connection, Option<String>), Error> {
    let named = args.settings != Path::new(SETTINGS);
    let told = match Settings::read(&args.settings) {
        Ok(settings) => of(&settings).clone(),
        Err(errors) if named || (url.is_none() && args.settings.exists()) => {
            return Err(first(errors));
        }
        // What the settings might say was said otherwise.
        Err(_) => PortalSettings::default(),
    };
    let Some(address) = url.or(told.url.as_ref()) else {
        let message = "expected the address of the portal, but found none";
        let help = format!("give it with --url, {name}_URL, or in {SETTINGS}");
        return Err(Error::usage(message, help));
    };
    let mut connection = Connection::to(address);
    let variable = format!("{name}_TOKEN");
    connection.token = match &args.token_file {
        Some(file) => Some(Token::from_file(file)?),
        None => match std::env::var(&variable) {
            Ok(token) => Some(Token::new(&token)?),
            Err(_) => None,
        },
    };
    if connection.token.is_none() {
        let message = "expected a token, but found none";
        let help = format!("put it into {variable}, or into a file for --token-file");
        return Err(Error::usage(message, help));
    }
    connection.allow_http = args.allow_http;
    connection.idle_timeout = Duration::from_secs(args.timeout);
    connection.certificates = args.ca_file.clone();
    Ok((connection, organization.or(told.organization.as_ref()).cloned()))
}

/// The first of several errors: the settings only help here.
fn first(errors: Vec<Error>) -> Error {
    errors
        .into_iter()
        .next()
        .unwrap_or_else(|| Error::usage("the settings are wrong", "see `akoma publish bundle`"))
}

/// Pushes, and tells.
fn push<P: Portal>(
    args: &PushArgs,
    name: &str,
    portal: impl FnOnce() -> Result<P, Error>,
) -> io::Result<u8> {
    let bar = Bar::new(args.quiet || args.json);
    let done = portal().and_then(|portal| {
        let bundle = Bundle::open(&args.bundle)?;
        let mut options = Options::new(receipt_file(args, name), now());
        options.dry_run = args.dry_run;
        portal::publish(&portal, &bundle, &options, &bar).map(|outcome| (outcome, options.receipt))
    });
    bar.clear();
    match done {
        Ok((outcome, receipt)) => {
            if args.json {
                print_json(&outcome)?;
            } else if !args.quiet {
                report(&outcome, &receipt)?;
            }
            let Remarks { notes, warnings, .. } = &outcome.remarks;
            if !args.quiet {
                notes.iter().for_each(|note| findings::note(note));
            }
            warnings.iter().for_each(|warning| findings::warning(warning));
            Ok(if warnings.is_empty() { FINE } else { FINDINGS })
        }
        Err(e) => {
            failure(&e);
            Ok(WRONG)
        }
    }
}

/// `bundle.ckan.receipt.json` for `bundle`.
fn receipt_file(args: &PushArgs, name: &str) -> PathBuf {
    let beside = || {
        let folder = args.bundle.components().collect::<PathBuf>();
        let stem = folder.file_name().map_or("bundle".into(), |n| n.to_string_lossy());
        folder.with_file_name(format!("{stem}.{name}.receipt.json"))
    };
    args.receipt.clone().unwrap_or_else(beside)
}

/// The time, to the second.
fn now() -> String {
    let now = jiff::Timestamp::now();
    jiff::Timestamp::from_second(now.as_second()).unwrap_or(now).to_string()
}

fn print_json(outcome: &Outcome) -> io::Result<()> {
    let changes: Vec<_> = outcome.plan.changes.iter().map(ToString::to_string).collect();
    let mut out = io::stdout().lock();
    let printed = json!({
        "plan": changes,
        "receipt": outcome.receipt,
        "notes": outcome.remarks.notes,
        "warnings": outcome.remarks.warnings,
    });
    writeln!(out, "{printed:#}")
}

fn report(outcome: &Outcome, receipt_file: &Path) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let changes = &outcome.plan.changes;
    match (&outcome.receipt, changes.len()) {
        (None, 0) => writeln!(out, "Nothing differs: nothing would be sent")?,
        (None, _) => writeln!(out, "{}", bold("Would be done"))?,
        (Some(_), 0) => writeln!(out, "Nothing differed: nothing was sent")?,
        (Some(_), _) => writeln!(out, "{}", bold("Done"))?,
    }
    for change in changes.iter().take(SHOWN) {
        writeln!(out, "  {change}")?;
    }
    if let Some(more) = changes.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        writeln!(out, "  … and {} more, which --json tells", count(more, "change"))?;
    }
    let Some(receipt) = &outcome.receipt else {
        return Ok(());
    };
    writeln!(out, "Read back: {}, each the same as was sent", count(receipt.files.len(), "file"))?;
    writeln!(out, "\n{}", bold(&receipt.page))?;
    writeln!(out, "{}", dim(&format!("Receipt: {}", receipt_file.display())))
}

/// Progress on a terminal.
struct Bar(Mutex<ProgressBar>);

impl Bar {
    fn new(hidden: bool) -> Self {
        let bar = match hidden || !io::stderr().is_terminal() {
            true => ProgressBar::hidden(),
            false => {
                let bar = ProgressBar::new_spinner();
                bar.enable_steady_tick(Duration::from_millis(120));
                bar
            }
        };
        Self(Mutex::new(bar))
    }

    fn with(&self, act: impl FnOnce(&ProgressBar)) {
        if let Ok(bar) = self.0.lock() {
            act(&bar);
        }
    }

    fn clear(&self) {
        self.with(ProgressBar::finish_and_clear);
    }
}

impl Progress for Bar {
    fn begin(&self, what: &str, bytes: Option<u64>) {
        let template = match bytes {
            Some(_) => "{msg} {bar:30} {bytes} of {total_bytes}, {eta} left",
            None => "{msg} {spinner}",
        };
        self.with(|bar| {
            if let Ok(style) = ProgressStyle::with_template(template) {
                bar.set_style(style);
            }
            bar.set_message(what.to_owned());
            bar.set_length(bytes.unwrap_or(0));
            bar.set_position(0);
        });
    }

    fn sent(&self, bytes: u64) {
        self.with(|bar| bar.inc(bytes));
    }
}
