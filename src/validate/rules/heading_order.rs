use super::super::code::Code;
use super::super::context::Context;
use super::super::rule::{Findings, Rule};
use crate::report::Severity;
use crate::xml::Element;
use rustc_hash::FxHashMap;

pub(super) const RULE: Rule = Rule {
    code: Code::convention(
        "heading-order",
        Severity::Warning,
        "The schema allows `num` and `heading` in either order, since some legal traditions \
         print the heading first, and the order is that of the printed text. In this document \
         elements of the same name have it both ways: the rarer order is probably a mistake, \
         and shows as one when the document is printed. Put the two in the order of the others.",
    ),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut orders: FxHashMap<&str, [OrderCount<'_>; 2]> = FxHashMap::default();
    for heading in context.elements_of_text().filter(|element| element.name() == "heading") {
        let Some(element) = heading.parent() else { continue };
        // It is enough to look at the first few: an element begins with these.
        let num = element.children().take(FIRST).find(|child| child.name() == "num");
        let Some(num) = num else { continue };
        let heading_first = heading.index() < num.index();
        let order = &mut orders.entry(element.name()).or_default()[usize::from(heading_first)];
        order.count += 1;
        order.first.get_or_insert(heading);
    }
    for (name, [num_first, heading_first]) in orders {
        let is_num_rarer = num_first.count < heading_first.count;
        let (rarer, others) = if is_num_rarer {
            (num_first, heading_first.count)
        } else {
            (heading_first, num_first.count)
        };
        let (expected, found) = if is_num_rarer { ("heading", "num") } else { ("num", "heading") };
        // Half and half is no order that one could break.
        let Some(heading) = rarer.first.filter(|_| others > rarer.count) else { continue };
        if !findings.is_first(name) {
            continue;
        }
        let more = match rarer.count - 1 {
            0 => String::new(),
            more => format!(", and {more} more"),
        };
        let message = format!(
            "expected `{expected}` before `{found}`, as in {others} other `{name}`, but found it after that{more}"
        );
        let finding = findings.at(heading, heading.name_span(), message);
        findings.push(
            finding
                .with_found(found)
                .with_expected([expected])
                .with_help("change the order, if the printed text does not have it so"),
        );
    }
}

/// What is numbered has its number among its first children.
const FIRST: usize = 8;

/// How often one order was met, and where first.
#[derive(Clone, Copy, Default)]
struct OrderCount<'t> {
    count: usize,
    first: Option<Element<'t>>,
}
