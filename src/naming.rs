//! What the naming convention calls elements in eIds.

/// The elements whose eId does not have their full name: what it has, the usual first.
const SHORT: &[(&str, &[&str])] = &[
    ("alinea", &["al"]),
    ("amendmentBody", &["body"]),
    ("article", &["art"]),
    ("attachment", &["att"]),
    ("blockList", &["list"]),
    ("chapter", &["chp"]),
    ("citation", &["cit"]),
    ("citations", &["cits"]),
    ("clause", &["cl"]),
    ("component", &["cmp"]),
    ("componentRef", &["cref"]),
    ("components", &["cmpnts"]),
    ("debateBody", &["body"]),
    ("debateSection", &["dbsect"]),
    ("division", &["dvs"]),
    ("documentRef", &["dref"]),
    ("eventRef", &["eref"]),
    ("judgmentBody", &["body"]),
    ("listIntroduction", &["intro"]),
    // The convention has one in one of its tables and the other in another.
    ("listWrapUp", &["wrapup", "wrap"]),
    ("mainBody", &["body"]),
    ("paragraph", &["para"]),
    ("quotedStructure", &["qstr"]),
    ("quotedText", &["qtext"]),
    ("recital", &["rec"]),
    ("recitals", &["recs"]),
    ("section", &["sec"]),
    ("subchapter", &["subchp"]),
    ("subclause", &["subcl"]),
    ("subdivision", &["subdvs"]),
    ("subparagraph", &["subpara"]),
    ("subsection", &["subsec"]),
    ("temporalGroup", &["tmpg"]),
    ("wrapUp", &["wrapup"]),
];

/// All that an eId may call an element, apart from its full name.
pub(crate) fn short_names(element: &str) -> &'static [&'static str] {
    match SHORT.binary_search_by_key(&element, |(name, _)| name) {
        Ok(at) => SHORT[at].1,
        Err(_) => &[],
    }
}

/// The part of an eId that names the element.
pub(crate) fn element_ref(element: &str) -> &str {
    short_names(element).first().copied().unwrap_or(element)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(SHORT.is_sorted_by_key(|(name, _)| *name));
        assert_eq!(element_ref("article"), "art");
        assert_eq!(element_ref("wrapUp"), "wrapup");
        assert_eq!(element_ref("point"), "point");
    }
}
