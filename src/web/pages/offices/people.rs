//! Who is on an office's page by name, and who is only counted.

use std::collections::HashSet;

use super::asked::Asked;
use super::table::Table;
use super::{Row, in_sight, names, remind};
use crate::rules::summary::sort_by_shortfall;
use crate::rules::{EmployeeId, Period, Status};
use crate::standing::glance::Glances;
use crate::standing::report::Report;
use crate::web::HttpError;
use crate::web::guards::context::Context;
use crate::web::guards::viewer::SignedIn;
use crate::web::views::offices::OfficePeople;

/// Those of the report whose names the viewer may see, who misses the most first.
pub(super) fn worst_first<'a>(user: &SignedIn, report: &Report<'a>) -> Vec<Row<'a>> {
    let mut standing = in_sight(user, &report.standing);
    sort_by_shortfall(&mut standing);
    standing
}

/// Of those who count for the office, in one page of the table.
pub(super) async fn read(
    context: &Context<'_>,
    (asked, periods, page): (Asked<'_>, Vec<Period>, u64),
    report: &Report<'_>,
) -> Result<OfficePeople, HttpError> {
    let user = &context.user;
    let mut standing = worst_first(user, report);
    let lacking = standing.iter().filter(|(_, one)| one.status.lacks());
    let short: Vec<Row<'_>> = lacking.cloned().collect();
    // Of a whole district its offices are named, not some strangers of theirs.
    let names_people = !report.own_only || report.children().next().is_none();
    let (lacking, open) = if report.own_only {
        (report.summary().lacking() as usize, report.summary().open as usize)
    } else {
        let open = short.iter().filter(|(_, one)| one.status == Status::Open);
        (short.len(), open.count())
    };
    let closed_names = names::close(context, &asked, &mut standing).await;
    let attended = if names_people { names::of(user, &asked, &short) } else { Vec::new() };
    let rulebook = &*user.rulebook;
    let table = Table { rulebook, asked, periods, page };
    let (ids, total) = table.ids(context.store(), standing).await?;
    let on_page: HashSet<EmployeeId> =
        ids.iter().copied().chain(attended.iter().map(|(id, _)| *id)).collect();
    let on_page: Vec<EmployeeId> = on_page.into_iter().collect();
    let glances =
        Glances::of_people(context.db(), rulebook, &on_page, &table.periods, user.now).await?;
    Ok(OfficePeople {
        heat: table.heat(&ids, total, &glances),
        attention: table.attention(&attended, &glances),
        attention_total: lacking,
        names_people,
        closed_names,
        remind: remind::link(context, asked.office, &asked.period, open).await?,
    })
}
