//! An office for its head: who has met the minimum, who has not, how it went so far.

mod asked;
mod below;
pub mod money;
pub mod names;
pub mod remind;
mod table;

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use rocket::get;

use asked::{Asked, Names, Sort, address};
use table::Table;

pub use below::download;

use super::paging::{PageNumber, unreadable};
use crate::rules::status::StatusGroup;
use crate::rules::summary::sort_by_shortfall;
use crate::rules::{
    Assessment, EmployeeId, Office, Period, Rulebook, close, distribution, period_kind,
};
use crate::standing::report::{Report, Trend};
use crate::standing::{assess, report, same_hour};
use crate::web::HttpError;
use crate::web::answers::page::Page;
use crate::web::guards::context::Context;
use crate::web::guards::viewer::SignedIn;
use crate::web::input::query::{Query, parameters};
use crate::web::views::OfficeChoice;
use crate::web::views::leaders::period_choices;
use crate::web::views::offices::{
    Distribution, GroupLinks, OfficeFigures, OfficePage, PeriodState, TrendPoint,
};
use crate::web::views::standing::{PERIODS, PeriodLabel};

/// Above this only the office's own people are in the table, beside the offices below it.
const MOST_IN_TABLE: usize = 400;
const ROWS: usize = 60;
const ATTENTION: usize = 8;

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
        pub status: Option<StatusGroup>,
        pub nama: Names,
        pub halaman: PageNumber,
    }
}

#[get("/unit/<code>")]
pub async fn show(
    code: &str,
    context: Context<'_>,
    query: Query<OfficeQuery>,
) -> Result<Page, HttpError> {
    let (user, query) = (&context.user, query.0);
    let office = user.office_in_sight(code)?;
    let period = period_of(&user.rulebook, office, query.periode.as_deref(), user.now)?;
    let (rulebook, now, db) = (&*user.rulebook, user.now, context.db());
    let past = period.last(PERIODS);
    let (mut report, trend) = report::with_trend(db, rulebook, office.id, &past, now).await?;
    let standing = std::mem::take(&mut report.standing);
    let state = state_of(&report, rulebook, office, &period, now);
    let headcount = standing.len();
    let same_hour = match state {
        PeriodState::Open if headcount <= same_hour::MOST_PEOPLE => {
            Some(same_hour::of_office(db, rulebook, office.id, &period, now).await?)
        }
        _ => None,
    };
    let distribution = distribution::of(standing.iter().map(|(_, one)| one));
    let opened = query.nama.opened;
    let asked = Asked { office, period, by_name: query.urut.by_name, group: query.status, opened };
    let mut standing = in_sight(user, standing);
    sort_by_shortfall(&mut standing);
    let short = short(&standing);
    let children = below::by_attention(&report);
    // Of a whole district its offices are named, not some strangers of theirs.
    let names_people = children.is_empty() || standing.len() <= MOST_IN_TABLE;
    if standing.len() > MOST_IN_TABLE {
        standing.retain(|(_, one)| one.office == Some(office.id));
    }
    let closed_names = names::close(&context, &asked, &mut standing).await;
    let table = Table { rulebook, asked, periods: past, now, page: query.halaman.0 };
    let named: Vec<Row<'_>> = names::of(user, &asked, &short);
    let attended = if names_people { &named[..] } else { &[] };
    let (ids, total) = table.ids(context.store(), standing).await?;
    let on_page: HashSet<EmployeeId> =
        ids.iter().copied().chain(attended.iter().map(|(id, _)| *id)).collect();
    let on_page: Vec<EmployeeId> = on_page.into_iter().collect();
    let (people, roster) = assess::people_of_page(db, &on_page, &table.periods).await?;
    let remind = remind::link(&context, office, &period, &short).await?;
    let today = office.zone.date(now);
    let view = OfficePage {
        office: OfficeChoice::of(office),
        crumbs: crumbs(user, office),
        period: PeriodLabel::of(&period),
        period_state: state,
        amendment: report.amendment,
        previous_url: address(office, &period.previous()),
        next_url: (period.end < today).then(|| address(office, &period.next())),
        summary: OfficeFigures::of(&report.summary()),
        same_hour: same_hour.filter(|then| then.obliged > 0).map(|then| OfficeFigures::of(&then)),
        target: user.settings.target_rate.rate(),
        distribution: Distribution::of(distribution),
        heat: table.heat(&ids, total, &people, &roster),
        attention: table.attention(attended, &people, &roster),
        attention_total: short.len(),
        names_people,
        closed_names,
        group: query.status,
        groups: GroupLinks::of(|group| asked.narrowed_to(Some(group)), asked.narrowed_to(None)),
        remind,
        periods: period_choices(period.kind, today),
        children,
        trend: points(&period, &state, &trend),
        csv_url: of_period(office, &period, "rekap.csv"),
        children_url: of_period(office, &period, "unit.csv"),
        money_url: of_period(office, &period, "belanja-umkm"),
        receipts_url: user
            .viewer
            .audit_scope(&rulebook.offices)
            .holds_office(office.id)
            .then(|| of_period(office, &period, "nota.zip")),
    };
    Ok(context.render(&view))
}

/// An address below the office's, for a period.
fn of_period(office: &Office, period: &Period, rest: &str) -> String {
    format!("/unit/{}/{rest}?periode={}", office.code, period.label())
}

fn state_of(
    report: &Report<'_>,
    rulebook: &Rulebook,
    office: &Office,
    period: &Period,
    now: DateTime<Utc>,
) -> PeriodState {
    match () {
        () if report.closed => PeriodState::Closed,
        () if close::is_running(rulebook, office, period, now) => PeriodState::Open,
        () => PeriodState::Over,
    }
}

fn points(period: &Period, state: &PeriodState, trend: &Trend) -> Vec<TrendPoint> {
    let points = trend.sums.iter().zip(&trend.year_before).map(|(sum, before)| TrendPoint {
        start: sum.period.start,
        rate: sum.summary.rate(),
        year_before: before.and_then(|sum| sum.rate()),
        running: sum.period.start == period.start && matches!(state, PeriodState::Open),
    });
    points.collect()
}

/// Those of a report whose names the viewer may see: an office may have moved away since.
pub fn in_sight<'a>(user: &SignedIn, standing: Vec<Row<'a>>) -> Vec<Row<'a>> {
    let scope = user.scope();
    let seen = |one: &Row<'_>| one.1.office.is_some_and(|office| scope.holds_office(office));
    standing.into_iter().filter(seen).collect()
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
