//! What a policy would have asked.

use rocket::{State, post};
use serde::Serialize;
use utoipa::ToSchema;

use super::policies::NewPolicy;
use super::policy_warnings::{WarningJson, warnings};
use super::reminders::within_reminders;
use crate::rules::OfficeId;
use crate::web::answers::json::{Answer, Body};
use crate::web::guards::caller::Caller;
use crate::web::guards::viewer::SignedIn;
use crate::web::{AppState, HttpError};
use crate::workflows;
use crate::workflows::policies::preview::{Change, Changes};

#[derive(Serialize, ToSchema)]
pub struct PreviewJson {
    /// The last period whose deadline has passed.
    period: String,
    offices: Vec<PreviewOffice>,
    changes: ChangesJson,
    warnings: Vec<WarningJson>,
}

/// How many people would be what, in an office and below it.
#[derive(Serialize, ToSchema)]
pub struct PreviewOffice {
    office: Option<String>,
    headcount: u32,
    obliged: u32,
    exempt: u32,
    met: u32,
    met_late: u32,
    short: u32,
}

/// Whose status would be another one.
#[derive(Serialize, ToSchema)]
pub struct ChangesJson {
    count: usize,
    /// How many change from what to what, the most first.
    kinds: Vec<ChangeKind>,
    /// The first hundred: those who would be short before all others.
    employees: Vec<ChangeJson>,
}

#[derive(Serialize, ToSchema)]
pub struct ChangeKind {
    before: &'static str,
    after: &'static str,
    count: usize,
}

#[derive(Serialize, ToSchema)]
pub struct ChangeJson {
    number: String,
    name: String,
    office: Option<String>,
    before: &'static str,
    /// The period in which they stood so: a month where weeks are to replace months.
    before_period: String,
    after: &'static str,
    /// Rupiah.
    shortfall: Option<i64>,
}

fn code(user: &SignedIn, office: OfficeId) -> Option<String> {
    user.rulebook.offices.get(office).map(|office| office.code.clone())
}

fn changes(changes: Changes, user: &SignedIn) -> ChangesJson {
    let kind = |(before, after, count): (crate::rules::Status, crate::rules::Status, usize)| {
        ChangeKind { before: before.name(), after: after.name(), count }
    };
    let employee = |change: Change| ChangeJson {
        office: change.office.and_then(|office| code(user, office)),
        number: change.number,
        name: change.name,
        before: change.before.0.name(),
        before_period: change.before.1.label(),
        after: change.after.name(),
        shortfall: change.shortfall,
    };
    ChangesJson {
        count: changes.total,
        kinds: changes.kinds.into_iter().map(kind).collect(),
        employees: changes.people.into_iter().map(employee).collect(),
    }
}

/// What a policy would have asked in the last period that is over, and whose status it would have
/// changed. Nothing is written.
#[utoipa::path(context_path = "/api", tag = "policies", request_body = NewPolicy,
    responses((status = 200, body = PreviewJson)))]
#[post("/v1/policies/preview", data = "<body>")]
pub async fn preview(
    caller: Caller,
    body: Body<NewPolicy>,
    app: &State<AppState>,
) -> Result<Answer<PreviewJson>, HttpError> {
    let user = caller.0;
    let preview = workflows::policies::preview(&app.store, &user.warrant(), &body.0.into()).await;
    let preview = preview.map_err(within_reminders)?;
    let offices = preview.offices.into_iter().map(|(office, figures)| PreviewOffice {
        office: code(&user, office),
        headcount: figures.headcount,
        obliged: figures.obliged,
        exempt: figures.exempt,
        met: figures.met,
        met_late: figures.met_late,
        short: figures.short,
    });
    Ok(Answer::ok(PreviewJson {
        period: preview.period.label(),
        offices: offices.collect(),
        changes: changes(preview.changes, &user),
        warnings: warnings(&preview.warnings, &user),
    }))
}
