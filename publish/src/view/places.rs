//! Where something is, as readers say it: « 5, § 2 », « Article 12, § 3, a) ».

use super::escape::brief;
use super::form::Form;
use super::plan::Planned;
use crate::characters::line;
use crate::words::Words;

/// How many numbers a place has at most: more would not help a reader.
const MOST: u8 = 4;
/// How long a heading is in the place of a number.
const HEADING: usize = 40;

/// The places of a document; the first is the document itself.
pub(super) struct CitedPlaces<'d>(Vec<CitedPlace<'d>>);

struct CitedPlace<'d> {
    /// The place around it.
    around: usize,
    mark: PlaceStep<'d>,
    /// How many marks there are with this one.
    marks: u8,
}

/// One step of a place.
enum PlaceStep<'d> {
    /// The document.
    Whole,
    /// An element that is called by what it is: `preamble`.
    Part(&'d str),
    /// What it says there: « Article 12 », « a) ».
    Said(String),
    /// A paragraph, by its number or by counting.
    Paragraph(String),
}

/// Finds the place of every element.
pub(super) fn places<'d>(all: &mut [Planned<'d>]) -> CitedPlaces<'d> {
    let names = names(all);
    let blocks = blocks(all, &names);
    let mut counted = vec![0; all.len()];
    let whole = CitedPlace { around: 0, mark: PlaceStep::Whole, marks: 0 };
    let mut places = CitedPlaces(vec![whole]);
    for this in 1..all.len() {
        let parent = all[this].parent;
        let around = all[parent].place;
        let counts = is_counted(&all[this]);
        counted[parent] += usize::from(counts);
        // One paragraph alone needs no number, and where some have one the others have none.
        let number = (counts && blocks[parent] > 1).then_some(counted[parent]);
        let mark = mark(&all[this], names[this].as_deref(), number, &places.0[around]);
        all[this].place = mark.map_or(around, |mark| places.add(around, mark, all[this].name));
    }
    places
}

/// What each element is called: by its number, else by its heading.
fn names(all: &[Planned<'_>]) -> Vec<Option<String>> {
    let mut names: Vec<Option<String>> = vec![None; all.len()];
    let mut numbered = vec![false; all.len()];
    for planned in all.iter().filter(|planned| !planned.blank) {
        let parent = planned.parent;
        match planned.form {
            Form::Num if !numbered[parent] => {
                let number = number(planned.node.text());
                numbered[parent] = number.is_some();
                names[parent] = number.or(names[parent].take());
            }
            Form::Heading if planned.name == "heading" && names[parent].is_none() => {
                names[parent] = Some(brief(planned.node.text(), HEADING));
            }
            _ => {}
        }
    }
    names
}

/// A number without the signs around it: « 5 » of « 5. », « 2 » of « (2) », « a) » of « a) ».
fn number(text: &str) -> Option<String> {
    let text = line(text);
    let text = text.trim_matches(|c: char| c.is_whitespace() || ".:;,–—-".contains(c));
    let inside = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(text);
    inside.chars().any(char::is_alphanumeric).then(|| brief(inside, HEADING))
}

/// How many paragraphs are right inside each element; none, if some of them have numbers.
fn blocks(all: &[Planned<'_>], names: &[Option<String>]) -> Vec<usize> {
    let mut blocks = vec![0; all.len()];
    let mut numbered = vec![false; all.len()];
    for (this, planned) in all.iter().enumerate().skip(1).filter(|(_, p)| is_counted(p)) {
        blocks[planned.parent] += 1;
        numbered[planned.parent] |= names[this].is_some();
    }
    for (count, numbered) in blocks.iter_mut().zip(numbered) {
        if numbered {
            *count = 0;
        }
    }
    blocks
}

/// Whether an element is one of the paragraphs that a reader counts.
fn is_counted(planned: &Planned<'_>) -> bool {
    matches!(planned.form, Form::Division | Form::Paragraph) && !planned.blank
}

/// The step that an element adds to the place around it.
fn mark<'d>(
    planned: &Planned<'d>,
    name: Option<&str>,
    number: Option<usize>,
    around: &CitedPlace<'d>,
) -> Option<PlaceStep<'d>> {
    let inside_paragraph = matches!(around.mark, PlaceStep::Paragraph(_)) || around.marks >= MOST;
    match (planned.form, name) {
        _ if matches!(planned.name, "preface" | "preamble" | "conclusions") => {
            Some(PlaceStep::Part(planned.name))
        }
        (Form::Article | Form::Item, Some(name)) => Some(PlaceStep::Said(name.to_owned())),
        // « Annexe I » is a name and not a number.
        (Form::Division, Some(name)) if name.contains(' ') => {
            Some(PlaceStep::Said(name.to_owned()))
        }
        (Form::Division, Some(name)) => Some(PlaceStep::Paragraph(name.to_owned())),
        _ if inside_paragraph => None,
        (Form::Division | Form::Paragraph, None) => {
            number.map(|n| PlaceStep::Paragraph(n.to_string()))
        }
        _ => None,
    }
}

impl<'d> CitedPlaces<'d> {
    /// Adds a place; returns its number.
    fn add(&mut self, around: usize, mark: PlaceStep<'d>, element: &str) -> usize {
        // Articles are counted through the document: what is around them need not be said.
        let whole = element == "article" || matches!(mark, PlaceStep::Part(_));
        let around = if whole { 0 } else { around };
        let marks = self.0[around].marks;
        if marks >= MOST {
            return around;
        }
        self.0.push(CitedPlace { around, mark, marks: marks + 1 });
        self.0.len() - 1
    }

    /// A place in the words of a language; empty for the document itself.
    pub(super) fn told(&self, place: usize, words: &Words) -> String {
        let steps = std::iter::successors(Some(place), |&place| Some(self.0[place].around));
        let steps = steps.take_while(|&place| place > 0).map(|place| match &self.0[place].mark {
            PlaceStep::Whole => String::new(),
            PlaceStep::Part(element) => words.parts.get(*element).cloned().unwrap_or_default(),
            PlaceStep::Said(said) => said.clone(),
            PlaceStep::Paragraph(number) => words.paragraph.replace("{number}", number),
        });
        let mut steps: Vec<_> = steps.collect();
        steps.reverse();
        steps.join(", ")
    }
}
