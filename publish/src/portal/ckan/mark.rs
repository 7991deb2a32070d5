//! How akoma knows again what it put into a dataset: by the identifiers of its resources.
//!
//! In CKAN the one who adds a resource chooses its identifier. akoma makes it of the dataset's and the
//! file's path: a file always keeps its resource, one that is sent twice is one resource, and what
//! people add in the portal is never taken for akoma's, even when the receipt is lost.

use crate::digest;

/// The identifier of the resource that holds this file of a dataset: a UUID whose last eight digits
/// show that akoma chose it.
pub(super) fn resource_id(package: &str, path: &str) -> String {
    let mut head = digest::sha256(format!("{package} {path}").as_bytes());
    head.truncate(24);
    // Version 8 of UUIDs is for who makes them as they like.
    head.replace_range(12..13, "8");
    head.replace_range(16..17, "8");
    let digits = format!("{head}{}", tail(package, &head));
    let part = |from: usize, to: usize| &digits[from..to];
    [part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32)].join("-")
}

/// Whether akoma put this resource into the dataset.
pub(super) fn is_ours(package: &str, id: &str) -> bool {
    let digits = id.replace('-', "");
    match digits.split_at_checked(24) {
        Some((head, end)) => end == tail(package, head),
        None => false,
    }
}

fn tail(package: &str, head: &str) -> String {
    let mut tail = digest::sha256(format!("akoma {package} {head}").as_bytes());
    tail.truncate(8);
    tail
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_akoma_put_there_is_known_again() {
        let id = resource_id("p", "accord.fr.xml");
        assert_eq!(id, resource_id("p", "accord.fr.xml"));
        assert_ne!(id, resource_id("p", "accord.nl.xml"));
        assert_eq!((id.len(), &id[14..15], &id[19..20]), (36, "8", "8"));
        assert!(is_ours("p", &id));
        assert!(!is_ours("q", &id), "copied into another dataset");
        for other in ["53101fc8-33a3-4a27-9d38-061309d0261d", "", "é"] {
            assert!(!is_ours("p", other), "{other}");
        }
    }
}
