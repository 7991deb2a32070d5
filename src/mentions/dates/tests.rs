//! Which words are dates, and which date is the document's own.

use crate::mentions::tests::{annotated, mentions};
use crate::model::EntityKind;

fn dates(code: &str, text: &str) -> Vec<String> {
    mentions(&annotated(code, text), &[EntityKind::Date])
}

#[test]
fn a_month_with_its_year_and_day_is_a_date() {
    for (code, text, date) in [
        ("fra", "Le 22 novembre 2021, elles", "22 novembre 2021 = date-2021-11-22"),
        ("fra", "Le 1er mars 2020, elles", "1er mars 2020 = date-2020-03-01"),
        ("fra", "Le 1ER MARS 2020, elles", "1ER MARS 2020 = date-2020-03-01"),
        ("fra", "Le 31 décembre 2020, elles", "31 décembre 2020 = date-2020-12-31"),
        ("fra", "En mars 2020, elles", "mars 2020 = date-2020-03"),
        ("fra", "Mars 2020, elles", "Mars 2020 = date-2020-03"),
        // What is no day of that month is no part of the date.
        ("fra", "Le 31 avril 2021, elles", "avril 2021 = date-2021-04"),
        ("fra", "Le 32 mars 2021, elles", "mars 2021 = date-2021-03"),
        ("fra", "Le 0 mars 2021, elles", "mars 2021 = date-2021-03"),
        ("fra", "Le 022 mars 2021, elles", "mars 2021 = date-2021-03"),
        ("fra", "Le 1st mars 2021, elles", "mars 2021 = date-2021-03"),
        ("fra", "Le 22, mars 2021, elles", "mars 2021 = date-2021-03"),
        ("fra", "Les 22 (mars 2021), elles", "mars 2021 = date-2021-03"),
        ("fra", "Le 22. mars 2021, elles", "22. mars 2021 = date-2021-03-22"),
        ("eng", "On 22 November 2021, they", "22 November 2021 = date-2021-11-22"),
        ("eng", "On November 22, 2021, they", "November 22, 2021 = date-2021-11-22"),
        ("eng", "On November 22 2021, they", "November 22 2021 = date-2021-11-22"),
        ("eng", "On November 2nd, 2021, they", "November 2nd, 2021 = date-2021-11-02"),
        ("eng", "In November 2021, they", "November 2021 = date-2021-11"),
        ("nld", "Op 3 maart 2021 zullen zij", "3 maart 2021 = date-2021-03-03"),
        ("deu", "Die Parteien werden im März 2021", "März 2021 = date-2021-03"),
    ] {
        assert_eq!(dates(code, text), [date], "{text}");
    }
}

#[test]
fn without_a_year_of_four_digits_beside_it_a_month_is_no_date() {
    for (code, text) in [
        ("fra", "En mars, elles"),
        ("fra", "Le 22 mars, elles"),
        ("fra", "En mars 21, elles"),
        ("fra", "En mars 20211, elles"),
        ("fra", "En mars, 2021 mètres"),
        ("fra", "Mars. 2021 mètres"),
        ("fra", "En mars (2021), elles"),
        ("fra", "Le mars 22, 2021, elles"),
        ("eng", "On November 22. 2021 they"),
        ("eng", "On November 22 (2021), they"),
        ("eng", "On November (22, 2021), they"),
        ("eng", "On November 31, 2021, they"),
        ("eng", "On November 22, 21, they"),
    ] {
        assert_eq!(dates(code, text), [""; 0], "{text}");
    }
}

#[test]
fn a_number_from_1500_to_2199_may_be_a_year() {
    for (year, is_year) in [
        ("999", false),
        ("1000", false),
        ("1499", false),
        ("1500", true),
        ("2021", true),
        ("2199", true),
        ("2200", false),
        ("2999", false),
        ("02021", false),
        ("20211", false),
    ] {
        for (code, before, after) in [
            ("fra", "Depuis", "elles"),
            ("eng", "Since", "they"),
            ("nld", "Sinds", "zij"),
            ("deu", "Seit", "sie"),
        ] {
            let found = dates(code, &format!("{before} {year}, {after}"));
            let date = format!("{year} = date-{year}");
            assert_eq!(found, if is_year { vec![date] } else { Vec::new() }, "{before} {year}");
        }
    }
}

