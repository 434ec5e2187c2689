//! What a policy would have asked, as its page shows it.

use crate::rules::{OfficeTree, Period, Status, Summary};
use crate::web::pages::admin::office_name;
use crate::web::views::policies::{
    ChangeCount, ChangeRow, PolicyPreview, PreviewChanges, PreviewRow,
};
use crate::workflows::policies::preview::{Change, Preview};

/// Of those whose status changes, the page names so many; the rest is counted.
const NAMED: usize = 50;

/// The figures of the policy's office and of those right below it, and who changes.
pub fn view(preview: &Preview, tree: &OfficeTree) -> Option<PolicyPreview> {
    let (top, figures) = preview.offices.first()?;
    let below = preview.offices.iter().skip(1).filter(|(office, figures)| {
        figures.headcount > 0 && tree.get(*office).and_then(|one| one.parent) == Some(*top)
    });
    let changes = &preview.changes;
    let kinds = changes.kinds.iter().map(|(before, after, count)| ChangeCount {
        before: *before,
        after: *after,
        count: *count,
    });
    let people = changes.people.iter().take(NAMED).map(|one| person(one, tree));
    let people: Vec<_> = people.collect();
    Some(PolicyPreview {
        kind: preview.period.kind,
        start: preview.period.start,
        office: row(figures, office_name(tree, Some(*top))),
        offices: below
            .map(|(office, figures)| row(figures, office_name(tree, Some(*office))))
            .collect(),
        changes: PreviewChanges {
            count: changes.total,
            kinds: kinds.collect(),
            unnamed: changes.total - people.len(),
            people,
        },
    })
}

fn row(figures: &Summary, name: Option<&str>) -> PreviewRow {
    PreviewRow {
        name: name.map(str::to_owned),
        headcount: figures.headcount,
        met: figures.met + figures.met_late,
        short: figures.short,
        exempt: figures.exempt,
    }
}

fn person(change: &Change, tree: &OfficeTree) -> ChangeRow {
    let (before, Period { kind, start, .. }) = change.before;
    ChangeRow {
        number: change.number.clone(),
        name: change.name.clone(),
        office: office_name(tree, change.office).map(str::to_owned),
        before,
        before_kind: kind,
        before_start: start,
        after: change.after,
        shortfall: change.shortfall.filter(|_| change.after == Status::Short).unwrap_or(0),
    }
}
