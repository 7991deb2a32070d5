//! Encodings with one byte per character, and the names of those that are not read.

/// Encodings whose lower half is ASCII: their names, and what they have from 0x80 to 0xFF. In this
/// notation `a-z` is every character from `a` to `z`, `?` is a byte without a character, and spaces
/// only separate.
///
/// Names and characters are those that libxml2 knows.
const TABLES: &[(&[&str], &str)] = &[
    (
        &[
            "US-ASCII",
            "ASCII",
            "ISO646-US",
            "ISO-IR-6",
            "ANSI_X3.4-1968",
            "CP367",
            "IBM367",
            "US",
            "CSASCII",
            "ANSI_X3.4-1986",
        ],
        "",
    ),
    (
        &[
            "ISO-8859-1",
            "ISO_8859-1",
            "ISO8859-1",
            "ISO-LATIN-1",
            "ISO-IR-100",
            "CP819",
            "IBM819",
            "LATIN1",
            "L1",
            "CSISOLATIN1",
        ],
        "\u{80}-ÿ",
    ),
    (
        &["ISO-8859-2", "ISO_8859-2", "ISO8859-2", "ISO-IR-101", "LATIN2", "L2", "CSISOLATIN2"],
        "\u{80}-\u{a0}Ą˘Ł¤ĽŚ§¨ŠŞŤŹ\u{ad}ŽŻ°ą˛ł´ľśˇ¸šşťź˝žżŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢßŕáâ \
         ăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙",
    ),
    (
        &["ISO-8859-3", "ISO_8859-3", "ISO8859-3", "ISO-IR-109", "LATIN3", "L3", "CSISOLATIN3"],
        "\u{80}-\u{a0}Ħ˘£¤?Ĥ§¨İŞĞĴ\u{ad}?Ż°ħ²-µĥ·¸ışğĵ½?żÀÁÂ?ÄĊĈÇ-Ï?Ñ-ÔĠÖ×ĜÙ-ÜŬŜß-â?äċĉç-ï? \
         ñ-ôġö÷ĝù-üŭŝ˙",
    ),
    (
        &["ISO-8859-4", "ISO_8859-4", "ISO8859-4", "ISO-IR-110", "LATIN4", "L4", "CSISOLATIN4"],
        "\u{80}-\u{a0}ĄĸŖ¤ĨĻ§¨ŠĒĢŦ\u{ad}Ž¯°ą˛ŗ´ĩļˇ¸šēģŧŊžŋĀÁ-ÆĮČÉĘËĖÍÎĪĐŅŌĶÔ-ØŲÚÛÜŨŪßāá-æįčéę \
         ëėíîīđņōķô-øųúûüũū˙",
    ),
    (
        &["ISO-8859-5", "ISO_8859-5", "ISO8859-5", "ISO-IR-144", "CYRILLIC", "CSISOLATINCYRILLIC"],
        "\u{80}-\u{a0}Ё-Ќ\u{ad}Ў-я№ё-ќ§ўџ",
    ),
    (
        &[
            "ISO-8859-6",
            "ISO_8859-6",
            "ISO8859-6",
            "ISO-IR-127",
            "ECMA-114",
            "ASMO-708",
            "ARABIC",
            "CSISOLATINARABIC",
        ],
        "\u{80}-\u{a0}???¤???????،\u{ad}?????????????\u{61b}???\u{61f}?\u{621}-\u{63a}????? \
         \u{640}-\u{652}?????????????",
    ),
    (
        &[
            "ISO-8859-7",
            "ISO_8859-7",
            "ISO8859-7",
            "ISO-IR-126",
            "ECMA-118",
            "ELOT_928",
            "GREEK8",
            "GREEK",
            "CSISOLATINGREEK",
        ],
        "\u{80}-\u{a0}‘’£€₯¦-©ͺ«¬\u{ad}?―°-³΄΅Ά·ΈΉΊ»Ό½Ύ-Ρ?Σ-ώ?",
    ),
    (
        &["ISO-8859-8", "ISO_8859-8", "ISO8859-8", "ISO-IR-138", "HEBREW", "CSISOLATINHEBREW"],
        "\u{80}-\u{a0}?¢-©×«-¹÷»-¾????????????????????????????????‗\u{5d0}-\u{5ea}??\u{200e} \
         \u{200f}?",
    ),
    (
        &["ISO-8859-9", "ISO_8859-9", "ISO8859-9", "ISO-IR-148", "LATIN5", "L5", "CSISOLATIN5"],
        "\u{80}-ÏĞÑ-ÜİŞß-ïğñ-üışÿ",
    ),
    (
        &["ISO-8859-10", "ISO_8859-10", "ISO8859-10", "ISO-IR-157", "LATIN6", "L6", "CSISOLATIN6"],
        "\u{80}-\u{a0}ĄĒĢĪĨĶ§ĻĐŠŦŽ\u{ad}ŪŊ°ąēģīĩķ·ļđšŧž―ūŋĀÁ-ÆĮČÉĘËĖÍ-ÐŅŌÓ-ÖŨØŲÚ-ßāá-æįčéęëė \
         í-ðņōó-öũøųú-þĸ",
    ),
    (
        &["ISO-8859-11", "ISO_8859-11", "ISO8859-11"],
        "\u{80}-\u{a0}\u{e01}-\u{e3a}????\u{e3f}-\u{e5b}????",
    ),
    (
        &["ISO-8859-13", "ISO_8859-13", "ISO8859-13", "ISO-IR-179", "LATIN7", "L7"],
        "\u{80}-\u{a0}”¢£¤„¦§Ø©Ŗ«-®Æ°-³“µ¶·ø¹ŗ»-¾æĄĮĀĆÄÅĘĒČÉŹĖĢĶĪĻŠŃŅÓŌÕÖ×ŲŁŚŪÜŻŽßąįāćäåęēčéź \
         ėģķīļšńņóōõö÷ųłśūüżž’",
    ),
    (
        &["ISO-8859-14", "ISO_8859-14", "ISO8859-14", "ISO-IR-199", "LATIN8", "L8", "ISO-CELTIC"],
        "\u{80}-\u{a0}Ḃḃ£ĊċḊ§Ẁ©ẂḋỲ\u{ad}®ŸḞḟĠġṀṁ¶ṖẁṗẃṠỳẄẅṡÀ-ÏŴÑ-ÖṪØ-ÝŶß-ïŵñ-öṫø-ýŷÿ",
    ),
    (
        &["ISO-8859-15", "ISO_8859-15", "ISO8859-15", "ISO-IR-203", "LATIN-9"],
        "\u{80}-£€¥Š§š©-³Žµ¶·ž¹º»ŒœŸ¿-ÿ",
    ),
    (
        &["ISO-8859-16", "ISO_8859-16", "ISO8859-16", "ISO-IR-226", "LATIN10", "L10"],
        "\u{80}-\u{a0}ĄąŁ€„Š§š©Ș«Ź\u{ad}źŻ°±ČłŽ”¶·žčș»ŒœŸżÀÁÂĂÄĆÆ-ÏĐŃÒÓÔŐÖŚŰÙ-ÜĘȚß-âăäćæ-ïđńò \
         óôőöśűù-üęțÿ",
    ),
    (
        &["WINDOWS-1250", "CP1250", "MS-EE"],
        "€?‚?„…†‡?‰Š‹ŚŤŽŹ?‘’“”•–—?™š›śťžź\u{a0}ˇ˘Ł¤Ą¦-©Ş«-®Ż°±˛ł´-¸ąş»Ľ˝ľżŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇ \
         ÓÔŐÖ×ŘŮÚŰÜÝŢßŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙",
    ),
    (
        &["WINDOWS-1251", "CP1251", "MS-CYRL"],
        "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—?™љ›њќћџ\u{a0}ЎўЈ¤Ґ¦§Ё©Є«-®Ї°±Ііґµ¶·ё№є»јЅѕїА-я",
    ),
    (&["WINDOWS-1252", "CP1252", "MS-ANSI"], "€?‚ƒ„…†‡ˆ‰Š‹Œ?Ž??‘’“”•–—˜™š›œ?žŸ\u{a0}-ÿ"),
    (
        &["WINDOWS-1253", "CP1253", "MS-GREEK"],
        "€?‚ƒ„…†‡?‰?‹?????‘’“”•–—?™?›????\u{a0}΅Ά£-©?«-®―°-³΄µ¶·ΈΉΊ»Ό½Ύ-Ρ?Σ-ώ?",
    ),
    (
        &["WINDOWS-1254", "CP1254", "MS-TURK"],
        "€?‚ƒ„…†‡ˆ‰Š‹Œ????‘’“”•–—˜™š›œ??Ÿ\u{a0}-ÏĞÑ-ÜİŞß-ïğñ-üışÿ",
    ),
    (
        &["WINDOWS-1255", "CP1255", "MS-HEBR"],
        "€?‚ƒ„…†‡ˆ‰?‹?????‘’“”•–—˜™?›????\u{a0}-£₪¥-©×«-¹÷»-¿\u{5b0}-\u{5c3}\u{5f0}-\u{5f4}?? \
         ?????\u{5d0}-\u{5ea}??\u{200e}\u{200f}?",
    ),
    (
        &["WINDOWS-1256", "CP1256", "MS-ARAB"],
        "€\u{67e}‚ƒ„…†‡ˆ‰\u{679}‹Œ\u{686}\u{698}\u{688}\u{6af}‘’“”•–—\u{6a9}™\u{691}›œ \
         \u{200c}\u{200d}\u{6ba}\u{a0}،¢-©\u{6be}«-¹\u{61b}»-¾\u{61f}\u{6c1}\u{621}-\u{636}× \
         \u{637}-\u{63a}\u{640}-\u{643}à\u{644}â\u{645}-\u{648}ç-ë\u{649}\u{64a}îï \
         \u{64b}-\u{64e}ô\u{64f}\u{650}÷\u{651}ù\u{652}ûü\u{200e}\u{200f}\u{6d2}",
    ),
    (
        &["WINDOWS-1257", "CP1257", "WINBALTRIM"],
        "€?‚?„…†‡?‰?‹?¨ˇ¸?‘’“”•–—?™?›?¯˛?\u{a0}?¢£¤?¦§Ø©Ŗ«-®Æ°-·ø¹ŗ»-¾æĄĮĀĆÄÅĘĒČÉŹĖĢĶĪĻŠŃŅÓŌÕ \
         Ö×ŲŁŚŪÜŻŽßąįāćäåęēčéźėģķīļšńņóōõö÷ųłśūüżž˙",
    ),
    (
        &["WINDOWS-1258", "CP1258"],
        "€?‚ƒ„…†‡ˆ‰?‹Œ????‘’“”•–—˜™?›œ??Ÿ\u{a0}-ÂĂÄ-Ë\u{300}ÍÎÏĐÑ\u{309}ÓÔƠÖ-ÜƯ\u{303}ß-âăä-ë \
         \u{301}íîïđñ\u{323}óôơö-üư₫ÿ",
    ),
    (
        &["KOI8-R", "CSKOI8R"],
        "─│┌┐└┘├┤┬┴┼▀▄█▌▐-▓⌠■∙√≈≤≥\u{a0}⌡°²·÷═║╒ё╓-╡Ё╢-╬©юабцдефгхи-пяр-ужвьызшэщчъЮАБЦДЕФГХ \
         И-ПЯР-УЖВЬЫЗШЭЩЧЪ",
    ),
    (
        &["KOI8-U"],
        "─│┌┐└┘├┤┬┴┼▀▄█▌▐-▓⌠■∙√≈≤≥\u{a0}⌡°²·÷═║╒ёє╔ії╗-╛ґ╝-╡ЁЄ╣ІЇ╦-╪Ґ╬©юабцдефгхи-пяр-ужвьызш \
         эщчъЮАБЦДЕФГХИ-ПЯР-УЖВЬЫЗШЭЩЧЪ",
    ),
    (
        &["KOI8-RU"],
        "─│┌┐└┘├┤┬┴┼▀▄█▌▐-▓⌠■∙√≈≤≥\u{a0}⌡°²·÷═║╒ёє╔ії╗-╛ґў╞-╡ЁЄ╣ІЇ╦-╪ҐЎ©юабцдефгхи-пяр-ужвьыз \
         шэщчъЮАБЦДЕФГХИ-ПЯР-УЖВЬЫЗШЭЩЧЪ",
    ),
    (
        &["CP850", "IBM850", "CSPC850MULTILINGUAL"],
        "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊË \
         ÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}",
    ),
    (
        &["CP862", "IBM862"],
        "\u{5d0}-\u{5ea}¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀ \
         αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}",
    ),
    (
        &["CP866", "IBM866", "CSIBM866"],
        "А-п░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀р-яЁёЄєЇїЎў°∙·√№¤■\u{a0}",
    ),
    (
        &["MACINTOSH", "MACROMAN", "MAC", "CSMACINTOSH"],
        "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒ \
         œ–—“”‘’÷◊ÿŸ⁄¤‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ?ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ",
    ),
    (
        &["MACCENTRALEUROPE"],
        "ÄĀāÉĄÖÜáąČäčĆćéŹźĎíďĒēĖóėôöõúĚěü†°Ę£§•¶ß®©™ę¨≠ģĮįĪ≤≥īĶ∂∑łĻ-ľĹĺŅņŃ¬√ńŇ∆«»…\u{a0}ňŐÕőŌ \
         –—“”‘’÷◊ōŔŕŘ‹›řŖŗŠ‚„šŚśÁŤťÍŽžŪÓÔūŮÚů-ųÝýķŻŁżĢˇ",
    ),
    (
        &["MACCYRILLIC"],
        "А-Я†°¢£§•¶І®©™Ђђ≠Ѓѓ∞±≤≥іµ∂ЈЄєЇїЉљЊњјЅ¬√ƒ≈∆«»…\u{a0}ЋћЌќѕ–—“”‘’÷„ЎўЏџ№Ёёяа-ю¤",
    ),
    (
        &["MACGREEK"],
        "Ä¹²É³ÖÜ΅àâä΄¨çéèêë£™îï•½‰ôö¦\u{ad}ùûü†ΓΔΘΛΞΠß®©ΣΪ§≠°·Α±≤≥¥ΒΕΖΗΙΚΜΦΫΨΩάΝ¬ΟΡ≈Τ«»… \
         \u{a0}ΥΧΆΈœ–―“”‘’÷ΉΊΌΎέήίόΏύαβψδεφγηιξκ-νοπώρστθωςχυζϊϋΐΰ?",
    ),
    (
        &["MACTURKISH"],
        "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒ \
         œ–—“”‘’÷◊ÿŸĞğİıŞş‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ?ÒÚÛÙ?ˆ˜¯˘˙˚¸˝˛ˇ",
    ),
    (
        &["TIS-620", "TIS620", "TIS620-0", "TIS620.2529-1", "ISO-IR-166"],
        "?????????????????????????????????\u{e01}-\u{e3a}????\u{e3f}-\u{e5b}????",
    ),
    (
        &["WINDOWS-874", "CP874"],
        "€????…???????????‘’“”•–—????????\u{a0}\u{e01}-\u{e3a}????\u{e3f}-\u{e5b}????",
    ),
];

