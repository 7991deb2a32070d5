//! Which name may have been meant.

/// The candidate that `word` may have been meant to be.
pub(crate) fn closest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    candidates
        .into_iter()
        .filter_map(|candidate| Some((slips(word, candidate)?, candidate)))
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, candidate)| candidate)
}

/// How many slips make `word` of `meant`; none if it is another name.
pub(crate) fn slips(word: &str, meant: &str) -> Option<usize> {
    // A name with every third sign wrong is another name, and so is another letter.
    let most = match word.len() {
        0 | 1 => 0,
        signs => (signs / 3).clamp(1, 3),
    };
    distance(word.as_bytes(), meant.as_bytes(), most)
}

/// No name is longer, and the work grows with the square.
const LONGEST: usize = 64;

/// How many signs must be changed, added, left out or swapped with the next to make `a` into `b`,
/// case not counted; none if more than `most`. Names are ASCII as a rule: a sign is a byte.
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
}
