//! Texts that no one wrote: legal-looking lines mixed at random, and characters that break things.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// Whole lines, each of a shape that some rule looks for.
const LINES: &[&str] = &[
    // Titles.
    "Déclaration conjointe du Royaume de Belgique et de la République française",
    "DÉCLARATION COMMUNE",
    "Accord entre le Royaume de Belgique et le Royaume des Pays-Bas",
    "Joint Statement by the United States of America and the French Republic",
    "Verdrag tussen het Koninkrijk België en het Koninkrijk der Nederlanden",
    "Gemeinsame Erklärung Deutschlands und Belgiens",
    "Traité : des frontières",
    // Headings and numbers.
    "1. Objet", "2. Suivi des travaux", "3. Titre", "3. Titre encore", "12. Loin", "1.Collé",
    "1.1 Sous-titre", "1.1. Encore", "1.2.3 Profond", "ARTICLE 2 : OBJET", "Article premier",
    "Article 1er. – Objet", "Article 3 bis", "Article 3", "Art. 4. Objet", "Article 5. Les Parties coopèrent.",
    "CHAPITRE PREMIER Dispositions", "CHAPITRE II", "TITRE III", "Section 2", "Annexe A", "Article I",
    "Artikel 1", "Artikel 2 Doel", "HOOFDSTUK II", "Kapitel 3", "Abschnitt 4: Ziele", "§ 5 Ziele",
    "Chapter IV", "Article 7 – Scope", "IV. Justice", "V. Police", "A. Principes", "B. Mesures", "M. Castex",
    "1", "2", "3", "999", "1000", "0", "0.", "1°", "1° que", "2°. ensuite", "(1) un", "(2) deux", "1) un", "2) deux",
    "Objet de l’accord", "Suivi (et fin", "« Suivi", "Titre [entre » crochets", "Dispositions finales",
    // Items.
    "a) item", "b) renforcer la coopération ;", "c) ", "(a) item", "(ii) item", "iv) item", "aa) item", "z) fin",
    "- tiret", "– créer un groupe de travail ;", "— cadratin", "• puce", "* étoile", "-collé", "---", "***",
    "- renforcer la lutte. Puis agir. Enfin conclure.", "a) lutter contre le trafic (armes) ; b) agir",
    "- de promouvoir, en lien avec Frontex, la paix", "- ne pas recourir à la force",
    // Sentences.
    "Les deux pays renforceront leurs échanges avec Frontex.",
    "Les deux pays s’engagent à :", "Les Parties s'engagent à :", "Ils s’efforceront de :", "Les Parties conviennent :",
    "La Belgique et la France s’engagent à ne pas réduire leurs efforts, sous réserve de leur droit.",
    "Ils poursuivront et intensifieront ces travaux (y compris à Anvers), et demanderont à Europol d’agir.",
    "Ils saluent ce résultat. Elles « s’efforceront » d’aider. Ils appelleront l’OCAM à l’aide",
    "Un groupe de travail sera créé (voir l’art. 3). La collaboration se renforcera.",
    "Nous nous engageons, dans la mesure du possible, à soutenir l’Union européenne (UE).",
    "Les Ministres demandent à la Commission européenne de veiller autant que de besoin à ce que la paix dure",
    "We will strengthen our cooperation with NATO (North Atlantic Treaty Organization).",
    "The Parties shall endeavour to:", "The Parties agree to:", "The United States and France intend to continue",
    "De Partijen verbinden zich ertoe:", "De Partijen zullen samenwerken.", "Die Parteien verpflichten sich:",
    "Die Parteien werden die Zusammenarbeit verstärken. Am 3. März 2021 trafen sie sich.",
    "en outre, cela continue sur la ligne", "et ceci aussi", "vu la Convention de Prüm,", "CONSIDÉRANT que la paix",
    // Names.
    "L’Office Central de Lutte (OCL) et le Centre de Crise (CC) agissent ; l’OCL aussi.",
    "Nom Complet (NC)", "l’Agence nationale de la sécurité des systèmes d’information (ANSSI)", "(ABC) (DEF)", "(AB",
    "les ministres de la Justice, Vincent Van Quickenborne et Éric Dupond-Moretti, de la Défense, Ludivine Dedonder et Florence Parly",
    "le Premier ministre du Royaume de Belgique, Alexander De Croo, et le Premier ministre, Jean Castex",
    "M. J. R. R. Castex et Mme A. B", "Joseph R. Biden, Jr.", "President Emmanuel Macron", "Minister Jan de Wit",
    "le procès des attentats du 22 mars 2016 à Bruxelles et du 13 novembre 2015 à Paris",
    "la cour d’assises de Paris, le tribunal de Lille", "l’Accord de Tournai II du 18 mars 2013",
    "Afrique de l’Ouest, Grande-Bretagne, Royaume de Belgique", "la mer du Nord", "G5 Sahel",
    // Dates and ends.
    "22 novembre 2021", "le 1er janvier 2020", "31 février 2021", "en 2021", "de 2021 mètres", "November 22, 2021",
    "3. März 2021", "op 3 maart 2021", "Fait à Bruxelles, le 22 novembre 2021.", "Fait à Paris",
    "Done at Brussels, 3 March 2021", "Gedaan te Brussel, op 3 maart 2021", "Geschehen zu Bonn am 3. März 1999",
    "Pour le Royaume de Belgique :", "(signé)",
    // What breaks things.
    "", "", " ", "\t", "\u{a0}", "\u{2028}", "\u{85}", "\u{c}", "\u{1}", "\u{fffe}", "\u{feff}", "\u{200b}",
    "<p>&amp;</p> ]]> <!-- --> <?pi?> \"'", "&#13;", "1.\u{a0}Objet", "a)\u{202f}item", "\u{a0}2. Objet\u{a0}", "\u{c}3. Objet",
    "e\u{301}tat E\u{301}tat", "İstanbul ẞ ŉ ǰ ΐ ﬁn", "👨‍👩‍👧‍👦 🇧🇪 𝄞", "«»“”()[]", "…", "...", "?!", "’", "'", "−–—", "١. عنوان", "第一条 目的",
];

