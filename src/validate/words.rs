//! Names and values in messages.

use std::borrow::Cow;

/// A name or an eId as it is, cut short if it is longer than anybody would write.
pub(super) fn short(name: &str) -> Cow<'_, str> {
    const MOST: usize = 200;
    match name.char_indices().nth(MOST) {
        None => Cow::Borrowed(name),
        Some((end, _)) => Cow::Owned(format!("{}…", &name[..end])),
    }
}

/// The most names listed in a message; the finding has all of them.
const LISTED: usize = 6;

/// Names as a list: « `a`, `b` or `c` ».
pub(super) fn list(names: &[impl AsRef<str>]) -> String {
    list_or(names, "")
}

/// Names as a list that ends in other words: « `a`, `b` or the end ».
pub(super) fn list_or(names: &[impl AsRef<str>], end: &str) -> String {
    let mut items: Vec<String> =
        names.iter().take(LISTED).map(|name| format!("`{}`", name.as_ref())).collect();
    match names.len() - items.len() {
        0 => {}
        1 => items.push("one other".to_owned()),
        more => items.push(format!("one of {more} others")),
    }
    if !end.is_empty() {
        items.push(end.to_owned());
    }
    match items.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} or {last}", before.join(", ")),
    }
}

/// The elements that documents are mostly made of.
const USUAL: [&str; 16] = [
    "p",
    "content",
    "num",
    "heading",
    "intro",
    "article",
    "section",
    "chapter",
    "paragraph",
    "point",
    "item",
    "block",
    "mainBody",
    "body",
    "ref",
    "TLCOrganization",
];

/// How likely an element is to be meant, for sorting.
pub(super) fn rank(element: &str) -> usize {
    USUAL.iter().position(|usual| *usual == element).unwrap_or(USUAL.len())
}

/// A value or a piece of text for a message: on one line, cut short, in quotes.
pub(super) fn quoted(value: &str) -> String {
    const MOST: usize = 60;
    let mut out = String::from("`");
    for (i, c) in value.chars().enumerate() {
        if i == MOST {
            out.push('…');
            break;
        }
        match c {
            c if c.is_control() => out.extend(c.escape_default()),
            c => out.push(c),
        }
    }
    out.push('`');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_elements_are_elements() {
        assert!(USUAL.iter().all(|name| crate::schema::ElementId::named(name).is_some()));
    }

    #[test]
    fn lists_read_as_sentences_do() {
        assert_eq!(list(&["a"]), "`a`");
        assert_eq!(list(&["a", "b", "c"]), "`a`, `b` or `c`");
        let many: Vec<String> = (0..9).map(|i| i.to_string()).collect();
        assert_eq!(list(&many), "`0`, `1`, `2`, `3`, `4`, `5` or one of 3 others");
        assert_eq!(list(&many[..7]), "`0`, `1`, `2`, `3`, `4`, `5` or one other");
        assert_eq!(list_or(&["a", "b"], "the end"), "`a`, `b` or the end");
        assert_eq!(list_or(&["a"; 0], "the end"), "the end");
        assert_eq!(quoted("a\nb"), "`a\\nb`");
        assert_eq!(quoted(&"é".repeat(99)), format!("`{}…`", "é".repeat(60)));
        assert_eq!(short("é"), "é");
        assert_eq!(short(&"é".repeat(999)), format!("{}…", "é".repeat(200)));
    }
}
