//! An office for its head: who has met the minimum, who has not, how it went so far.

pub mod remind;
mod table;

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use rocket::get;

use table::Table;

use super::paging::{PageNumber, unreadable};
use crate::rules::problem::{self, Problem};
use crate::rules::summary::sort_by_shortfall;
use crate::rules::{Assessment, EmployeeId, Office, Period, Rulebook, close, period_kind};
use crate::standing::{assess, report};
use crate::web::HttpError;
use crate::web::answers::page::Page;
use crate::web::guards::context::Context;
use crate::web::guards::viewer::SignedIn;
use crate::web::input::query::{Parameter, Query, parameters};
use crate::web::views::OfficeChoice;
use crate::web::views::offices::{
    ChildOfficeRow, OfficeFigures, OfficePage, PeriodState, TrendPoint,
};
use crate::web::views::standing::{PERIODS, PeriodLabel};

/// Above this only the office's own people are in the table, beside the offices below it.
const MOST_IN_TABLE: usize = 400;
const ROWS: usize = 60;
const ATTENTION: usize = 8;
/// Periods that can be picked.
const OFFERED: usize = 26;

/// The period that is asked for, else the present one by which the office is measured.
pub fn period_of(
    rulebook: &Rulebook,
    office: &Office,
    asked: Option<&str>,
    now: DateTime<Utc>,
) -> Result<Period, HttpError> {
    let today = office.zone.date(now);
    if let Some(text) = asked {
        let period = Period::parse(text).filter(|period| period.start <= today);
        return period.ok_or_else(|| unreadable("periode", text));
    }
    Ok(Period::of(period_kind::of_office(rulebook, office, now), today))
}

/// How somebody stands in a report.
type Row<'a> = (EmployeeId, Assessment<'a>);

parameters! {
    pub struct OfficeQuery {
        pub periode: Option<String>,
        pub urut: Sort,
        pub halaman: PageNumber,
    }
}

#[get("/unit/<code>")]
pub async fn show(
    code: &str,
    context: Context<'_>,
    query: Query<OfficeQuery>,
) -> Result<Page, HttpError> {
    let OfficeQuery { periode, urut: Sort { by_name }, halaman: PageNumber(page) } = query.0;
    let user = &context.user;
    let office = user.office_in_sight(code)?;
    let period = period_of(&user.rulebook, office, periode.as_deref(), user.now)?;
    let (rulebook, now) = (&*user.rulebook, user.now);
    let (db, past) = (context.db(), period.last(PERIODS));
    let (report, trend) = report::with_trend(db, rulebook, office.id, &past, now).await?;
    let summary = report.summary();
    let children = report.children().map(|(child, sum)| ChildOfficeRow::of(child, &sum));
    let children = by_attention(children.collect());
    let (closed, amendment) = (report.closed, report.amendment);
    let mut standing = in_sight(user, report.standing);
    sort_by_shortfall(&mut standing);
    // Of a whole district its offices are named, not some strangers of theirs.
    let names_people = children.is_empty() || standing.len() <= MOST_IN_TABLE;
    let short = short(&standing);
    let table = Table { rulebook, office, periods: past, now, by_name, page };
    let (ids, total) = table.ids(context.store(), standing).await?;
    let attended = if names_people { &short[..] } else { &[] };
    let on_page: HashSet<EmployeeId> =
        ids.iter().copied().chain(attended.iter().map(|(id, _)| *id)).collect();
    let on_page: Vec<EmployeeId> = on_page.into_iter().collect();
    let (people, roster) = assess::people_of_page(db, &on_page, &table.periods).await?;
    let heat = table.heat(&ids, total, &people, &roster);
    let state = match () {
        () if closed => PeriodState::Closed,
        () if close::is_running(rulebook, office, &period, now) => PeriodState::Open,
        () => PeriodState::Over,
    };
    let points = trend.iter().map(|sum| TrendPoint {
        start: sum.period.start,
        rate: sum.summary.rate(),
        running: sum.period.start == period.start && matches!(state, PeriodState::Open),
    });
    let audits = user.viewer.audit_scope(&rulebook.offices).holds_office(office.id);
    let remind = remind::link(&context, office, &period, &short).await?;
    let view = OfficePage {
        office: OfficeChoice::of(office),
        crumbs: crumbs(user, office),
        period: PeriodLabel::of(&period),
        period_state: state,
        amendment,
        previous_url: address(office, &period.previous()),
        next_url: (period.end < office.zone.date(now)).then(|| address(office, &period.next())),
        summary: OfficeFigures::of(&summary),
        heat,
        attention: table.attention(attended, &people, &roster),
        attention_total: short.len(),
        names_people,
        remind,
        periods: choices(&Period::of(period.kind, office.zone.date(now))),
        children,
        trend: points.collect(),
        csv_url: format!("/unit/{}/rekap.csv?periode={}", office.code, period.label()),
        receipts_url: audits
            .then(|| format!("/unit/{}/nota.zip?periode={}", office.code, period.label())),
    };
    Ok(context.render(&view))
}

/// Those of a report whose names the viewer may see: an office may have moved away since.
pub fn in_sight<'a>(user: &SignedIn, standing: Vec<Row<'a>>) -> Vec<Row<'a>> {
    let scope = user.scope();
    let seen = |one: &Row<'_>| one.1.office.is_some_and(|office| scope.holds_office(office));
    standing.into_iter().filter(seen).collect()
}

/// The table is by name or, where nothing is asked, by what is missing.
pub struct Sort {
    by_name: bool,
}

impl Parameter for Sort {
    fn read(name: &str, text: Option<&str>) -> Result<Self, Problem> {
        match text.unwrap_or_default() {
            "" => Ok(Self { by_name: false }),
            "nama" => Ok(Self { by_name: true }),
            other => Err(problem::problem_with_value(name, "unknown-choice", other)),
        }
    }
}

fn address(office: &Office, period: &Period) -> String {
    format!("/unit/{}?periode={}", office.code, period.label())
}

/// The offices above, as far as the viewer sees them, topmost first.
fn crumbs(user: &SignedIn, office: &Office) -> Vec<OfficeChoice> {
    let scope = user.scope();
    let above = user.rulebook.offices.upwards(office.id).skip(1);
    let mut crumbs: Vec<OfficeChoice> =
        above.take_while(|above| scope.holds_office(above.id)).map(OfficeChoice::of).collect();
    crumbs.reverse();
    crumbs
}

/// Who is short, those first who miss the most.
fn short<'a>(standing: &[Row<'a>]) -> Vec<Row<'a>> {
    standing.iter().filter(|(_, one)| one.status.lacks()).cloned().collect()
}

/// The offices below, the lowest rate first; those that owe nothing last.
fn by_attention(mut children: Vec<ChildOfficeRow>) -> Vec<ChildOfficeRow> {
    children.sort_by(|a, b| {
        let rate = |child: &ChildOfficeRow| child.rate.unwrap_or(f64::INFINITY);
        let lacking = |child: &ChildOfficeRow| child.open + child.short;
        rate(a).total_cmp(&rate(b)).then_with(|| lacking(b).cmp(&lacking(a)))
    });
    children
}

/// The periods that the picker offers, the newest first.
fn choices(newest: &Period) -> Vec<PeriodLabel> {
    newest.last(OFFERED).iter().rev().map(PeriodLabel::of).collect()
}
