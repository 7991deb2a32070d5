use super::UnknownName;
use std::fmt;
use std::str::FromStr;

/// The unit that an offset counts in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Unit {
    /// Unicode code points (scalar values): Python's `str` index. The default of every export.
    #[default]
    CodePoint,
    /// UTF-16 code units: the index of JavaScript, Java and C# strings.
    Utf16,
    /// Bytes of UTF-8: the index of Rust's `str`.
    Byte,
}

impl Unit {
    /// Every unit.
    pub const ALL: &'static [Unit] = &[Unit::CodePoint, Unit::Utf16, Unit::Byte];

    /// The unit's name in records: `code point`, `utf-16`, `byte`.
    pub fn name(self) -> &'static str {
        match self {
            Unit::CodePoint => "code point",
            Unit::Utf16 => "utf-16",
            Unit::Byte => "byte",
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Takes the names used in records, and the code point also as `code-point` and `codepoint`.
impl FromStr for Unit {
    type Err = UnknownName;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        match s {
            // A space is a burden on a command line.
            "code point" | "code-point" | "codepoint" => Ok(Unit::CodePoint),
            "utf-16" | "utf16" => Ok(Unit::Utf16),
            "byte" => Ok(Unit::Byte),
            other => Err(UnknownName::new(
                "a unit of offsets",
                Self::ALL.iter().map(|u| u.name()),
                other,
            )),
        }
    }
}

/// Bytes of text between two checkpoints: a conversion counts at most this many.
const STRIDE: usize = 64;

/// Converts byte offsets of one text to another [`Unit`] and back.
///
/// Made in one pass; each conversion looks at no more than 64 bytes.
///
/// ```
/// use akoma::{Offsets, Unit};
///
/// let text = "Éric 𝄞 Anvers";
/// let offsets = Offsets::new(text, Unit::CodePoint);
/// let byte = text.find("Anvers").unwrap() as u32;
/// assert_eq!(offsets.of(byte), 7);
/// assert_eq!(offsets.byte(7), Some(byte));
/// assert_eq!(Offsets::new(text, Unit::Utf16).of(byte), 8);
/// ```
#[derive(Clone, Debug)]
pub struct Offsets<'t> {
    text: &'t str,
    unit: Unit,
    /// The count at every STRIDE-th byte.
    checkpoints: Vec<u32>,
}

impl<'t> Offsets<'t> {
    /// Counts `text` once in `unit`.
    pub fn new(text: &'t str, unit: Unit) -> Self {
        let mut checkpoints = Vec::new();
        if unit != Unit::Byte {
            let mut count = 0;
            for chunk in text.as_bytes().chunks(STRIDE) {
                checkpoints.push(count);
                count += units(chunk, unit);
            }
        }
        Self { text, unit, checkpoints }
    }

    /// The unit converted to.
    pub fn unit(&self) -> Unit {
        self.unit
    }

    /// The offset, in the unit, of byte `offset`.
    pub fn of(&self, offset: u32) -> u32 {
        let offset = (offset as usize).min(self.text.len());
        if self.unit == Unit::Byte {
            return offset as u32;
        }
        let block = offset / STRIDE;
        let Some(&count) = self.checkpoints.get(block).or(self.checkpoints.last()) else {
            return 0;
        };
        let from = block.min(self.checkpoints.len() - 1) * STRIDE;
        count + units(&self.text.as_bytes()[from..offset], self.unit)
    }

    /// The byte offset of `offset` in the unit; `None` past the end or inside a code point.
    pub fn byte(&self, offset: u32) -> Option<u32> {
        if self.unit == Unit::Byte {
            return self.text.is_char_boundary(offset as usize).then_some(offset);
        }
        let block = self.checkpoints.partition_point(|&count| count <= offset).max(1) - 1;
        let mut count = self.checkpoints.get(block).copied().unwrap_or(0);
        let mut at = block * STRIDE;
        let bytes = self.text.as_bytes();
        // A checkpoint may fall inside a code point, which was counted at its first byte.
        while at < bytes.len() && (count < offset || !self.text.is_char_boundary(at)) {
            count += units(&bytes[at..=at], self.unit);
            at += 1;
        }
        while at < bytes.len() && !self.text.is_char_boundary(at) {
            at += 1;
        }
        (count == offset && self.text.is_char_boundary(at)).then_some(at as u32)
    }
}

/// How many units begin in `bytes` of UTF-8. UTF-16 counts two at the first byte of a code point
/// beyond the Basic Multilingual Plane.
fn units(bytes: &[u8], unit: Unit) -> u32 {
    let starts = bytes.iter().filter(|&&b| b & 0xC0 != 0x80).count() as u32;
    match unit {
        Unit::Utf16 => starts + bytes.iter().filter(|&&b| b >= 0xF0).count() as u32,
        Unit::CodePoint => starts,
        Unit::Byte => bytes.len() as u32,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conversions_agree_with_counting_from_the_start() {
        let text = "aé’𝄞 ".repeat(700);
        for unit in [Unit::CodePoint, Unit::Utf16, Unit::Byte] {
            let offsets = Offsets::new(&text, unit);
            for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
                let expected = match unit {
                    Unit::CodePoint => text[..byte].chars().count(),
                    Unit::Utf16 => text[..byte].encode_utf16().count(),
                    Unit::Byte => byte,
                } as u32;
                assert_eq!(offsets.of(byte as u32), expected);
                assert_eq!(offsets.byte(expected), Some(byte as u32), "{unit} {byte}");
            }
        }
    }

    #[test]
    fn an_offset_inside_a_code_point_or_past_the_end_is_none() {
        assert_eq!(Offsets::new("𝄞a", Unit::Utf16).byte(1), None);
        assert_eq!(Offsets::new("éa", Unit::Byte).byte(1), None);
        assert_eq!(Offsets::new("éa", Unit::CodePoint).byte(3), None);
    }
}
