//! A colleague has named somebody's part of a receipt.

use chrono::{DateTime, Utc};

use crate::config::Config;
use crate::mail::PartProposed;
use crate::rules::shared_part::{self, PartState};
use crate::store::mails::Mail;
use crate::store::{self, Store, employees, placements, purchases, sellers, shared_parts};

/// What the mail says; none once nobody is asked any more.
pub(super) async fn part_proposed(
    store: &Store,
    config: &Config,
    mail: &Mail,
    now: DateTime<Utc>,
) -> store::Result<Option<PartProposed>> {
    let db = store.reader();
    let Some(id) = mail.purchase_id else { return Ok(None) };
    let part = shared_parts::of_colleague(db, id, mail.employee_id).await?;
    let Some(part) = part.filter(|part| part.state == PartState::Proposed) else { return Ok(None) };
    let Some(purchase) = purchases::by_id(db, id).await? else { return Ok(None) };
    let Some(seller) = sellers::by_id(db, purchase.seller_id).await? else { return Ok(None) };
    let Some(by) = employees::by_id(db, part.proposed_by).await? else { return Ok(None) };
    let (rulebook, places) = (store.rulebook().await?, placements::of(db, part.employee_id).await?);
    let asked = (purchase.purchased_on, part.amount);
    if shared_part::check(&rulebook, &places, asked, now).is_err() {
        return Ok(None);
    }
    let link = config.link(&format!("/bersama/{}", part.id));
    Ok(Some(PartProposed::new(&by.name, &seller.name, asked, link)))
}
