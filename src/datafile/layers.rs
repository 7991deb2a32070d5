//! One table laid over another: what somebody changes of a file that they do not own.

use super::Mistake;
use crate::text::closest;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

/// The key of the identifiers of what a layer takes away.
const REMOVE: &str = "remove";
/// The key that names a table of a list.
const ID: &str = "id";

/// Lays `over` on `base`: a table of a list takes the place of the one with its `id`, else it is added;
/// lists are added to, but for those at the dotted keys `whole`; any other value takes the place of
/// the one there. What the list `remove` names is taken away.
pub(super) fn lay<'t>(
    base: &mut DeTable<'t>,
    mut over: DeTable<'t>,
    whole: &[&str],
    mistakes: &mut Vec<Mistake>,
) {
    if let Some(ids) = over.remove(REMOVE) {
        remove(base, &ids, mistakes);
    }
    lay_table(base, over, whole, "");
}

fn lay_table<'t>(base: &mut DeTable<'t>, over: DeTable<'t>, whole: &[&str], path: &str) {
    for (key, value) in over {
        let name = key.get_ref().to_string();
        let path = if path.is_empty() { name } else { format!("{path}.{name}") };
        let Some(there) = base.get_mut(&key) else {
            base.insert(key, value);
            continue;
        };
        let at = value.span();
        match (there.get_mut(), value.into_inner()) {
            (DeValue::Table(there), DeValue::Table(over)) => lay_table(there, over, whole, &path),
            (DeValue::Array(there), DeValue::Array(over)) if !whole.contains(&path.as_str()) => {
                over.into_iter().for_each(|item| lay_item(there, item));
            }
            (_, value) => *there = Spanned::new(at, value),
        }
    }
}

fn lay_item<'t>(list: &mut DeArray<'t>, item: Spanned<DeValue<'t>>) {
    let same = id_of(&item).and_then(|id| list.iter().position(|there| id_of(there) == Some(id)));
    match same.and_then(|number| list.get_mut(number)) {
        Some(there) => *there = item,
        None => list.push(item),
    }
}

fn id_of<'v>(item: &'v Spanned<DeValue<'_>>) -> Option<&'v str> {
    item.get_ref().as_table()?.get(ID)?.get_ref().as_str()
}

fn remove(base: &mut DeTable<'_>, ids: &Spanned<DeValue<'_>>, mistakes: &mut Vec<Mistake>) {
    let help = format!("write `{REMOVE} = [\"…\"]`");
    let Some(list) = ids.get_ref().as_array() else {
        let message = format!("key `{REMOVE}`: expected a list, but found another type of value");
        mistakes.push(Mistake::new(ids.span(), message).with_help(Some(help)));
        return;
    };
    for item in list.iter() {
        let Some(id) = item.get_ref().as_str() else {
            let message =
                format!("key `{REMOVE}`: expected an id, but found another type of value");
            mistakes.push(Mistake::new(item.span(), message).with_help(Some(help.clone())));
            continue;
        };
        if !remove_one(base, id) {
            let mut known = Vec::new();
            ids_in(base, &mut known);
            let near = closest(id, known.iter().map(String::as_str));
            let help = near.map(|near| format!("did you mean `{near}`?"));
            let message = format!(
                "key `{REMOVE}`: expected the id of a rule of the language, but found `{id}`"
            );
            mistakes.push(Mistake::new(item.span(), message).with_help(help));
        }
    }
}

/// Takes away the table of a list with this id; `false` if there is none.
fn remove_one(table: &mut DeTable<'_>, id: &str) -> bool {
    table.iter_mut().any(|(_, value)| match value.get_mut() {
        DeValue::Table(table) => remove_one(table, id),
        DeValue::Array(list) => {
            let before = list.len();
            let items = std::mem::replace(list, DeArray::new());
            *list = items.into_iter().filter(|item| id_of(item) != Some(id)).collect();
            list.len() < before
        }
        _ => false,
    })
}

fn ids_in(table: &DeTable<'_>, ids: &mut Vec<String>) {
    for (_, value) in table.iter() {
        match value.get_ref() {
            DeValue::Table(table) => ids_in(table, ids),
            DeValue::Array(list) => ids.extend(list.iter().filter_map(id_of).map(str::to_owned)),
            _ => {}
        }
    }
}
