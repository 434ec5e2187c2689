//! What comes up in a day and may wait for its others: one by one, or, for whoever wants that, as one mail.

use chrono::{DateTime, Utc};

use super::accounts::zone;
use super::exemption_decided::exemption_decided;
use super::part_proposed::part_proposed;
use super::period_result::period_result;
use crate::config::Config;
use crate::mail::{DayNotices, Email, Notice, PurchaseRejected};
use crate::rules::MailId;
use crate::rules::calm::day_mail_at;
use crate::rules::mail::MailKind;
use crate::rules::purchase::{State, last_accepting_day};
use crate::rules::unsent::Unsent;
use crate::store::employees::Employee;
use crate::store::mails::{self, Mail};
use crate::store::{self, Store, placements, purchases, sellers};

/// What such a mail says now; or why nothing.
pub(super) async fn said_of_its_day(
    store: &Store,
    config: &Config,
    mail: &Mail,
    to: &Employee,
    now: DateTime<Utc>,
) -> store::Result<Result<Email, Unsent>> {
    Ok(match mail.kind {
        MailKind::PurchaseRejected => rejected(store, config, mail, now)
            .await?
            .map(Email::PurchaseRejected)
            .ok_or(Unsent::NoLongerRejected),
        MailKind::PartProposed => part_proposed(store, config, mail, now)
            .await?
            .map(Email::PartProposed)
            .ok_or(Unsent::NoLongerAsked),
        MailKind::ExemptionDecided => exemption_decided(store.reader(), config, mail.exemption_id)
            .await?
            .map(Email::ExemptionDecided)
            .ok_or(Unsent::NoLongerDecided),
        MailKind::PeriodResult => period_result(store, config, mail, to)
            .await?
            .map(Email::PeriodResult)
            .ok_or(Unsent::NoLongerWanted),
        _ => Err(Unsent::NoLongerDue),
    })
}

/// What becomes of the mail of a day.
pub(super) enum OfADay {
    /// What it says, and of which notices.
    Write(DayNotices, Vec<MailId>),
    /// Not before its hour.
    Wait(DateTime<Utc>),
    /// They have read it all.
    Nothing,
}

/// All that their own page says and they have not read, as one mail, in the afternoon of the day.
pub(super) async fn of_a_day(
    store: &Store,
    config: &Config,
    mail: &Mail,
    to: &Employee,
    now: DateTime<Utc>,
) -> store::Result<OfADay> {
    let at = day_mail_at(zone(store, to, now).await?, mail.created_at);
    if now < at {
        return Ok(OfADay::Wait(at));
    }
    let language = store.settings().await?.languages.of(to.language);
    let (mut notices, mut ids) = (Vec::new(), Vec::new());
    for unread in mails::unread(store.reader(), to.id, now).await? {
        if !unread.kind.waits_for_its_day() {
            continue;
        }
        let said = said_of_its_day(store, config, &unread, to, now).await?;
        if let Some(notice) = said.ok().and_then(|email| Notice::of(language, &email)) {
            notices.push(notice);
            ids.push(unread.id);
        }
    }
    if notices.is_empty() {
        return Ok(OfADay::Nothing);
    }
    Ok(OfADay::Write(DayNotices { notices, link: config.link("/") }, ids))
}

async fn rejected(
    store: &Store,
    config: &Config,
    mail: &Mail,
    now: DateTime<Utc>,
) -> store::Result<Option<PurchaseRejected>> {
    let Some(id) = mail.purchase_id else { return Ok(None) };
    let Some(purchase) = purchases::by_id(store.reader(), id).await? else { return Ok(None) };
    let Some(seller) = sellers::by_id(store.reader(), purchase.seller_id).await? else {
        return Ok(None);
    };
    if purchase.state != State::Rejected {
        return Ok(None);
    }
    let rulebook = store.rulebook().await?;
    let placements = placements::of(store.reader(), purchase.employee_id).await?;
    let today = rulebook.today(&placements, now);
    Ok(Some(PurchaseRejected::new(
        &seller.name,
        (purchase.purchased_on, purchase.amount),
        purchase.reason.as_deref().unwrap_or_default(),
        last_accepting_day(&rulebook, &placements, purchase.purchased_on, today),
        config.link(&format!("/belanja/{id}")),
    )))
}