#[test]
fn words_before_a_number_tell_that_it_is_a_year() {
    for (text, is_year) in [
        ("En 2021, elles", true),
        ("L’été 2021, elles", true),
        ("D’ici à 2030, elles", true),
        ("D’ici 2030, elles", true),
        ("(en 2021) elles", true),
        ("À l’horizon 2030, elles", true),
        ("Les 2021 soldats", false),
        ("À 2030 mètres", false),
        ("2021, elles", false),
        ("En, 2021 elles", false),
        ("En (2021) elles", false),
        // Digits that go on are a number of something.
        ("En 2021 500 soldats", false),
        ("En 2021, 500 soldats", true),
    ] {
        assert_eq!(dates("fra", text).len(), usize::from(is_year), "{text}");
    }
}

#[test]
fn all_dates_of_a_sentence_are_found() {
    assert_eq!(
        dates("fra", "En 2015, le 3 mars 2016 et en mai 2017, puis en 2018 elles"),
        [
            "2015 = date-2015",
            "3 mars 2016 = date-2016-03-03",
            "mai 2017 = date-2017-05",
            "2018 = date-2018"
        ]
    );
}

#[test]
fn the_document_s_own_date_stands_where_it_concludes_or_in_its_title_or_is_pointed_at() {
    let body = "Article 1\nElles vont";
    for (text, date) in [
        (format!("Accord du 4 avril 2019\n{body}.\nFait à Paris, le 3 mars 2021."), "2021-03-03"),
        (format!("Accord du 4 avril 2019\n{body} le 2 mars 2020 ici."), "2019-04-04"),
        (format!("Accord\n{body} ce 2 mars 2020 ici et le 5 mai 2018 là."), "2020-03-02"),
        (format!("Accord\n{body} au 2 mars 2020 ici, et le 5 mai 2018 là."), "2018-05-05"),
        // Else the date that the text ends with.
        (format!("Accord\n{body} au 2 mars 2020."), "2020-03-02"),
        (format!("Accord\n{body} au 2 mars 2020\n"), "2020-03-02"),
        (format!("Accord\n{body} au 2 mars 2020 !)"), "unknown"),
        (format!("Accord\n{body} au 2 mars 2020 ici."), "unknown"),
        (format!("Accord\n{body} au 2 mars 2020.{}", " ".repeat(39)), "unknown"),
        (format!("Accord\n{body} au 2 mars 2020.{}", " ".repeat(38)), "2020-03-02"),
        // A month is no day, and of several at one place the first counts.
        (format!("Accord\n{body}.\nFait à Paris, en mars 2021."), "unknown"),
        (
            format!("Accord\n{body}.\nFait à Paris, le 3 mars 2021.\nSigné le 4 mars 2021."),
            "2021-03-03",
        ),
    ] {
        let stated = annotated("fra", &text).frbr().date();
        let stated = stated.map_or("unknown".to_owned(), |date| date.to_string());
        assert_eq!(stated, date, "{text}");
    }
}

#[test]
fn words_of_the_language_may_join_the_parts_of_a_date() {
    let spanish = "code = \"spa\"\nname = \"x\"\nfunction-words = [\"el\"]\nabbreviations = []\n\
                   [dates]\nmonths = [[\"enero\"], [\"febrero\"], [\"marzo\"], \
                   [], [], [], [], [], [], [], [], []]\njoins = [\"de\", \"del\"]";
    let languages = crate::Languages::bundled().with(crate::Language::from_toml(spanish).unwrap());
    let annotator = crate::Annotator::new(crate::Authority::default()).languages(languages.clone());
    for (text, found) in [
        ("El 3 de marzo de 2027 y el día", Some("3 de marzo de 2027")),
        ("El 3 marzo del 2027 y el día", Some("3 marzo del 2027")),
        ("El plazo de marzo de 2027 y el día", Some("marzo de 2027")),
        ("De marzo 2027 y el día", Some("marzo 2027")),
        ("El 31 de febrero de 2027 y el día", Some("febrero de 2027")),
        ("El 3, de marzo de 2027 y el día", Some("marzo de 2027")),
        ("El 3 de, marzo de 2027 y el día", Some("marzo de 2027")),
        ("El 3 de marzo, de 2027 y el día", None),
        ("El 3 de marzo de de 2027 y el día", None),
    ] {
        let parser = crate::Parser::new().languages(languages.clone()).language("spa").unwrap();
        let doc = parser.parse(text).unwrap().annotate(&annotator);
        assert_eq!(doc.mentions().next().map(|date| date.text()), found, "{text}");
    }
}