/// Words and signs that rules look for next to one another.
const WORDS: &[&str] = &[
    "Les", "deux", "pays", "Parties", "Ils", "Elles", "La", "le", "la", "l", "de", "du", "des", "d", "à", "au", "et", "ou",
    "Belgique", "France", "Royaume", "République", "française", "belge", "Frontex", "ANSSI", "OCAM", "Europol", "Bruxelles",
    "Paris", "Anvers", "Tournai", "II", "Accord", "Convention", "ministre", "ministres", "Premier", "président", "Justice",
    "Défense", "Affaires", "étrangères", "Jean", "Castex", "Alexander", "De", "Croo", "M", "Mme", "J", "s", "se", "ne", "pas", "n",
    "engagent", "engageront", "renforceront", "poursuivront", "continueront", "saluent", "conviennent", "veilleront",
    "appellent", "demandent", "souhaitent", "est", "sont", "sera", "créé", "ont", "renforcer", "agir", "lutter", "coopérer",
    "efforceront", "que", "qui", "afin", "si", "dans", "possible", "mesure", "réserve", "sous", "ainsi", "ce", "22", "3", "1er", "mars",
    "novembre", "2021", "2016", "en", "attentats", "procès", "cour", "assises", "Afrique", "Ouest", "Nord", "mer", "groupe",
    "travail", "coopération", "The", "will", "shall", "endeavour", "to", "agree", "of", "and", "State", "United", "States",
    "Partijen", "zullen", "het", "Koninkrijk", "België", "minister", "van", "Die", "Parteien", "werden", "und", "März", "ABC", "NC",
    "Nom", "Complet", "Agence", "Centre", "É", "e\u{301}", "𝄞", "👍", "x", "A", "B",
];

