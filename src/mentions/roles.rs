//! Offices and the people who hold them: « les ministres de la Justice, A et B, de la Défense,
//! C et D ». The order of the parties says who represents whom.

use super::candidate::{Candidate, EntityRef};
use super::chart::Chart;
use super::table::{EntityTable, one_line};
use crate::language::Language;
use crate::model::{Entity, EntityId, EntityKind};
use crate::text::{Separator, Token, Vocabulary, WordId, WordTable, slug};
use std::ops::Range;

#[derive(Debug, Default)]
pub(super) struct Roles {
    /// The forms of each office by their first word: the words, and which office.
    heads: WordTable<Vec<(Vec<WordId>, usize)>>,
    /// The singular of each office.
    singular: Vec<String>,
    joins: WordTable<()>,
    articles: WordTable<()>,
    and: WordTable<()>,
    particles: WordTable<()>,
    honorifics: WordTable<()>,
    grammar: WordTable<()>,
    demonyms: WordTable<()>,
    field_endings: Vec<String>,
}

/// The most words of a person's name.
const NAME_WORDS: usize = 7;
/// The most words of an office's field: « des Affaires étrangères et européennes ».
const FIELD_WORDS: usize = 20;

/// Whether « de la » must follow what is before it at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Join {
    Near,
    AfterComma,
}

/// An office found, and the field it has.
struct Office {
    range: Range<usize>,
    head: usize,
    /// Where the words after the office begin.
    after: usize,
    entity: EntityRef,
}

impl Roles {
    pub(super) fn new(
        language: Option<&Language>,
        demonyms: WordTable<()>,
        vocabulary: &mut Vocabulary,
    ) -> Self {
        let Some(language) = language else { return Self::default() };
        let rules = &language.roles;
        let mut heads: WordTable<Vec<(Vec<WordId>, usize)>> = WordTable::default();
        for (office, forms) in rules.heads.iter().enumerate() {
            for form in forms {
                let words = vocabulary.intern_all(form);
                heads.slot(words[0]).get_or_insert_default().push((words, office));
            }
        }
        for forms in heads.values_mut() {
            forms.sort_by_key(|(words, _)| usize::MAX - words.len());
        }
        let mut set = |words: &[String]| words.iter().map(|w| vocabulary.intern(w)).collect();
        Self {
            heads,
            demonyms,
            singular: rules.heads.iter().map(|forms| forms[0].clone()).collect(),
            joins: set(&rules.joins),
            articles: set(&rules.articles),
            and: set(&rules.and),
            particles: set(&rules.particles),
            honorifics: set(&rules.honorifics),
            grammar: set(&language.function_words),
            field_endings: rules.field_endings.clone(),
        }
    }

    /// Adds offices and persons to `chart`, which must be sorted and stays so.
    pub(super) fn find(
        &self,
        text: &str,
        words: &[Token],
        table: &mut EntityTable<'_>,
        chart: &mut Chart,
    ) {
        let mut new: Vec<Candidate> = Vec::new();
        let mut at = 0;
        while at < words.len() {
            if let Some(office) = self.office(text, words, at, table, chart) {
                if let Some(person) = self.person_before(words, at, chart, &new) {
                    self.person(text, words, person, Some(office.entity), table, &mut new);
                }
                at = self.holders(text, words, office, table, chart, &mut new);
            } else if self.honorifics.contains(words[at].word) && words[at].is_capital() {
                at = self.after_honorific(text, words, at, table, chart, &mut new);
            } else {
                at += 1;
            }
        }
        new.into_iter().for_each(|f| chart.push(f));
        chart.sort();
    }

    /// The person named right before an office: « Alexander De Croo, Premier ministre … ».
    fn person_before(
        &self,
        words: &[Token],
        at: usize,
        chart: &Chart,
        new: &[Candidate],
    ) -> Option<Range<usize>> {
        if !words[at].separator.has(Separator::COMMA)
            || words[at].separator.has(Separator::STOP | Separator::OPEN | Separator::CLOSE)
        {
            return None;
        }
        let taken = new.last().map_or(0, |f| f.end as usize);
        let from = at.saturating_sub(NAME_WORDS).max(taken);
        let named = |start: &usize| {
            let person = self.person_at(words, *start, chart);
            let whole = !self.honorifics.contains(words[*start].word)
                && (*start == 0
                    || !words[start - 1].is_capital()
                    || !words[*start].separator.joins());
            person.is_some_and(|p| p.end == at) && whole
        };
        let start = (from..at).find(named)?;
        Some(start..at)
    }

