//! Characters that a reader does not see.

/// Whether XML 1.0 has no way to write this character.
pub(crate) fn forbidden_in_xml(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Whether a reader sees nothing: white space, or a character that XML cannot hold.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace() || forbidden_in_xml(c)
}