/// Other encodings that libxml2 knows.
const OTHERS: &[&str] = &[
    "SHIFT_JIS",
    "SHIFT-JIS",
    "SJIS",
    "MS_KANJI",
    "CSSHIFTJIS",
    "CP932",
    "EUC-JP",
    "EUCJP",
    "ISO-2022-JP",
    "ISO-2022-JP-1",
    "ISO-2022-JP-2",
    "GB2312",
    "EUC-CN",
    "GBK",
    "CP936",
    "GB18030",
    "HZ",
    "HZ-GB-2312",
    "BIG5",
    "BIG-5",
    "CP950",
    "BIG5-HKSCS",
    "EUC-TW",
    "EUC-KR",
    "CP949",
    "UHC",
    "JOHAB",
    "ISO-2022-KR",
    "ISO-2022-CN",
    "UTF-7",
    "HP-ROMAN8",
    "NEXTSTEP",
    "ARMSCII-8",
    "GEORGIAN-PS",
    "GEORGIAN-ACADEMY",
    "VISCII",
    "TCVN",
    "KOI8-T",
    "PT154",
    "RK1048",
    "CP1131",
    "CP1133",
    "MULELAO-1",
    "MACICELAND",
    "MACCROATIAN",
    "MACROMANIA",
    "MACUKRAINE",
    "MACHEBREW",
    "MACARABIC",
    "MACTHAI",
    "C99",
    "JAVA",
];

