//! An office for its head: who has met the minimum, who has not, how it went so far.

mod asked;
mod below;
pub mod money;
pub mod names;
mod people;
pub mod remind;
mod table;
pub mod tables;

use chrono::{DateTime, Utc};
use rocket::get;

use asked::{Asked, Names, Sort, address};

pub use below::download;

use super::paging::{PageNumber, unreadable};
use crate::rules::status::StatusGroup;
use crate::rules::{Assessment, EmployeeId, Office, Period, Rulebook, Summary, close, period_kind};
use crate::standing::kept::LARGE;
use crate::standing::report::Trend;
use crate::standing::{report, same_hour};
use crate::web::HttpError;
use crate::web::answers::page::Page;
use crate::web::guards::context::Context;
use crate::web::guards::viewer::SignedIn;
use crate::web::input::query::{Query, parameters};
use crate::web::views::OfficeChoice;
use crate::web::views::distribution::Distribution;
use crate::web::views::leaders::period_choices;
use crate::web::views::offices::{GroupLinks, OfficeFigures, OfficePage, PeriodState, TrendPoint};
use crate::web::views::standing::{PERIODS, PeriodLabel, WorkedOut};

/// Above this only the office's own people are in the table, beside the offices below it.
const MOST_IN_TABLE: usize = 400;

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
    let past = period.last(PERIODS);
    let of = report_of(&context, office, &past);
    let state = state_of(user, office, &period);
    let read = async { Ok(report::with_trend(context.db(), &user.rulebook, of, user.now).await?) };
    let before = async {
        match state {
            PeriodState::Open => same_hour(&context, office, &period).await.map(Some),
            _ => Ok(None),
        }
    };
    let ((report, trend), same_hour) = tokio::try_join!(read, before)?;
    let (group, opened) = (query.status, query.nama.opened);
    let asked = Asked { office, period, by_name: query.urut.by_name, group, opened };
    let children = below::by_attention(&report);
    let people = people::read(&context, (asked, past, query.halaman.0), &report).await?;
    let today = office.zone.date(user.now);
    let audits = user.viewer.audit_scope(&user.rulebook.offices).holds_office(office.id);
    Ok(context.render(&OfficePage {
        office: OfficeChoice::of(office),
        crumbs: crumbs(user, office),
        period: PeriodLabel::of(&period),
        worked_out: WorkedOut::of(report.at, user.now, office.zone),
        amendment: report.amendment,
        previous_url: address(office, &period.previous()),
        next_url: (period.end < today).then(|| address(office, &period.next())),
        summary: OfficeFigures::of(&report.summary()),
        same_hour: same_hour.filter(|then| then.obliged > 0).map(|then| OfficeFigures::of(&then)),
        target: user.settings.target_rate.rate(),
        distribution: Distribution::of(report.distribution),
        people,
        group,
        groups: GroupLinks::of(|group| asked.narrowed_to(Some(group)), asked.narrowed_to(None)),
        periods: period_choices(period.kind, today),
        children,
        trend: points(&period, state, &trend),
        period_state: state,
        children_url: of_period(office, &period, "unit.csv"),
        trend_url: of_period(office, &period, "tabel/perkembangan.csv"),
        spread_url: of_period(office, &period, "tabel/sebaran.csv"),
        money_url: of_period(office, &period, "belanja-umkm"),
        receipts_url: audits.then(|| of_period(office, &period, "nota.zip")),
    }))
}

/// What is asked for the page, and for its tables as files.
fn report_of<'a>(
    context: &'a Context<'_>,
    office: &Office,
    periods: &'a [Period],
) -> report::Asked<'a> {
    let kept = Some(&context.app.kept_figures.live);
    let people = report::People::OwnAbove(MOST_IN_TABLE);
    report::Asked { office: office.id, periods, people, kept }
}

/// What the page said of the period before at this hour.
async fn same_hour(
    context: &Context<'_>,
    office: &Office,
    period: &Period,
) -> Result<Summary, HttpError> {
    let (rulebook, now) = (&context.user.rulebook, context.user.now);
    let is_large = |then: &Summary| then.headcount as usize > LARGE;
    let work = same_hour::of_office(context.db(), rulebook, office.id, period, now);
    let kept = &context.app.kept_figures.same_hour;
    Ok(*kept.get((office.id, *period), now, is_large, work).await?.value)
}

/// An address below the office's, for a period.
fn of_period(office: &Office, period: &Period, rest: &str) -> String {
    format!("/unit/{}/{rest}?periode={}", office.code, period.label())
}

fn state_of(user: &SignedIn, office: &Office, period: &Period) -> PeriodState {
    match () {
        () if user.rulebook.is_closed(period) => PeriodState::Closed,
        () if close::is_running(&user.rulebook, office, period, user.now) => PeriodState::Open,
        () => PeriodState::Over,
    }
}

fn points(period: &Period, state: PeriodState, trend: &Trend) -> Vec<TrendPoint> {
    let points = trend.sums.iter().zip(&trend.year_before).map(|(sum, before)| TrendPoint {
        start: sum.period.start,
        rate: sum.summary.rate(),
        year_before: before.and_then(|sum| sum.rate()),
        running: sum.period.start == period.start && matches!(state, PeriodState::Open),
    });
    points.collect()
}

/// Those of a report whose names the viewer may see: an office may have moved away since.
fn in_sight<'a>(user: &SignedIn, standing: &[Row<'a>]) -> Vec<Row<'a>> {
    let scope = user.scope();
    let seen = |one: &&Row<'_>| one.1.office.is_some_and(|office| scope.holds_office(office));
    standing.iter().filter(seen).cloned().collect()
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
