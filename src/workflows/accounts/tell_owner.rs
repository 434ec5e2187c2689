//! Tells people by mail what was changed of their account: at the address that they had and at the one that
//! they have, so that whoever has taken one of them over does not keep it from them.

use crate::mail::masked;
use crate::rules::EmployeeId;
use crate::rules::mail::{AccountChange, AccountNotice, MailKind};
use crate::store::employees::Employee;
use crate::store::mails::{self, Mail};
use crate::store::{self, access, links, sessions};
use crate::workflows::Acting;

/// Queues the mail to whoever has an account, `owner` as they are now. Of an account that was never
/// activated there is nothing to tell.
pub(in crate::workflows) async fn tell_owner(
    acting: &Acting<'_>,
    owner: &Employee,
    change: AccountChange,
) -> store::Result<()> {
    tell(acting, owner, owner.email.as_deref(), change).await
}

/// What follows from another address: the mails, and the end of what went to the old one. Where somebody
/// else has changed it, sessions and keys end as well: they may be those of whom it was taken from.
pub(in crate::workflows) async fn address_changed(
    acting: &Acting<'_>,
    before: &Employee,
    after: &Employee,
) -> store::Result<()> {
    if acting.author() == Some(after.id) {
        links::end_all(acting.txn(), after.id, acting.now()).await?;
    } else {
        access::end_all(acting.txn(), &[after.id], None, acting.now()).await?;
    }
    let change = AccountChange::Address { to: after.email.as_deref().map(masked) };
    tell(acting, after, before.email.as_deref(), change).await
}

async fn tell(
    acting: &Acting<'_>,
    owner: &Employee,
    former: Option<&str>,
    change: AccountChange,
) -> store::Result<()> {
    if owner.password_hash.is_none() && !is_in(acting, owner.id).await? {
        return Ok(());
    }
    let by = acting.author().filter(|author| *author != owner.id);
    let change = serde_json::to_string(&AccountNotice { change, by })
        .map_err(|error| store::broken("change", &error.to_string()))?;
    let mut addresses: Vec<&str> = owner.email.as_deref().into_iter().chain(former).collect();
    addresses.dedup();
    let mails = addresses.into_iter().map(|address| Mail {
        address: Some(address.to_owned()),
        change: Some(change.clone()),
        ..mails::new(MailKind::AccountChanged, owner.id, acting.now())
    });
    mails::insert_addressed(acting.txn(), mails.collect()).await
}

/// Whether somebody is signed in somewhere: whoever does so at an identity provider has no password.
async fn is_in(acting: &Acting<'_>, owner: EmployeeId) -> store::Result<bool> {
    Ok(!sessions::of(acting.txn(), owner, acting.now()).await?.is_empty())
}
