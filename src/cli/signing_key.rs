//! `pekan signing-key`.

use super::{Outcome, Result, parts};
use crate::workflows::Warrant;
use crate::workflows::allowances::signing_key::signing_key;

/// Prints the public key; where there is none yet it is made.
pub async fn print() -> Result {
    let parts = parts::open().await?;
    let key = signing_key(&parts.store, &Warrant::system(parts.clock.now())).await?;
    print!("{}", key.public_pem());
    Ok(Outcome::Done)
}
