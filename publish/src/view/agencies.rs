//! Which agencies and agreements are named in which chapter.

use super::body::WrittenText;
use super::escape::brief;
use super::names::{NAME, chapter_title, name, row_id};
use crate::words::Words;
use akoma::{Document, Entity, Node};
use std::collections::{HashMap, HashSet};

/// How many chapters a table has columns for: a page has no room for more.
const COLUMNS: usize = 12;
/// How long the title of a column is.
const TITLE: usize = 24;

/// The table.
#[derive(Default)]
pub(super) struct AgencyTable {
    /// The chapters that name one.
    pub(super) columns: Vec<ChapterColumn>,
    pub(super) rows: Vec<AgencyRow>,
}

/// A chapter.
pub(super) struct ChapterColumn {
    /// Its number.
    pub(super) label: String,
    /// Its number and heading.
    pub(super) title: String,
    /// Its id on the page.
    pub(super) id: Option<String>,
}

/// An agency or agreement.
pub(super) struct AgencyRow {
    /// The id of its row in the index.
    pub(super) id: String,
    pub(super) name: String,
    /// How often it is named in each of the chapters.
    pub(super) cells: Vec<ChapterCount>,
    pub(super) total: u32,
}

/// How often one is named in a chapter.
#[derive(Clone, Default)]
pub(super) struct ChapterCount {
    pub(super) count: u32,
    /// The id of the first mention there, if it is on the page.
    pub(super) id: Option<String>,
}

/// The table of a document; `rows` are the numbers of its entities in the index.
pub(super) fn table(
    doc: &Document,
    rows: &HashMap<*const Entity, usize>,
    written: &WrittenText<'_>,
    words: &Words,
) -> AgencyTable {
    let agencies = doc.entity_index();
    let chapters: Vec<Node<'_>> = doc.chapters().collect();
    if chapters.is_empty() {
        // The index says all that there is to say.
        return AgencyTable::default();
    }
    let start = |chapter: Option<Node<'_>>| chapter.map(|chapter| chapter.span().start());
    let mut named: Vec<_> =
        agencies.rows().flat_map(|row| row.chapters()).map(|(c, _)| start(c)).collect();
    named.sort_unstable();
    named.dedup();
    let by_start: HashMap<_, _> = chapters.iter().map(|c| (start(Some(*c)), *c)).collect();
    let columns = named.iter().map(|at| column(by_start.get(at).copied(), written, words));
    let columns: Vec<ChapterColumn> = columns.collect();
    let place: HashMap<_, _> = named.iter().enumerate().map(|(i, at)| (*at, i)).collect();
    let first = first_mentions(doc, written);
    let rows = agencies.rows().filter_map(|agency| {
        let entity = agency.entity();
        let row = rows.get(&std::ptr::from_ref(entity))?;
        let mut cells = vec![ChapterCount::default(); columns.len()];
        for (chapter, count) in agency.chapters() {
            let key = start(chapter);
            if let Some(cell) = place.get(&key).and_then(|&at| cells.get_mut(at)) {
                cell.count += count;
                cell.id = first.get(&(std::ptr::from_ref(entity), key)).cloned();
            }
        }
        let short =
            entity.short().map(|short| brief(short, NAME)).filter(|short| !short.is_empty());
        let name = short.unwrap_or_else(|| name(entity, NAME, words));
        Some(AgencyRow { id: row_id(row + 1), name, cells, total: agency.total() })
    });
    let rows = rows.collect();
    AgencyTable { columns, rows }
}

fn column(chapter: Option<Node<'_>>, written: &WrittenText<'_>, words: &Words) -> ChapterColumn {
    let Some(chapter) = chapter else {
        return ChapterColumn { label: "–".to_owned(), title: words.outside.clone(), id: None };
    };
    let title = chapter_title(chapter);
    let number = chapter.number().map(|number| brief(number, TITLE)).filter(|n| !n.is_empty());
    let label = number.unwrap_or_else(|| brief(&title, TITLE));
    let id = Some(chapter.eid()).filter(|id| written.ids.contains(id)).map(str::to_owned);
    ChapterColumn { label: if label.is_empty() { "…".to_owned() } else { label }, title, id }
}

/// The ids of the first mentions of each entity in each chapter that are on the page.
fn first_mentions(
    doc: &Document,
    written: &WrittenText<'_>,
) -> HashMap<(*const Entity, Option<u32>), String> {
    let shown: HashSet<&str> =
        written.layers.iter().filter(|l| l.place.is_some()).map(|l| l.id.as_str()).collect();
    let mut first = HashMap::new();
    for (i, mention) in doc.mentions().enumerate() {
        let id = format!("m-{}", i + 1);
        if shown.contains(id.as_str()) {
            let chapter = mention.chapter().map(|chapter| chapter.span().start());
            first.entry((std::ptr::from_ref(mention.entity()), chapter)).or_insert(id);
        }
    }
    first
}

impl AgencyTable {
    /// Whether there are more chapters than a page has room for.
    pub(super) fn is_wide(&self) -> bool {
        self.columns.len() > COLUMNS
    }
}
