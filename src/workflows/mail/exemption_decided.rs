//! What somebody asked to be exempt for was decided.

use crate::config::Config;
use crate::mail::{ExemptionDecided, one_line};
use crate::rules::{ExemptionId, ExemptionState};
use crate::store::{self, ConnectionTrait, exemptions};

/// What the mail says; none once the decision does not stand any more.
pub(super) async fn exemption_decided(
    db: &impl ConnectionTrait,
    config: &Config,
    id: Option<ExemptionId>,
) -> store::Result<Option<ExemptionDecided>> {
    let Some(id) = id else { return Ok(None) };
    let Some(row) = exemptions::by_id(db, id).await? else { return Ok(None) };
    let approved = match row.state {
        ExemptionState::Approved => true,
        ExemptionState::Refused => false,
        ExemptionState::Requested | ExemptionState::Withdrawn => return Ok(None),
    };
    Ok(Some(ExemptionDecided {
        from: row.from_on,
        to: row.to_on,
        approved,
        reason: row.decision_reason.as_deref().map(one_line),
        link: config.link("/pengecualian"),
    }))
}
