//! What a reviewer is shown of a purchase.

use crate::rules::purchase::last_accepting_day;
use crate::rules::seller::SellerState;
use crate::rules::seller_confirmation::SellerAnswer;
use crate::rules::shared_part::PartState;
use crate::rules::{PurchaseId, placement};
use crate::store::likenesses::{self, AlikePurchase};
use crate::store::placements;
use crate::store::purchases::{self, Purchase};
use crate::store::shared_parts::{self, Part};
use crate::text::{self, Language, formats};
use crate::web::guards::viewer::SignedIn;
use crate::web::input::parts::Parts;
use crate::web::request::local;
use crate::web::views::purchases::Seller;
use crate::web::views::reviews::{
    ChangedFact, FlagKind, ReviewFlag, ReviewedFact, ReviewedPurchase, SeenFact, SharedCase,
    SharedPurchase,
};
use crate::web::views::standing::zone_of;
use crate::web::{AppState, HttpError};

pub(super) async fn facts(
    app: &AppState,
    user: &SignedIn,
    purchase: &Purchase,
) -> Result<ReviewedPurchase, HttpError> {
    let row = &purchase.row;
    let placements = placements::of(app.store.reader(), row.employee_id).await?;
    let office = placement::current(&placements, row.purchased_on)
        .and_then(|here| user.rulebook.offices.get(here.office));
    let zone = zone_of(&user.rulebook, &placements, row.purchased_on);
    Ok(ReviewedPurchase {
        id: row.id,
        version: row.version,
        proposed: row.attention,
        seen: seen(purchase, user.language),
        employee: purchase.employee.name.clone(),
        office: office.map(|office| office.name.clone()).unwrap_or_default(),
        amount: row.amount,
        seller: Seller::of(&purchase.seller),
        date: row.purchased_on,
        channel: text::channel_name(user.language, &user.settings.channels, &row.channel),
        description: row.description.clone(),
        order_number: row.order_number.clone(),
        recorded_at: local(row.recorded_at, zone),
        zone: zone.label().into(),
        again_until: last_accepting_day(
            &user.rulebook,
            &placements,
            row.purchased_on,
            user.rulebook.today(&placements, user.now),
        ),
    })
}

/// What the reviewer decides by, in words.
fn seen(purchase: &Purchase, language: Language) -> Vec<SeenFact> {
    let row = &purchase.row;
    let facts = [
        (ReviewedFact::Amount, formats::rupiah(language, row.amount)),
        (ReviewedFact::Date, formats::date_long(language, row.purchased_on)),
        (ReviewedFact::Seller, purchase.seller.name.clone()),
        (ReviewedFact::Receipts, purchase.receipts.len().to_string()),
    ];
    facts.into_iter().map(|(what, value)| SeenFact { what, value }).collect()
}

/// What was otherwise when the form was filled in.
pub(super) fn changed(before: &Parts, now: &[SeenFact]) -> Vec<ChangedFact> {
    let changes = now.iter().map(|fact| ChangedFact {
        what: fact.what,
        before: before.text(field_of(fact.what)).to_owned(),
        after: fact.value.clone(),
    });
    changes.filter(|fact| fact.before != fact.after).collect()
}

fn field_of(what: ReviewedFact) -> &'static str {
    match what {
        ReviewedFact::Amount => "seen_amount",
        ReviewedFact::Date => "seen_date",
        ReviewedFact::Seller => "seen_seller",
        ReviewedFact::Receipts => "seen_receipts",
    }
}

/// More of them say nothing more.
const MOST_FLAGS: usize = 3;

/// What made it look like others. Whose they are is not said (rules.md §9); the way to them is shown to who
/// may go it.
pub(super) async fn flags(
    app: &AppState,
    user: &SignedIn,
    purchase: &Purchase,
) -> Result<Vec<ReviewFlag>, HttpError> {
    let (db, row) = (app.store.reader(), &purchase.row);
    let shared = purchase.shared();
    let mut others = Vec::new();
    if let (Some(id), Some(owner)) = (row.looks_like, purchase.looks_like_of) {
        let kind = match owner == row.employee_id {
            true => FlagKind::SimilarPurchase,
            false if shared_parts::is_claimed(db, row.id).await? => FlagKind::SaidTogether,
            false => FlagKind::SameFile,
        };
        others.push((id, kind));
    }
    let receipts: Vec<_> = purchase.receipts.iter().map(|receipt| receipt.id).collect();
    for AlikePurchase { id, employee, alike } in
        likenesses::of_receipts(db, row.id, &receipts).await?
    {
        others.push((id, FlagKind::of_photo(alike, employee == row.employee_id)));
    }
    others.extend(purchase.equals.iter().take(1).map(|id| (*id, FlagKind::EqualOfAnother)));
    let mut flagged: Vec<PurchaseId> = Vec::new();
    others.retain(|(id, _)| {
        let is_new = !shared.contains(id) && !flagged.contains(id);
        flagged.push(*id);
        is_new
    });
    others.truncate(MOST_FLAGS);
    let ids: Vec<_> = others.iter().map(|(id, _)| *id).collect();
    let visible = purchases::visible_some(db, &user.review_sight(), &ids).await?;
    let flags = others.into_iter().map(|(id, kind)| ReviewFlag {
        kind,
        url: visible.iter().any(|one| one.row.id == id).then(|| format!("/belanja/{id}")),
    });
    let is_doubted = purchase.seller.state == SellerState::Doubted;
    let doubted = is_doubted.then_some(ReviewFlag { kind: FlagKind::DoubtedSeller, url: None });
    let is_denied = row.seller_answer == Some(SellerAnswer::Denied);
    let denied = is_denied.then_some(ReviewFlag { kind: FlagKind::DeniedBySeller, url: None });
    let undrawn = ReviewFlag { kind: FlagKind::UndrawnPhoto, url: None };
    let undrawn = purchase.has_undrawn().then_some(undrawn);
    Ok(flags.chain(doubted).chain(denied).chain(undrawn).collect())
}

/// The others of its receipt, where several people share it.
pub(super) async fn shared(
    app: &AppState,
    user: &SignedIn,
    purchase: &Purchase,
) -> Result<Option<SharedCase>, HttpError> {
    if purchase.parts.is_empty() {
        return Ok(None);
    }
    let (db, sight) = (app.store.reader(), user.review_sight());
    let found = purchases::visible_some(db, &sight, &purchase.shared()).await?;
    let others = found.into_iter().map(|one| SharedPurchase {
        id: one.row.id,
        version: one.row.version,
        name: one.employee.name,
        amount: one.row.amount,
        state: one.row.state,
    });
    let waits = |part: &&Part| part.row.state == PartState::Proposed;
    Ok(Some(SharedCase {
        total: purchase.row.receipt_amount,
        others: others.collect(),
        waiting: purchase.parts.iter().filter(waits).count(),
    }))
}
