//! What a policy would have asked, as its page shows it.

use serde_json::{Value, json};

use crate::rules::{Period, Status, Summary};
use crate::web::guards::viewer::SignedIn;
use crate::web::pages::admin::office_name;
use crate::workflows::policies::preview::{Change, Preview};

/// Of those whose status changes, the page names so many; the rest is counted.
const NAMED: usize = 50;

/// The figures of the policy's office and of those right below it, and who changes.
pub fn shown(preview: &Preview, me: &SignedIn) -> Value {
    let tree = &me.rulebook.offices;
    let Some((top, figures)) = preview.offices.first() else { return Value::Null };
    let below = preview.offices.iter().skip(1).filter(|(office, figures)| {
        figures.headcount > 0 && tree.get(*office).and_then(|one| one.parent) == Some(*top)
    });
    let kinds =
        preview.changes.kinds.iter().map(
            |(before, after, count)| json!({ "before": before, "after": after, "count": count }),
        );
    let people = preview.changes.people.iter().take(NAMED).map(|one| person(one, me));
    let people: Vec<Value> = people.collect();
    json!({
        "kind": preview.period.kind,
        "start": preview.period.start,
        "office": row(figures, office_name(tree, Some(*top))),
        "offices": below
            .map(|(office, figures)| row(figures, office_name(tree, Some(*office))))
            .collect::<Vec<_>>(),
        "changes": {
            "count": preview.changes.total,
            "kinds": kinds.collect::<Vec<_>>(),
            "unnamed": preview.changes.total - people.len(),
            "people": people,
        },
    })
}

fn row(figures: &Summary, name: Option<&str>) -> Value {
    json!({
        "name": name,
        "headcount": figures.headcount,
        "met": figures.met + figures.met_late,
        "short": figures.short,
        "exempt": figures.exempt,
    })
}

fn person(change: &Change, me: &SignedIn) -> Value {
    let (before, Period { kind, start, .. }) = change.before;
    json!({
        "number": change.number,
        "name": change.name,
        "office": office_name(&me.rulebook.offices, change.office),
        "before": before,
        "before_kind": kind,
        "before_start": start,
        "after": change.after,
        "shortfall": change.shortfall.filter(|_| change.after == Status::Short).unwrap_or(0),
    })
}