    /// The office that begins at token `at`, with its field.
    fn office(
        &self,
        text: &str,
        words: &[Token],
        at: usize,
        table: &mut EntityTable<'_>,
        chart: &Chart,
    ) -> Option<Office> {
        let forms = self.heads.get(words[at].word)?;
        let (form, head) = forms.iter().find(|(form, _)| {
            form.iter().enumerate().all(|(i, word)| {
                words
                    .get(at + i)
                    .is_some_and(|w| w.word == *word && (i == 0 || w.separator.joins()))
            })
        })?;
        let end_of_head = at + form.len();
        // « ministre belge de la Défense » holds the adjective, « ministre belge » ends before it.
        let demonym = words
            .get(end_of_head)
            .is_some_and(|w| w.separator.joins() && self.demonyms.contains(w.word));
        let before_field = end_of_head + usize::from(demonym);
        let field = self.field(text, words, before_field, Join::Near, table, chart);
        let end = field.unwrap_or(end_of_head);
        let entity = self.office_entity(text, words, *head, end_of_head..end, table);
        Some(Office { range: at..end, head: *head, after: field.unwrap_or(before_field), entity })
    }

    /// The end of the field of an office: « de la Justice », « des Affaires étrangères et
    /// européennes », « de la Commission européenne ». `None` if what follows is none: a state,
    /// for example.
    fn field(
        &self,
        text: &str,
        words: &[Token],
        from: usize,
        join: Join,
        table: &EntityTable<'_>,
        chart: &Chart,
    ) -> Option<usize> {
        let mut at = self.join(words, from, join)?;
        let first = words.get(at)?;
        // « procureure générale près la cour d’appel de Dakar »
        let body = chart
            .starting(at)
            .find(|f| f.kind == EntityKind::Organization && !table.is_state(f.entity));
        if let Some(body) = body.filter(|_| first.separator.joins() && !first.is_capital()) {
            return Some(body.end as usize);
        }
        if !first.is_capital() || !first.separator.joins() || self.is_grammar(*first) {
            return None;
        }
        if let Some(named) = chart.starting(at).next() {
            let body = named.kind == EntityKind::Organization && !table.is_state(named.entity);
            return body.then_some(named.end as usize);
        }
        at += 1;
        let mut end = at;
        // Where a list of fields without its last « et » goes back to.
        let mut open_list = None;
        while at < words.len() && at < from + FIELD_WORDS {
            let word = words[at];
            if !word.separator.joins() {
                // « de l’Économie, des Finances et de l’Industrie »
                let item = self
                    .join(words, at, Join::AfterComma)
                    .filter(|_| word.separator.has(Separator::COMMA));
                let named = |i: usize| {
                    words[i].separator.joins()
                        && words[i].is_capital()
                        && chart.starting(i).next().is_none()
                };
                match item.filter(|&i| i < words.len() && named(i)) {
                    Some(item) => {
                        open_list.get_or_insert(end);
                        at = item + 1;
                        end = at;
                        continue;
                    }
                    None => break,
                }
            }
            let and = self.and.contains(word.word);
            let after_and = if and { at + 1 } else { at };
            let inner = self.join(words, after_and, Join::Near).unwrap_or(after_and);
            let Some(next) = words.get(inner).filter(|w| w.separator.joins()) else { break };
            let plain = !next.is_capital() && self.ends_field(&text[next.span.range()]);
            let named = next.is_capital()
                && (inner > after_and || and)
                && chart
                    .starting(inner)
                    .all(|f| f.kind == EntityKind::Organization && !table.is_state(f.entity));
            // « ministre de la Justice et ministre de … » begins another office.
            let office = plain && self.heads.contains(next.word);
            if office || !(named || (plain && (!and || inner == after_and))) {
                break;
            }
            if named && and {
                open_list = None;
            }
            at = inner + 1;
            end = at;
        }
        Some(open_list.unwrap_or(end))
    }

    fn ends_field(&self, word: &str) -> bool {
        // « tel » has the ending and is none.
        word.len() > 3 && self.field_endings.iter().any(|ending| word.ends_with(ending.as_str()))
    }

    fn is_grammar(&self, word: Token) -> bool {
        self.grammar.contains(word.word)
            || self.joins.contains(word.word)
            || self.articles.contains(word.word)
            || self.and.contains(word.word)
    }

