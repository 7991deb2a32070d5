//! How a portal is reached: address, token, certificates.

use super::settings::SETTINGS;
use akoma_publish::Error;
use akoma_publish::portal::{Connection, Token};
use akoma_publish::settings::{PortalSettings, Settings};
use clap::Args as ClapArgs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How to reach a portal.
#[derive(ClapArgs)]
pub(super) struct ConnectionArgs {
    /// File that holds the token and nothing else, instead of the environment
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,
    /// Settings that may have the address and the organization
    #[arg(long, value_name = "FILE", default_value = SETTINGS)]
    settings: PathBuf,
    /// PEM file with the certificates to trust, instead of the usual ones
    #[arg(long, value_name = "FILE")]
    ca_file: Option<PathBuf>,
    /// Go without TLS to a portal that is not on this machine
    #[arg(long)]
    allow_http: bool,
    /// Give up after so many seconds without a byte to or from the portal
    #[arg(long, value_name = "SECONDS", default_value_t = Connection::IDLE_TIMEOUT.as_secs(),
          value_parser = clap::value_parser!(u64).range(1..))]
    timeout: u64,
}

/// Address, token and organization: of the command line, else of the environment, else of the
/// settings.
///
/// # Errors
/// There is no address or no token; the settings or the file with the token cannot be read.
pub(super) fn connection(
    kind: &str,
    args: &ConnectionArgs,
    url: Option<&String>,
    organization: Option<&String>,
) -> Result<(Connection, Option<String>), Error> {
    let named = args.settings != Path::new(SETTINGS);
    let settings = match Settings::read(&args.settings) {
        Ok(settings) => settings.portal(kind).cloned().unwrap_or_default(),
        Err(errors) if named || (url.is_none() && args.settings.exists()) => {
            return Err(first(errors));
        }
        // What the settings might say is on the command line or in the environment.
        Err(_) => PortalSettings::default(),
    };
    let name = kind.to_uppercase();
    let Some(address) = url.or(settings.url.as_ref()) else {
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
    Ok((connection, organization.or(settings.organization.as_ref()).cloned()))
}

/// The first of several errors: the settings only help here.
fn first(errors: Vec<Error>) -> Error {
    errors
        .into_iter()
        .next()
        .unwrap_or_else(|| Error::usage("the settings are wrong", "see `akoma publish bundle`"))
}
