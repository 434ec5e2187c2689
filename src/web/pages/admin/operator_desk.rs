//! The first page of administration for an operator: what waits, and the way to their people.

use crate::rules::RoleKind;
use crate::rules::calendar::ExemptionState;
use crate::store::employees::{self, Search};
use crate::store::{corrections, exemptions, transfers};
use crate::web::HttpError;
use crate::web::answers::page::Page;
use crate::web::guards::context::Context;
use crate::web::guards::who::SignedInAs;
use crate::web::views::corrections::looked_after;
use crate::web::views::operator_desk::OperatorDeskPage;

pub async fn page<R: SignedInAs>(context: &Context<'_, R>) -> Result<Page, HttpError> {
    let (user, db, tree) = (&context.user, context.db(), context.offices());
    let roles = user.viewer.roles.iter().filter(|role| role.kind == RoleKind::Operator);
    let own: Vec<_> = roles.filter_map(|role| tree.get(role.office)).collect();
    let managed = user.managed_offices();
    let requested =
        exemptions::Search { state: Some(ExemptionState::Requested), ..Default::default() };
    let transfers_waiting = transfers::waiting(db, managed.as_deref()).await?;
    let people = Search { offices: managed, ..Search::default() };
    Ok(context.render(&OperatorDeskPage {
        offices: own.iter().map(|office| office.name.clone()).collect(),
        home: own.first().map(|office| office.code.clone()),
        allowances: user.settings.allowance_export,
        without_server: context.app.config.smtp_url.is_none(),
        employees: employees::count(db, &user.sight(), &people).await?,
        transfers_waiting,
        corrections_waiting: corrections::waiting(db, &looked_after(user)).await?,
        exemptions_pending: exemptions::count(db, &user.sight(), &requested).await?,
    }))
}
