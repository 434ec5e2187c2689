//! How offices stand (rules.md §7).

use std::collections::HashMap;

use rocket::{State, get};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::compliance_json::{Standing, SummaryJson};
use crate::rules::declaration::Reason;
use crate::rules::{Period, PeriodKind};
use crate::standing::report::{self, Asked, People, Report};
use crate::standing::sums;
use crate::store::{declarations, employees};
use crate::web::answers::json::{Answer, List};
use crate::web::guards::caller::Caller;
use crate::web::guards::viewer::SignedIn;
use crate::web::input::query::{Between, Query, parameters};
use crate::web::opened_names::note_listed;
use crate::web::{AppState, HttpError};

const USUAL_PERIODS: u32 = 12;
const MOST_PERIODS: u32 = 60;

#[derive(Serialize, ToSchema)]
pub struct OfficeCompliance {
    office: String,
    name: String,
    period: String,
    #[serde(flatten)]
    summary: SummaryJson,
    /// The offices right below, each with all that is below it.
    children: Vec<ChildJson>,
    /// `open` or `closed`.
    period_state: String,
    /// The number of the last amendment that changed these figures; `null` when there is none.
    amendment: Option<u32>,
    /// Everyone placed here or below on the last day, by name.
    #[serde(skip_serializing_if = "Option::is_none")]
    employees: Option<Vec<EmployeeStanding>>,
}

#[derive(Serialize, ToSchema)]
pub struct ChildJson {
    office: String,
    name: String,
    #[serde(flatten)]
    summary: SummaryJson,
}

#[derive(Serialize, ToSchema)]
pub struct EmployeeStanding {
    number: String,
    name: String,
    /// Where they belong on the last day.
    office: String,
    #[serde(flatten)]
    standing: Standing,
    /// Why they buy nothing in the period, where they have said so; it changes no status.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    declared: Option<Reason>,
}

#[derive(Serialize, ToSchema)]
pub struct PeriodSummary {
    office: String,
    period: String,
    #[serde(flatten)]
    summary: SummaryJson,
    /// `open` or `closed`.
    period_state: String,
}

parameters! {
    #[derive(IntoParams)]
    #[into_params(parameter_in = Query)]
    pub struct ComplianceQuery {
        /// `2026-W47` or `2026-11`
        #[param(value_type = Option<String>)]
        pub period: Option<Period>,
        /// Whether to name everyone
        pub employees: Option<bool>,
    }
}

/// How an office stands in a period, this week if none is given.
#[utoipa::path(context_path = "/api", tag = "offices",
    params(("code" = String, Path), ComplianceQuery),
    responses((status = 200, body = OfficeCompliance)))]
#[get("/v1/offices/<code>/compliance")]
pub async fn show(
    caller: Caller,
    code: &str,
    query: Query<ComplianceQuery>,
    app: &State<AppState>,
) -> Result<Answer<OfficeCompliance>, HttpError> {
    let user = caller.0;
    let office = user.office_in_sight(code)?;
    let today = office.zone.date(user.now);
    let period = query.0.period.unwrap_or_else(|| Period::week_of(today));
    let named = query.0.employees.unwrap_or_default();
    let db = app.store.reader();
    let periods = std::slice::from_ref(&period);
    let people = if named { People::Everybody } else { People::Nobody };
    let asked = Asked { office: office.id, periods, people, kept: None };
    let (report, _) = report::with_trend(db, &user.rulebook, asked, user.now).await?;
    if named {
        let people = report.standing.iter().map(|(id, one)| (*id, one.office));
        note_listed(&app.store, &user, (office, &period), people).await;
    }
    let children = report.children().map(|(child, summary)| ChildJson {
        office: child.code.clone(),
        name: child.name.clone(),
        summary: summary.into(),
    });
    Ok(Answer::ok(OfficeCompliance {
        office: office.code.clone(),
        name: office.name.clone(),
        period: period.label(),
        summary: report.summary().into(),
        children: children.collect(),
        period_state: state(report.closed),
        amendment: report.amendment,
        employees: if named { Some(standings(app, &user, &report, &period).await?) } else { None },
    }))
}

fn state(closed: bool) -> String {
    if closed { "closed" } else { "open" }.into()
}

/// Everyone placed in the office or below on the period's last day; of offices that have moved
/// away since only who is in sight.
async fn standings(
    app: &AppState,
    user: &SignedIn,
    report: &Report<'_>,
    period: &Period,
) -> Result<Vec<EmployeeStanding>, HttpError> {
    let (tree, scope) = (&user.rulebook.offices, user.scope());
    let placed = report.standing.iter().filter_map(|(id, assessment)| {
        let place = assessment.office.filter(|office| scope.holds_office(*office))?;
        Some((*id, (tree.get(place)?.code.clone(), Standing::of(assessment))))
    });
    let mut placed: HashMap<_, _> = placed.collect();
    let ids: Vec<_> = placed.keys().copied().collect();
    let (mut found, mut declared) = (Vec::with_capacity(ids.len()), HashMap::new());
    let (db, kind, start) = (app.store.reader(), period.kind, period.start);
    // A statement has only so many parameters.
    for some in ids.chunks(1000) {
        found.extend(employees::by_ids(db, some.iter().copied()).await?);
        let said = declarations::between(db, some.iter().copied(), kind, start, start).await?;
        declared.extend(said.into_iter().map(|one| (one.employee_id, one.reason)));
    }
    found.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
    let named = found.into_iter().filter_map(|employee| {
        let (office, standing) = placed.remove(&employee.id)?;
        Some(EmployeeStanding {
            declared: declared.remove(&employee.id),
            number: employee.number,
            name: employee.name,
            office,
            standing,
        })
    });
    Ok(named.collect())
}

parameters! {
    #[derive(IntoParams)]
    #[into_params(parameter_in = Query)]
    pub struct TrendQuery {
        /// `week` or `month`
        #[param(value_type = Option<String>)]
        pub period: Option<PeriodKind>,
        /// How many, 12 if it is left out
        #[param(value_type = Option<u32>)]
        pub last: Option<Between<1, MOST_PERIODS>>,
    }
}

/// The last periods of an office up to this one, the oldest first.
#[utoipa::path(context_path = "/api", tag = "offices",
    params(("code" = String, Path), TrendQuery),
    responses((status = 200, body = List<PeriodSummary>)))]
#[get("/v1/offices/<code>/trend")]
pub async fn trend(
    caller: Caller,
    code: &str,
    query: Query<TrendQuery>,
    app: &State<AppState>,
) -> Result<Answer<List<PeriodSummary>>, HttpError> {
    let user = caller.0;
    let office = user.office_in_sight(code)?;
    let kind = query.0.period.unwrap_or(PeriodKind::Week);
    let last = query.0.last.map_or(USUAL_PERIODS, |last| last.0);
    let periods = Period::of(kind, office.zone.date(user.now)).last(last as usize);
    let db = app.store.reader();
    let sums = sums::sums(db, &user.rulebook, &[office.id], &periods, user.now).await?;
    let items = sums.into_iter().map(|sum| PeriodSummary {
        office: office.code.clone(),
        period: sum.period.label(),
        summary: sum.summary.into(),
        period_state: state(sum.closed),
    });
    Ok(Answer::ok(List { items: items.collect(), next: None }))
}
