//! One document in several encodings.

/// `xml`, each time with a declaration that names the encoding: what it is called, the bytes.
pub(crate) fn all(xml: &str) -> Vec<(&'static str, Vec<u8>)> {
    let little = |xml: String| xml.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    let big = |xml: String| xml.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>();
    let marked = |name: &str| format!("\u{FEFF}{}", declared(xml, name));
    let mut all = vec![
        ("UTF-16LE with a mark", little(marked("UTF-16"))),
        ("UTF-16BE with a mark", big(marked("UTF-16"))),
        ("UTF-16LE", little(declared(xml, "UTF-16LE"))),
        ("UTF-16BE", big(declared(xml, "UTF-16BE"))),
        ("UTF-8 with a mark", marked("UTF-8").into_bytes()),
    ];
    let latin = declared(xml, "ISO-8859-1").chars().map(u8::try_from).collect::<Result<_, _>>();
    all.extend(latin.ok().map(|bytes| ("ISO-8859-1", bytes)));
    all
}

/// What stands behind byte-order mark and declaration.
pub(crate) fn content(xml: &str) -> &str {
    let xml = xml.strip_prefix('\u{FEFF}').unwrap_or(xml);
    let declared =
        xml.strip_prefix("<?xml").filter(|rest| rest.starts_with([' ', '\t', '\r', '\n']));
    declared.map_or(xml, |rest| rest.split_once("?>").unwrap().1)
}

fn declared(xml: &str, encoding: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"{encoding}\"?>{}", content(xml))
}
