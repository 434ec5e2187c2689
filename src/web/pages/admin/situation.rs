//! How the installation stands today, for the desk of administration and for the first run.

use std::collections::HashSet;

use chrono::{Datelike, NaiveDate};

use crate::rules::{OfficeId, RoleKind, Sight, access::scope_day};
use crate::store::waiting::{self, Waiting};
use crate::store::{holidays, roles};
use crate::web::HttpError;
use crate::web::guards::context::Context;
use crate::web::guards::who::SignedInAs;

pub struct Situation {
    pub waiting: Waiting,
    /// The offices that no head sees (`OfficeTree::headless`).
    pub headless: HashSet<OfficeId>,
    /// How many roles somebody holds.
    pub roles: usize,
    /// Holidays of this year.
    pub holidays: usize,
}

pub async fn now<R: SignedInAs>(context: &Context<'_, R>) -> Result<Situation, HttpError> {
    let (db, user) = (context.db(), &context.user);
    let everyone = Sight::of_everyone(scope_day(user.now));
    let roles_now = roles::standing(db, user.today).await?;
    let heads = roles_now.iter().filter(|(role, _)| role.kind == RoleKind::Head);
    let heads = heads.filter_map(|(role, _)| role.office_id).collect();
    let year = user.today.year();
    let day = |month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or(user.today);
    Ok(Situation {
        waiting: waiting::count(db, &everyone, user.now).await?,
        headless: context.offices().headless(&heads),
        roles: roles_now.len(),
        holidays: holidays::between(db, day(1, 1), day(12, 31)).await?.len(),
    })
}
