//! A bundle: a folder with a dataset, its documents in every form, and its description.
//!
//! The same documents and settings give the same bytes, on any day and any machine.

mod annotations;
mod citation;
mod crate_metadata;
mod index;
mod make;
mod package;
mod parts;
mod read;
mod tables;

pub use make::{Input, Made, countries, info, make};
pub use read::Bundle;
pub(crate) use read::{SUMS, listed};

/// The address of a file of a site: its path, what an address may not hold written as `%XX`.
pub(crate) fn address(site: &str, path: &str) -> String {
    use std::fmt::Write;
    let mut address = site.to_owned();
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                address.push(char::from(byte));
            }
            // Writing to a string cannot fail.
            _ => {
                let _ = write!(address, "%{byte:02X}");
            }
        }
    }
    address
}

#[cfg(test)]
mod tests;