    /// After « de la », « des », « de l’ »: the token that follows.
    fn join(&self, words: &[Token], from: usize, join: Join) -> Option<usize> {
        let word = words.get(from)?;
        let near = word.separator.joins() || join == Join::AfterComma;
        if !self.joins.contains(word.word) || !near {
            return None;
        }
        let mut at = from + 1;
        // « chargé des », « de la »
        while words.get(at).is_some_and(|w| {
            w.separator.joins()
                && !w.is_capital()
                && (self.articles.contains(w.word) || self.joins.contains(w.word))
        }) {
            at += 1;
        }
        Some(at)
    }

    fn office_entity(
        &self,
        text: &str,
        words: &[Token],
        head: usize,
        field: Range<usize>,
        table: &mut EntityTable<'_>,
    ) -> EntityRef {
        let mut name = self.singular[head].clone();
        if !field.is_empty() {
            let from = words[field.start].span.start() as usize;
            name.push(' ');
            name.push_str(&one_line(&text[from..words[field.end - 1].span.end() as usize]));
        }
        table.entity(&slug(&name), EntityKind::Role, |id| {
            Entity::new(id, EntityKind::Role, name.as_str())
        })
    }

    /// The people named after an office, and the offices without a head that follow them.
    fn holders(
        &self,
        text: &str,
        words: &[Token],
        office: Office,
        table: &mut EntityTable<'_>,
        chart: &Chart,
        new: &mut Vec<Candidate>,
    ) -> usize {
        let (head, mut entity) = (office.head, office.entity);
        new.push(Candidate::new(words, office.range, entity, EntityKind::Role));
        // « du Royaume de Belgique et de la République française, »
        let mut at = self.skip_states(words, office.after, table, chart);
        loop {
            let mut any = false;
            while let Some(person) = self.next_person(words, at, any, chart) {
                at = person.end;
                self.person(text, words, person, Some(entity), table, new);
                any = true;
            }
            if !any {
                return at.max(office.after);
            }
            // « , de la Défense, C et D »: the head is understood.
            let mut next = at;
            if words.get(next).is_some_and(|w| self.and.contains(w.word)) {
                next += 1;
            }
            let Some(range) = self.elliptic(text, words, next, table, chart) else { return at };
            entity = self.office_entity(text, words, head, next..range.end, table);
            // The mention is the field without « de la »: the name without its article.
            at = range.end;
            new.push(Candidate::new(words, range, entity, EntityKind::Role));
        }
    }

    /// « Défense » in « , de la Défense, C et D » after the holders of another office, if people
    /// follow it.
    fn elliptic(
        &self,
        text: &str,
        words: &[Token],
        at: usize,
        table: &EntityTable<'_>,
        chart: &Chart,
    ) -> Option<Range<usize>> {
        let word = words.get(at)?;
        let apart = word.separator.has(Separator::COMMA) || self.and.contains(words[at - 1].word);
        let start = self.join(words, at, Join::AfterComma).filter(|_| apart)?;
        let end = self.field(text, words, at, Join::AfterComma, table, chart)?;
        self.next_person(words, end, false, chart).map(|_| start..end)
    }

    /// The token after the states that an office is of.
    fn skip_states(
        &self,
        words: &[Token],
        from: usize,
        table: &EntityTable<'_>,
        chart: &Chart,
    ) -> usize {
        let mut at = from;
        loop {
            let mut next = at;
            if words.get(next).is_some_and(|w| self.and.contains(w.word)) {
                next += 1;
            }
            let Some(joined) = self.join(words, next, Join::Near) else { return at };
            let state = chart.starting(joined).find(|f| table.is_state(f.entity));
            match state {
                Some(state) => at = state.end as usize,
                None => return at,
            }
        }
    }

    /// The person named at token `at`: after a comma, or « et » once one has been named.
    fn next_person(
        &self,
        words: &[Token],
        at: usize,
        more: bool,
        chart: &Chart,
    ) -> Option<Range<usize>> {
        let mut start = at;
        let word = words.get(start)?;
        let mut apart = word.separator.has(Separator::COMMA) || (!more && word.separator.joins());
        if more && self.and.contains(word.word) {
            start += 1;
            apart = true;
        }
        while words.get(start).is_some_and(|w| self.honorifics.contains(w.word)) {
            start += 1;
            apart = true;
        }
        // « CONSEIL DES MINISTRES CRÉATION COMPOSITION »: in capitals, only a sign marks a name.
        let told = start > at || word.separator.has(Separator::COMMA) || !word.is_all_capitals();
        if !apart || !told {
            return None;
        }
        self.person_at(words, start, chart)
    }

