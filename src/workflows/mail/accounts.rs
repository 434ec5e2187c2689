//! Mails that open an account, or say what was changed of it.

use chrono::{DateTime, Duration, Utc};

use crate::config::Config;
use crate::mail::{AccessHanded, AccountChanged, AccountLink, Activation, one_line};
use crate::rules::activation::Channel;
use crate::rules::mail::{AccountChange, AccountNotice, LinkPurpose};
use crate::rules::{EmployeeId, Zone, placement, policy_state};
use crate::store::employees::{self, Employee};
use crate::store::links::{self, Link};
use crate::store::mails::Mail;
use crate::store::{self, Store, placements};
use crate::{secret, txn_job};

/// How long the link of an activation mail works, from its delivery.
pub const ACTIVATION: Duration = Duration::hours(72);
/// How long the link of a password mail works, from its delivery.
pub const PASSWORD_RESET: Duration = Duration::hours(1);

/// What was last handed to somebody else for this account. It is told even when it was used meanwhile.
pub(super) async fn access_handed(
    store: &Store,
    config: &Config,
    to: &Employee,
) -> store::Result<Option<AccessHanded>> {
    let handed = links::last_handed(store.reader(), to.id).await?;
    let Some(link) = handed else { return Ok(None) };
    let zone = zone(store, to, link.created_at).await?;
    Ok(Some(AccessHanded {
        channel: link.channel,
        by: name_of(store, link.issued_by).await?,
        at: link.created_at.with_timezone(&zone.offset()),
        until: zone.last_minute(link.expires_at),
        zone: zone.label(),
        link: config.link("/akun"),
    }))
}

/// What was changed of this account, and by whom.
pub(super) async fn account_changed(
    store: &Store,
    config: &Config,
    mail: &Mail,
    to: &Employee,
) -> store::Result<Option<AccountChanged>> {
    let Some(text) = &mail.change else { return Ok(None) };
    let notice = serde_json::from_str(text).map_err(|_| store::broken("change", text))?;
    let AccountNotice { change, by } = notice;
    let zone = zone(store, to, mail.created_at).await?;
    let rulebook = store.rulebook().await?;
    let office = match &change {
        AccountChange::RoleGranted { office, .. } | AccountChange::RoleRevoked { office, .. } => {
            office.and_then(|office| rulebook.offices.get(office))
        }
        _ => None,
    };
    let path = match &change {
        AccountChange::CorrectionAsked => Some("/admin/perbaikan"),
        AccountChange::CorrectionDone | AccountChange::CorrectionRefused { .. } => {
            Some("/akun/data")
        }
        _ => None,
    };
    Ok(Some(AccountChanged {
        correction: path.is_some(),
        change,
        office: office.map(|office| one_line(&office.name)),
        by: name_of(store, by).await?,
        at: mail.created_at.with_timezone(&zone.offset()),
        zone: zone.label(),
        link: config.link(path.unwrap_or("/akun")),
    }))
}

/// The zone of somebody's office at an instant.
pub(super) async fn zone(store: &Store, to: &Employee, at: DateTime<Utc>) -> store::Result<Zone> {
    let rulebook = store.rulebook().await?;
    let placements = placements::of(store.reader(), to.id).await?;
    let place = placement::current(&placements, rulebook.today(&placements, at));
    Ok(place.map_or(Zone::Wib, |place| rulebook.zone(place.office)))
}

async fn name_of(store: &Store, id: Option<EmployeeId>) -> store::Result<Option<String>> {
    let Some(id) = id else { return Ok(None) };
    Ok(employees::by_id(store.reader(), id).await?.map(|author| author.name))
}

/// The invitation, with the rule.
pub(super) async fn activation(
    store: &Store,
    config: &Config,
    to: &Employee,
    token: &str,
    now: DateTime<Utc>,
) -> store::Result<Activation> {
    let rulebook = store.rulebook().await?;
    let placements = placements::of(store.reader(), to.id).await?;
    let today = rulebook.today(&placements, now);
    let office = placement::current(&placements, today).map(|place| place.office);
    let office = office.and_then(|id| rulebook.offices.get(id));
    let rule = office.and_then(|office| {
        policy_state::governing(&rulebook.policies, &rulebook.offices, office.id, today)
    });
    let rule = rule.map(|policy| match policy.legal_basis.trim() {
        "" => policy.title.clone(),
        basis => format!("{} ({basis})", policy.title),
    });
    let AccountLink { number, link, again } = AccountLink::new(config, &to.number, token);
    Ok(Activation {
        link,
        again,
        about: config.link("/aturan"),
        number,
        office: office.map(|office| office.name.clone()),
        rule,
    })
}

/// The link exists from its delivery on, so that no readable token ever stands in the outbox.
pub(super) async fn new_link(
    store: &Store,
    to: &Employee,
    purpose: LinkPurpose,
    now: DateTime<Utc>,
    lasts: Duration,
) -> store::Result<String> {
    let token = secret::token();
    let link = Link {
        token_hash: secret::hash(&token),
        employee_id: to.id,
        purpose,
        channel: Channel::Mail,
        issued_by: None,
        created_at: now,
        expires_at: now + lasts,
        used_at: None,
    };
    store.write(txn_job!(|txn| links::insert(txn, link).await)).await?;
    Ok(token)
}
