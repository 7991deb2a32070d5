//! What was probably meant by a name that is not known.

/// The candidate most like `given`, case apart, if it is near enough to be meant.
pub(crate) fn near<'a>(
    given: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let given = given.to_lowercase();
    let length = given.chars().count();
    // Two letters are like too many others.
    let most = length / 3;
    candidates
        .into_iter()
        // What differs more in length than it may differ need not be compared.
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= most)
        .map(|candidate| {
            (strsim::damerau_levenshtein(&candidate.to_lowercase(), &given), candidate)
        })
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Reads a value that has one of few names, in small letters or capitals; a mistake is reported with the nearest of them.
///
/// # Errors
/// What was expected, what was found, and what it may have been meant to be.
pub(crate) fn named<T: std::str::FromStr<Err = akoma::UnknownName>>(
    given: &str,
    names: impl IntoIterator<Item = &'static str>,
) -> Result<T, String> {
    let given = given.trim().to_lowercase();
    given.parse().map_err(|error: akoma::UnknownName| match near(&given, names) {
        Some(name) => format!("{error}: did you mean `{name}`?"),
        None => error.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::near;

    #[test]
    fn what_is_near_enough_is_suggested() {
        let names = ["Europol", "Eurojust", "frontex", "UE"];
        assert_eq!(near("europoll", names), Some("Europol"));
        assert_eq!(near("Fronttex", names), Some("frontex"));
        assert_eq!(near("Nobody", names), None);
        assert_eq!(near("", names), None);
        assert_eq!(near("EE", names), None);
    }
}
