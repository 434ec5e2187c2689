//! Who the caller is, and how they stand.

use chrono::NaiveDate;
use rocket::{State, get};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::compliance_json::{ComplianceJson, standing_of};
use crate::rules::access::topmost;
use crate::rules::language::Language;
use crate::rules::{OfficeId, Period, Role, Scope, period_kind};
use crate::web::answers::json::Answer;
use crate::web::guards::caller::Caller;
use crate::web::guards::viewer::SignedIn;
use crate::web::input::query::{Query, parameters};
use crate::web::{AppState, HttpError};

#[derive(Serialize, ToSchema)]
pub struct MeJson {
    number: String,
    name: String,
    email: Option<String>,
    /// `id` or `en`; `null` when it follows `Accept-Language`.
    #[schema(value_type = Option<String>)]
    language: Option<Language>,
    /// Where I belong today.
    office: Option<OwnOffice>,
    /// The roles in force today.
    roles: Vec<OwnRoleJson>,
    /// The codes of the topmost offices that I may see with all below them.
    scopes: Vec<String>,
}

#[derive(Serialize, ToSchema)]
pub struct OwnOffice {
    code: String,
    name: String,
    time_zone: String,
}

#[derive(Serialize, ToSchema)]
pub struct OwnRoleJson {
    role: String,
    office: Option<String>,
    from: NaiveDate,
    to: Option<NaiveDate>,
    acting: bool,
}

/// Who I am, my office, roles and scopes.
#[utoipa::path(context_path = "/api", tag = "me", responses((status = 200, body = MeJson)))]
#[get("/v1/me")]
pub fn show(caller: Caller) -> Answer<MeJson> {
    let user = caller.0;
    let tree = &user.rulebook.offices;
    let office = user.office.and_then(|id| tree.get(id)).map(|office| OwnOffice {
        code: office.code.clone(),
        name: office.name.clone(),
        time_zone: office.zone.name().into(),
    });
    Answer::ok(MeJson {
        office,
        roles: user.viewer.roles.iter().map(|role| view(role, &user)).collect(),
        scopes: scopes(&user),
        number: user.employee.number,
        name: user.employee.name,
        email: user.employee.email,
        language: user.employee.language,
    })
}

fn code(user: &SignedIn, office: OfficeId) -> Option<String> {
    user.rulebook.offices.get(office).map(|office| office.code.clone())
}

fn view(role: &Role, user: &SignedIn) -> OwnRoleJson {
    OwnRoleJson {
        role: role.kind.name().into(),
        office: code(user, role.office),
        from: role.from,
        to: role.to,
        acting: role.acting,
    }
}

fn scopes(user: &SignedIn) -> Vec<String> {
    let tree = &user.rulebook.offices;
    let mut codes: Vec<String> = match user.scope() {
        Scope::Everyone => tree.roots().map(|root| root.code.clone()).collect(),
        Scope::Within { offices, .. } => {
            let top = topmost(tree, &offices).into_iter();
            top.filter_map(|id| tree.get(id)).map(|office| office.code.clone()).collect()
        }
    };
    codes.sort();
    codes
}

parameters! {
    #[derive(IntoParams)]
    #[into_params(parameter_in = Query)]
    pub struct PeriodQuery {
        /// `2026-W47` or `2026-11`
        #[param(value_type = Option<String>)]
        pub period: Option<Period>,
    }
}

/// How I stand in a period, now if none is given, and why.
#[utoipa::path(context_path = "/api", tag = "me",
    params(PeriodQuery),
    responses((status = 200, body = ComplianceJson)))]
#[get("/v1/me/compliance")]
pub async fn compliance(
    caller: Caller,
    query: Query<PeriodQuery>,
    app: &State<AppState>,
) -> Result<Answer<ComplianceJson>, HttpError> {
    let user = caller.0;
    let now = || {
        Period::of(
            period_kind::of_employee(&user.rulebook, &user.placements, user.today),
            user.today,
        )
    };
    let period = query.0.period.unwrap_or_else(now);
    let (employee, described) = ((user.employee.id, user.placements), (user.language, user.now));
    Ok(Answer::ok(standing_of(app, &user.rulebook, employee, period, described).await?))
}
