//! Names and values in messages.

use std::borrow::Cow;

/// The candidate that `word` may have been meant to be.
pub(super) fn closest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    // A name with every third sign wrong is another name, and so is another letter.
    let most = match word.len() {
        0 | 1 => 0,
        signs => (signs / 3).clamp(1, 3),
    };
    candidates
        .into_iter()
        .filter_map(|candidate| {
            Some((distance(word.as_bytes(), candidate.as_bytes(), most)?, candidate))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// No name of the standard is longer, and the work grows with the square.
const LONGEST: usize = 64;

/// How many signs must be changed, added, left out or swapped with the next to make `a` into `b`,
/// case not counted; none if more than `most`. Names of the standard are ASCII: a sign is a byte.
fn distance(a: &[u8], b: &[u8], most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most || a.len().max(b.len()) > LONGEST {
        return None;
    }
    let same = |i: usize, j: usize| a[i - 1].eq_ignore_ascii_case(&b[j - 1]);
    // The table of distances, of which three rows are needed at a time.
    let mut rows = [[0; LONGEST + 1]; 3];
    (0..=b.len()).for_each(|j| rows[0][j] = j);
    for i in 1..=a.len() {
        let [row, last, before] = [i % 3, (i + 2) % 3, (i + 1) % 3];
        rows[row][0] = i;
        let mut least = i;
        for j in 1..=b.len() {
            let changed = rows[last][j - 1] + usize::from(!same(i, j));
            let mut cost = changed.min(rows[last][j] + 1).min(rows[row][j - 1] + 1);
            if i > 1 && j > 1 && same(i, j - 1) && same(i - 1, j) {
                cost = cost.min(rows[before][j - 2] + 1);
            }
            rows[row][j] = cost;
            least = least.min(cost);
        }
        // A swap may save one.
        if least > most + 1 {
            return None;
        }
    }
    Some(rows[a.len() % 3][b.len()]).filter(|d| *d <= most)
}

/// A name or an eId as it is, cut short if it is longer than anybody would write.
pub(super) fn short(name: &str) -> Cow<'_, str> {
    const MOST: usize = 200;
    match name.char_indices().nth(MOST) {
        None => Cow::Borrowed(name),
        Some((end, _)) => Cow::Owned(format!("{}…", &name[..end])),
    }
}

/// So many names are listed in a message; all of them stand in the finding.
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
    fn what_was_meant_is_near_in_signs() {
        let names = ["article", "section", "refersTo", "eId", "wId", "p", "b"];
        assert_eq!(closest("artcile", names), Some("article"));
        assert_eq!(closest("Section", names), Some("section"));
        assert_eq!(closest("refersto", names), Some("refersTo"));
        assert_eq!(closest("EID", names), Some("eId"));
        assert_eq!(closest("footnote", names), None);
        assert_eq!((closest("q", names), closest("P", names)), (None, Some("p")));
        assert_eq!(closest(&"x".repeat(1_000_000), names), None);
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
