//! What changed in closed periods, told to whoever may see it (rules.md §8).

use serde::Serialize;
use utoipa::ToSchema;

use crate::rules::amendment::{Cause, State, check_decision};
use crate::rules::close::Figures;
use crate::rules::{AmendmentId, Rulebook, Zone};
use crate::store::amendments::{self, Search, Told};
use crate::store::{self, ConnectionTrait};
use crate::text::text;
use crate::web::guards::viewer::SignedIn;
use crate::web::request::local;

#[derive(Serialize, ToSchema)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct AmendmentView {
    #[schema(value_type = i64)]
    id: AmendmentId,
    /// `2026-W47` or `2026-11`.
    period: String,
    /// Counts from 1 in each period; `null` until it is accepted.
    number: Option<i32>,
    /// `proposed`, `made` or `refused`.
    #[schema(value_type = String)]
    state: State,
    /// The number of whose figures they are.
    employee: String,
    name: String,
    /// `purchase`, `edit`, `void`, `review`, `recount`, `placement`, `exemption` or `holiday`.
    #[schema(value_type = String)]
    cause: Cause,
    /// As somebody wrote it, else the cause in words.
    reason: String,
    /// The name of who made it: by what they did, or by accepting it. `null` for the system.
    author: Option<String>,
    /// The name of who did what caused it; `null` for the system.
    changed_by: Option<String>,
    created_at: String,
    decided_at: Option<String>,
    /// `null` for somebody whom no report counted.
    before: Option<FiguresView>,
    /// `null` for somebody whom no report counts any more.
    after: Option<FiguresView>,
    /// Whether the caller may accept or refuse it.
    can_decide: bool,
}

impl AmendmentView {
    pub fn number(&self) -> i64 {
        self.number.unwrap_or_default().into()
    }
}

/// Amounts in rupiah; what does not apply is `null`.
#[derive(Serialize, ToSchema)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct FiguresView {
    office: Option<String>,
    office_name: Option<String>,
    status: String,
    policy: Option<String>,
    minimum: Option<i64>,
    minimum_count: Option<u32>,
    counted: i64,
    count: u32,
    shortfall: Option<i64>,
}

impl FiguresView {
    fn of(figures: &Figures, rulebook: &Rulebook) -> Self {
        let office = rulebook.offices.get(figures.office);
        let policy = rulebook.policies.iter().find(|policy| Some(policy.id) == figures.policy);
        Self {
            office: office.map(|office| office.code.clone()),
            office_name: office.map(|office| office.name.clone()),
            status: figures.status.name().into(),
            policy: policy.map(|policy| policy.title.clone()),
            minimum: figures.minimum,
            minimum_count: figures.minimum_count,
            counted: figures.counted,
            count: figures.count,
            shortfall: figures.shortfall,
        }
    }
}

/// Those in the viewer's sight, the newest first.
pub async fn list(
    db: &impl ConnectionTrait,
    user: &SignedIn,
    search: &Search,
    page: (u64, u64),
) -> store::Result<Vec<AmendmentView>> {
    let found = amendments::page(db, &user.sight(), search, page).await?;
    found.into_iter().map(|told| view(user, told)).collect()
}

/// One, whoever it is about.
pub async fn one(
    db: &impl ConnectionTrait,
    user: &SignedIn,
    id: AmendmentId,
) -> store::Result<Option<AmendmentView>> {
    amendments::told_of(db, id).await?.map(|told| view(user, told)).transpose()
}

fn view(user: &SignedIn, told: Told) -> store::Result<AmendmentView> {
    let Told { row, .. } = told;
    let words = || text(user.language, &format!("amendment-cause-{}", row.cause.name()));
    let zone = user.rulebook.offices.roots().next().map_or(Zone::Wib, |root| root.zone);
    let figures = |figures: Option<Figures>| figures.map(|it| FiguresView::of(&it, &user.rulebook));
    Ok(AmendmentView {
        id: row.id,
        period: row.period().label(),
        number: row.number,
        employee: told.employee_number,
        name: told.employee_name,
        reason: row.reason.clone().unwrap_or_else(words),
        author: told.decider_name.or_else(|| told.author_name.clone()),
        changed_by: told.author_name,
        created_at: local(row.created_at, zone),
        decided_at: row.decided_at.map(|at| local(at, zone)),
        before: figures(row.before()?),
        after: figures(row.after()?),
        can_decide: check_decision(&user.viewer, row.employee_id, row.state).is_ok(),
        state: row.state,
        cause: row.cause,
    })
}
