//! The sellers that the form offers.

use super::FormState;
use crate::rules::SellerId;
use crate::store;
use crate::store::seller_search;
use crate::store::sellers::{self, Recent};
use crate::web::AppState;
use crate::web::views::purchase_form::{SellerChoice, SellerChoices};

const FOUND_SELLERS: u64 = 8;

/// The sellers to choose from: the chosen or last one, recent ones, those that a search found.
pub async fn of(
    app: &AppState,
    state: &FormState,
    recent: &[Recent],
) -> store::Result<SellerChoices> {
    let db = app.store.reader();
    let mut near: Vec<SellerChoice> = recent.iter().map(SellerChoice::of_recent).collect();
    let wanted: Option<SellerId> = state.text("seller").parse().ok();
    let is_wanted = |seller: &SellerChoice| wanted.is_some_and(|id| seller.id == id.to_string());
    if let Some(id) = wanted
        && !near.iter().any(is_wanted)
        && let Some(seller) = sellers::by_id(db, id).await?
    {
        near.insert(0, SellerChoice::of(&seller));
    }
    let found = match &state.query {
        None => None,
        Some(query) => {
            let found = seller_search::first(db, Some(query), None, FOUND_SELLERS).await?;
            let found = found.iter().map(SellerChoice::of);
            Some(found.filter(|seller| near.iter().all(|one| one.id != seller.id)).collect())
        }
    };
    let chosen = match wanted {
        Some(_) => near.iter().find(|seller| is_wanted(seller)).map(|seller| seller.name.clone()),
        None => {
            let name = state.text("seller.name");
            (!name.trim().is_empty()).then(|| name.to_owned())
        }
    };
    let mut near = near.into_iter();
    Ok(SellerChoices { chosen, last: near.next(), recent: near.collect(), found })
}
