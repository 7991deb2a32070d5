//! Exit codes.

/// Everything went well.
pub(crate) const FINE: u8 = 0;
/// Everything went well, but there are warnings about the documents.
pub(crate) const FINDINGS: u8 = 1;
/// The command line or an input is wrong; what could be done is done.
pub(crate) const WRONG: u8 = 2;
