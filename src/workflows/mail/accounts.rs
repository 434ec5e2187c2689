//! Mails that open an account, or say that somebody else was handed what opens it.

use chrono::{DateTime, Duration, Utc};

use crate::config::Config;
use crate::mail::{AccessHanded, AccountLink, Activation};
use crate::rules::activation::Channel;
use crate::rules::contact::Contact;
use crate::rules::mail::LinkPurpose;
use crate::rules::{Zone, placement, policy_state};
use crate::store::employees::{self, Employee};
use crate::store::links::{self, Link};
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
    let (rulebook, settings) = (store.rulebook().await?, store.settings().await?);
    let placements = placements::of(store.reader(), to.id).await?;
    let office = placement::current(&placements, rulebook.today(&placements, link.created_at));
    let office = office.map(|place| place.office);
    let zone = office.map_or(Zone::Wib, |office| rulebook.zone(office));
    let by = match link.issued_by {
        Some(id) => employees::by_id(store.reader(), id).await?.map(|author| author.name),
        None => None,
    };
    let help = settings.contacts.of(&rulebook.offices, office);
    Ok(Some(AccessHanded {
        channel: link.channel,
        by,
        at: link.created_at.with_timezone(&zone.offset()),
        until: zone.last_minute(link.expires_at),
        zone: zone.label(),
        help: help.map(Contact::line),
        link: config.link("/akun"),
    }))
}

/// The invitation, with the rule and who helps.
pub(super) async fn activation(
    store: &Store,
    config: &Config,
    to: &Employee,
    token: &str,
    now: DateTime<Utc>,
) -> store::Result<Activation> {
    let (rulebook, settings) = (store.rulebook().await?, store.settings().await?);
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
    let help = settings.contacts.of(&rulebook.offices, office.map(|office| office.id));
    let AccountLink { number, link, again } = AccountLink::new(config, &to.number, token);
    Ok(Activation {
        link,
        again,
        about: config.link("/aturan"),
        number,
        office: office.map(|office| office.name.clone()),
        rule,
        help: help.map(Contact::line),
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