    /// « Monsieur »; a letter may be an initial.
    fn is_honorific(&self, word: Token) -> bool {
        word.span.len() > 1 && self.honorifics.contains(word.word)
    }

    /// Two words with a capital or more, particles between: « Alexander De Croo ».
    fn person_at(&self, words: &[Token], start: usize, chart: &Chart) -> Option<Range<usize>> {
        let first = words.get(start)?;
        let own_name = |at: usize| chart.covers(at);
        if self.is_honorific(*first)
            || !first.is_capital()
            || self.is_grammar(*first)
            || self.heads.contains(first.word)
            || own_name(start)
        {
            return None;
        }
        let mut end = start + 1;
        let mut capitals = 1;
        while let Some(word) =
            words.get(end).filter(|w| w.separator.joins() || initial(words, end, **w))
        {
            // Two columns of signatures are far apart.
            let apart =
                word.span.start() - words[end - 1].span.end() > 1 && !initial(words, end, *word);
            if end - start >= NAME_WORDS || own_name(end) || apart {
                break;
            }
            if self.is_honorific(*word) {
                break;
            }
            if word.is_capital() && !self.grammar.contains(word.word) {
                capitals += 1;
                end += 1;
                continue;
            }
            let particle = self.particles.contains(word.word);
            let after = words.get(end + 1).is_some_and(|w| w.separator.joins() && w.is_capital());
            if !(particle && after) || self.and.contains(word.word) {
                break;
            }
            end += 1;
        }
        (capitals >= 2).then_some(start..end)
    }

    fn person(
        &self,
        text: &str,
        words: &[Token],
        range: Range<usize>,
        role: Option<EntityRef>,
        table: &mut EntityTable<'_>,
        new: &mut Vec<Candidate>,
    ) {
        let surface = &text
            [words[range.start].span.start() as usize..words[range.end - 1].span.end() as usize];
        if surface.contains(|c: char| c.is_ascii_digit()) {
            return;
        }
        let entity = table.named(surface, EntityKind::Person, None);
        if let Some(local) = table.local_mut(entity) {
            local.role = local.role.or(role);
        }
        new.push(Candidate::new(words, range, entity, EntityKind::Person));
    }

    fn after_honorific(
        &self,
        text: &str,
        words: &[Token],
        at: usize,
        table: &mut EntityTable<'_>,
        chart: &Chart,
        new: &mut Vec<Candidate>,
    ) -> usize {
        // « M. Dupont »: a full stop may follow the honorific.
        let next = at + 1;
        let near = words
            .get(next)
            .is_some_and(|w| !w.separator.has(!(Separator::SPACE | Separator::STOP)));
        match near.then(|| self.person_at(words, next, chart)).flatten() {
            Some(person) => {
                let end = person.end;
                self.person(text, words, person, None, table, new);
                end
            }
            None => next,
        }
    }
}

/// « Joseph R. Biden »: a full stop after one capital is part of the name.
fn initial(words: &[Token], at: usize, word: Token) -> bool {
    at > 0
        && words[at - 1].span.len() == 1
        && !word.separator.has(!(Separator::SPACE | Separator::STOP))
}

/// Gives each person the party represented: people named in one paragraph as often as there are
/// parties, or a multiple, are in the order of the parties.
pub(super) fn assign_parties(
    found: &[(usize, Candidate)],
    table: &mut EntityTable<'_>,
    parties: &[EntityId],
) {
    if parties.len() < 2 {
        return;
    }
    for block in found.chunk_by(|a, b| a.0 == b.0) {
        let mut persons: Vec<EntityRef> = Vec::new();
        for (_, f) in block.iter().filter(|(_, f)| f.kind == EntityKind::Person) {
            if !persons.contains(&f.entity) && persons.len() < 256 {
                persons.push(f.entity);
            }
        }
        if persons.is_empty() || !persons.len().is_multiple_of(parties.len()) {
            continue;
        }
        for (i, person) in persons.into_iter().enumerate() {
            if let Some(local) = table.local_mut(person)
                && local.role.is_some()
            {
                local.party = local.party.or(Some(parties[i % parties.len()]));
            }
        }
    }
}

#[cfg(test)]
mod tests;
