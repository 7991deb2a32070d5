//! Documents with all that XML allows and hardly anybody writes, each with its text.

const AKN: &str = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";

/// Name, XML, text.
pub(crate) fn all() -> Vec<(&'static str, String, &'static str)> {
    let doc = |body: &str| {
        format!(
            "<akomaNtoso xmlns=\"{AKN}\"><doc name=\"d\"><meta>m</meta>{body}</doc></akomaNtoso>"
        )
    };
    let behind = |before: &str, body: &str| format!("{before}{}", doc(body));
    vec![
        ("CDATA", doc("<p><![CDATA[<a> & ]] ]> b]]>c<![CDATA[]]><![CDATA[\r\nd\re]]></p>"), "<a> & ]] ]> bc\nd\ne"),
        ("comments", behind("<!-- un -->\n<!---->", "<p>a<!-- <p> & - -->b</p><!-- é -->"), "ab"),
        ("instructions", behind("<?xml-stylesheet href='a'?>\n", "<p>a<?pi?>b<?pi  <p> & ? > ?>c</p>"), "abc"),
        ("character references", doc("<p>&#233;&#xE9;&#xe9;&#0000233;&#x1F600;&#13;&#10;&#9;</p>"), "éééé😀\r\n\t"),
        ("predefined entities", doc("<p>&lt;&gt;&amp;&quot;&apos;]]&gt;</p>"), "<>&\"']]>"),
        ("line ends", doc("<p>a\r\nb\rc\nd\r\n\re</p>").replace("><", ">\r\n<"), "\n\na\nb\nc\nd\n\ne\n"),
        ("a carriage return at the end of a text", doc("<p>a\r<b>\nb</b>\r<!---->\n</p>"), "a\n\nb\n\n"),
        ("white space in tags", format!("<akomaNtoso\n\txmlns\r\n= '{AKN}' ><doc  name =\t\"d\"\n><p\n>a</p\r\n></doc\t></akomaNtoso >"), "a"),
        ("order and quotes of attributes", doc("<p c='1' a=\"2\" b='\"' d=\"'\" eId=''>x</p><p eId=\"&#112;\">y</p>"), "xy"),
        ("values", doc("<p a=\"&lt;&#10;&#13;&#9;\r\n\t>&amp;\" b=''>x</p>"), "x"),
        ("a byte-order mark", behind("\u{FEFF}", "<p>\u{FEFF}a\u{FEFF}</p>"), "\u{FEFF}a\u{FEFF}"),
        ("a mark and a declaration", behind("\u{FEFF}<?xml version=\"1.0\"?>", "<p>a</p>"), "a"),
        ("a declaration of version", behind("<?xml version = '1.0' ?>\r\n\r\n", "<p>a</p>"), "a"),
        ("a declaration of everything", behind("<?xml\tversion=\"1.0\"\n encoding='utf-8' standalone = 'yes'?>", "<p>é</p>"), "é"),
        ("version 1.1", behind("<?xml version=\"1.1\"?>", "<p>a</p>"), "a"),
        ("empty elements", doc("<p/><p ></p><p\n/>a<eol/><eol></eol>b"), "ab"),
        ("what stands behind", format!("{}\r\n<!-- a -->\n<?b?>\n ", doc("<p>a</p>")), "a"),
        ("no text", doc(""), ""),
        ("a character that XML cannot hold", doc("<p>a<?akoma-char U+000C?>b</p>"), "a\u{C}b"),
        ("names with dots and accents", doc("<p été.1-2_3=\"a\"><élément·>b</élément·></p>"), "b"),
        ("far characters", doc("<p>\u{D7FF}\u{E000}\u{FFFD}\u{10000}\u{10FFFF}\u{85}\u{2028}\u{A0}</p>"), "\u{D7FF}\u{E000}\u{FFFD}\u{10000}\u{10FFFF}\u{85}\u{2028}\u{A0}"),
        ("a document type", behind("<!DOCTYPE akomaNtoso>\n", "<p>a</p>"), "a"),
        ("a document type in another file", behind("<!DOCTYPE akomaNtoso PUBLIC '-//A//B' \"a>.dtd\" >", "<p>a&elsewhere;b</p>"), "ab"),
        (
            "entities",
            behind(
                "<!DOCTYPE akomaNtoso [\n<!ENTITY rf 'R&#233;publique &quot;fran\u{e7}aise&quot;'>\r\n<!ENTITY two \"&rf;, &rf;\"><!ENTITY rf 'other'>\
                 <!ENTITY lt2 '&#38;#60;'><!ENTITY markup '<b/>'><!ENTITY file SYSTEM 'a.txt'><!ENTITY pic SYSTEM \"a\" NDATA gif>\
                 <!ENTITY % parameter '<!ENTITY x \"y\">'>%parameter;<!ELEMENT p (#PCDATA|b)*><!ATTLIST p a CDATA ']>'><!NOTATION gif SYSTEM ''>\
                 <!-- ]> ' -->\n<?pi ]> \" ?>]  >",
                "<p a=\"&rf;\">&rf;;&two;&lt2;&markup;&file;&x;</p>",
            ),
            "République \"française\";République \"française\", République \"française\"<",
        ),
        ("a prefix", format!("<a:akomaNtoso xmlns:a=\"{AKN}\"><a:doc name='d'><a:meta>m</a:meta><a:p a:b='c'>a<a:b>b</a:b></a:p></a:doc></a:akomaNtoso>"), "ab"),
        ("foreign elements", doc("<foreign><math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mi>x</mi><meta>y</meta></math><s:svg xmlns:s='urn:s' s:a=''>z</s:svg></foreign>"), "xyz"),
        ("rebinding", doc(&format!("<a:p xmlns:a=\"urn:1\">a<a:p xmlns:a=\"{AKN}\">b</a:p><p xmlns=''>c<p xmlns=\"{AKN}\">d</p></p></a:p>")), "abcd"),
        ("version 2.0", "<akomaNtoso xmlns=\"http://www.akomantoso.org/2.0\"><act><meta/><body><article id='art1'><num>1</num></article></body></act></akomaNtoso>".to_owned(), "1"),
        ("a draft", doc("<p>a</p>").replace("/3.0", "/3.0/CSD13"), "a"),
        ("no namespace", "<akomaNtoso><act><body><p>a</p></body></act></akomaNtoso>".to_owned(), "a"),
        ("an element alone", format!("<p xmlns=\"{AKN}\">a<b>b</b></p>"), "ab"),
        (
            "LegalDocML.de",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<?xml-model href=\"a.sch\"?>\n<akn:akomaNtoso xmlns:akn=\"http://Inhaltsdaten.LegalDocML.de/1.6/\"\n    xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"\n    xsi:schemaLocation=\"http://Inhaltsdaten.LegalDocML.de/1.6/ a.xsd\">\n  <akn:bill name=\"regelungstext\">\n    <akn:meta eId=\"meta-1\" GUID=\"d4c5\"/>\n    <akn:body eId=\"text-1\"><akn:paragraph eId=\"para-1\"><akn:num><akn:marker name=\"1\"/>§ 1</akn:num><akn:heading>Größe</akn:heading></akn:paragraph></akn:body>\n  </akn:bill>\n</akn:akomaNtoso>\n".to_owned(),
            "\n    \n    § 1Größe\n  ",
        ),
    ]
}
