//! Who the caller is, and how they stand.

use chrono::NaiveDate;
use rocket::{State, get};
use serde::Serialize;
use utoipa::ToSchema;

use super::compliance_json::{ComplianceJson, standing_of};
use crate::rules::language::Language;
use crate::rules::{OfficeId, Period, Role, Scope};
use crate::standing::assess;
use crate::web::answers::json::Answer;
use crate::web::guards::viewer::{Caller, SignedIn};
use crate::web::input::query::Query;
use crate::web::{Failure, Pekan};

#[derive(Serialize, ToSchema)]
pub struct MeJson {
    number: String,
    name: String,
    email: String,
    /// `id` or `en`; `null` when it follows `Accept-Language`.
    #[schema(value_type = Option<String>)]
    language: Option<Language>,
    /// Where I belong today.
    office: Option<OwnOffice>,
    /// The roles in force today.
    roles: Vec<RoleJson>,
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
pub struct RoleJson {
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
    let me = caller.0;
    let tree = &me.rulebook.offices;
    let office = me.office.and_then(|id| tree.get(id)).map(|office| OwnOffice {
        code: office.code.clone(),
        name: office.name.clone(),
        time_zone: office.zone.name().into(),
    });
    Answer::ok(MeJson {
        office,
        roles: me.viewer.roles.iter().map(|role| shown(role, &me)).collect(),
        scopes: scopes(&me),
        number: me.me.number,
        name: me.me.name,
        email: me.me.email,
        language: me.me.language,
    })
}

fn code(me: &SignedIn, office: OfficeId) -> Option<String> {
    me.rulebook.offices.get(office).map(|office| office.code.clone())
}

fn shown(role: &Role, me: &SignedIn) -> RoleJson {
    RoleJson {
        role: role.kind.name().into(),
        office: code(me, role.office),
        from: role.from,
        to: role.to,
        acting: role.acting,
    }
}

fn scopes(me: &SignedIn) -> Vec<String> {
    let tree = &me.rulebook.offices;
    let mut codes: Vec<String> = match me.scope() {
        Scope::Everyone => tree.roots().map(|root| root.code.clone()).collect(),
        Scope::Within { offices, .. } => {
            let topmost = offices
                .iter()
                .filter_map(|id| tree.get(*id))
                .filter(|office| office.parent.is_none_or(|parent| !offices.contains(&parent)));
            topmost.map(|office| office.code.clone()).collect()
        }
    };
    codes.sort();
    codes
}

/// How I stand in a period, now if none is given, and why.
#[utoipa::path(context_path = "/api", tag = "me",
    params(("period" = Option<String>, Query, description = "`2026-W47` or `2026-11`")),
    responses((status = 200, body = ComplianceJson)))]
#[get("/v1/me/compliance")]
pub async fn compliance(
    caller: Caller,
    query: Query,
    pekan: &State<Pekan>,
) -> Result<Answer<ComplianceJson>, Failure> {
    let me = caller.0;
    let query = query.only(&["period"])?;
    let now = || Period::of(assess::kind_for(&me.rulebook, &me.placements, me.today), me.today);
    let period = query.period("period")?.unwrap_or_else(now);
    let (employee, told) = ((me.me.id, me.placements), (me.language, me.now));
    Ok(Answer::ok(standing_of(pekan, &me.rulebook, employee, period, told).await?))
}