/// What an encoding has for each byte from 0x80 on; `None` for a byte that it has nothing for.
pub(super) type Upper = [Option<char>; 128];

/// The upper half of the encoding with this name, in capitals.
pub(super) fn upper(name: &str) -> Option<Upper> {
    let (_, notation) = TABLES.iter().find(|(names, _)| names.contains(&name))?;
    let mut upper = [None; 128];
    let mut places = upper.iter_mut();
    let mut signs = notation.chars().filter(|sign| *sign != ' ').peekable();
    while let Some(first) = signs.next() {
        let last = match signs.next_if_eq(&'-') {
            Some(_) => signs.next().unwrap_or(first),
            None => first,
        };
        for (character, place) in (first..=last).zip(&mut places) {
            *place = Some(character).filter(|c| *c != '?');
        }
    }
    Some(upper)
}

/// Whether libxml2 reads an encoding that is not read here.
pub(super) fn is_read_by_others(name: &str) -> bool {
    OTHERS.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_one_of_an_encoding() {
        for (names, _) in TABLES {
            let Some(upper) = upper(names[0]) else { panic!("{}", names[0]) };
            let mut known: Vec<char> = upper.into_iter().flatten().collect();
            let count = known.len();
            known.sort_unstable();
            known.dedup();
            assert_eq!(known.len(), count, "{}: a character twice", names[0]);
            assert!(known.iter().all(|c| *c >= '\u{80}'), "{}", names[0]);
            // The last byte shows whether all before it have their place.
            let last = match names[0] {
                "ISO-8859-5" => Some('џ'),
                "WINDOWS-1250" => Some('˙'),
                "WINDOWS-1251" => Some('я'),
                "KOI8-R" => Some('Ъ'),
                "CP850" => Some('\u{a0}'),
                _ => continue,
            };
            assert_eq!(upper[127], last, "{}", names[0]);
        }
        assert_eq!(upper("US-ASCII"), Some([None; 128]));
        assert_eq!(upper("LATIN-1"), None);
    }
}
