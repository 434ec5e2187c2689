//! The levels that somebody can be given: those that are known everywhere, then those of the district's
//! own, which people have or policies name.

use std::collections::BTreeSet;

use crate::rules::placement::POSITION_LEVELS;
use crate::store::{self, ConnectionTrait, placements};
use crate::web::guards::viewer::SignedIn;

pub async fn levels(db: &impl ConnectionTrait, user: &SignedIn) -> store::Result<Vec<String>> {
    let mut own: BTreeSet<_> = placements::levels(db).await?.into_iter().collect();
    let tiers = user.rulebook.policies.iter().flat_map(|policy| &policy.tiers);
    own.extend(tiers.flat_map(|tier| tier.position_levels.iter().cloned()));
    let own = own.into_iter().filter(|level| !POSITION_LEVELS.contains(&level.as_str()));
    Ok(POSITION_LEVELS.iter().map(|level| (*level).to_owned()).chain(own).collect())
}