/// What stands between two words.
const BETWEEN: &[&str] = &[
    " ", " ", " ", " ", " ", " ", " ", " ", ", ", ", ", "’", "'", "ʼ", "-", "–", ". ", " (", ") ", " « ", " » ", " “", "” ", "[", "] ",
    " ; ", " : ", "…", "! ", "? ", "\u{a0}", "\u{202f}", "\u{200b}", "\u{ad}", "\t", "", "/", "  ", ".", ",", "\u{1}", "\u{301}", ")", "»", "\n",
];

const LINE_ENDS: &[&str] = &["\n", "\n", "\n", "\n", "\n\n", "\r\n", "\r", "\n\r", "\n \n", "\u{c}\n", "\u{2029}", ""];

/// Characters that some piece of code has an opinion on.
const CHARACTERS: &[char] = &[
    '\u{1}', '\t', '\n', '\u{b}', '\u{c}', '\r', '\u{1f}', ' ', '!', '"', '&', '\'', '(', ')', '*', ',', '-', '.', '/', '0', '1', '9',
    ':', ';', '<', '>', '?', 'A', 'I', 'V', 'X', '[', ']', '_', 'a', 'i', 'v', 'é', '°', '«', '»', '\u{7f}', '\u{85}', '\u{a0}', '\u{ad}', '\u{300}',
    'İ', 'ß', 'ẞ', 'ﬁ', '\u{200b}', '\u{200d}', '–', '—', '’', '‘', '“', '”', '…', '•', '\u{2028}', '\u{2029}', '\u{202f}', '\u{20dd}', '\u{3000}',
    '章', '١', '²', 'Ⅳ', '\u{d7ff}', '\u{e000}', '\u{feff}', '\u{fffd}', '\u{fffe}', '\u{ffff}', '𝄞', '👍', '\u{1f1e7}', '\u{10ffff}',
];

/// A line of the pool, or one made of words, or one that is very long.
fn line() -> impl Strategy<Value = String> {
    let words = vec((select(WORDS), select(BETWEEN)), 1..24)
        .prop_map(|words| words.into_iter().flat_map(|(word, sign)| [word, sign]).collect::<String>());
    prop_oneof![
        12 => select(LINES).prop_map(str::to_owned),
        8 => words.clone(),
        4 => (select(LINES), words).prop_map(|(line, words)| format!("{line} {words}")),
        2 => (select(LINES), select(LINES)).prop_map(|(a, b)| format!("{a} {b}")),
        1 => (select(LINES), 1..60usize).prop_map(|(line, n)| line.repeat(n)),
        1 => vec(select(CHARACTERS), 0..12).prop_map(String::from_iter),
    ]
}

/// Lines as a document has them, with a title more often than not.
pub fn legal() -> impl Strategy<Value = String> {
    let lines = |n| vec((line(), select(LINE_ENDS)), 0..n)
        .prop_map(|lines| lines.into_iter().map(|(line, end)| line + end).collect::<String>());
    let lead_in = (select(&LINES[..7]), select(LINES), 0..4usize, vec(select(LINES), 0..5)).prop_map(
        |(title, heading, lead, items)| {
            let lead = ["Les deux pays s’engagent à :", "Les Parties s’efforceront de :", "The Parties agree to:", "Ils :"][lead];
            format!("{title}\n{heading}\n{lead}\n{}\n", items.join("\n"))
        },
    );
    prop_oneof![
        6 => lines(16),
        2 => lines(60),
        4 => (lead_in, lines(8)).prop_map(|(lead, rest)| lead + &rest),
        1 => lines(6).prop_map(|text| format!("\u{feff}{text}")),
    ]
}

/// Any text at all.
pub fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => legal(),
        1 => vec(any::<char>(), 0..200).prop_map(String::from_iter),
        2 => vec(select(CHARACTERS), 0..120).prop_map(String::from_iter),
    ]
}
