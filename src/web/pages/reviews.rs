//! The review queue: one purchase after the other, the oldest first.

use rocket::http::Status;
use rocket::{get, post};

use super::exemption_reviews;
use crate::rules::purchase::last_accepting_day;
use crate::rules::shared_part::PartState;
use crate::rules::{Problem, PurchaseId, placement};
use crate::store::likenesses::{self, AlikePurchase};
use crate::store::placements;
use crate::store::purchases::{self, Purchase};
use crate::store::shared_parts::{self, Part};
use crate::text::{self, Language, formats};
use crate::web::answers::page::{Answer, Page};
use crate::web::guards::context::Context;
use crate::web::guards::viewer::SignedIn;
use crate::web::guards::who::Reviewer;
use crate::web::input::form::Form;
use crate::web::input::parts::Parts;
use crate::web::input::url_id::UrlId;
use crate::web::request::local;
use crate::web::views::form_values::FormValues;
use crate::web::views::purchases::{ReceiptFile, Seller};
use crate::web::views::reviews::{
    ChangedFact, FlagKind, ReviewFlag, ReviewPage, ReviewedFact, ReviewedPurchase, SeenFact,
    SharedCase, SharedPurchase,
};
use crate::web::views::standing::zone_of;
use crate::web::{AppState, HttpError};
use crate::workflows::WorkflowError;
use crate::workflows::purchases::change::{self, Case, Decision};

#[get("/tinjau")]
pub async fn next(context: Context<'_, Reviewer>) -> Result<Page, HttpError> {
    let user = &context.user;
    let sight = user.review_sight();
    let (purchase, waiting) = purchases::to_review(context.db(), &sight, user.employee.id).await?;
    page(&context, (purchase, waiting), None, FormValues::default()).await
}

async fn page(
    context: &Context<'_, Reviewer>,
    (purchase, waiting): (Option<Purchase>, u64),
    before: Option<&Parts>,
    form: FormValues,
) -> Result<Page, HttpError> {
    let (app, user) = (context.app, &context.user);
    let (facts, receipts, flags, shared) = match &purchase {
        None => (None, Vec::new(), Vec::new(), None),
        Some(purchase) => (
            Some(facts(app, user, purchase).await?),
            purchase.receipts.iter().map(ReceiptFile::of).collect(),
            flags(app, user, purchase).await?,
            shared(app, user, purchase).await?,
        ),
    };
    let seen = facts.as_ref().map(|facts| facts.seen.as_slice()).unwrap_or_default();
    let view = ReviewPage {
        changed: before.map(|before| changed(before, seen)),
        remaining: waiting,
        requested: exemption_reviews::waiting(app, user).await?,
        purchase: facts,
        receipts,
        flags,
        shared,
        form,
    };
    Ok(context.render(&view))
}

async fn facts(
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
fn changed(before: &Parts, now: &[SeenFact]) -> Vec<ChangedFact> {
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
async fn flags(
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
    Ok(flags.collect())
}

/// The others of its receipt, where several people share it.
async fn shared(
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

#[post("/tinjau/<id>", data = "<form>")]
pub async fn decide(
    id: UrlId<PurchaseId>,
    context: Context<'_, Reviewer>,
    form: Form,
) -> Result<Answer, HttpError> {
    form.0.only(&FIELDS, &["also"])?;
    let (store, user) = (context.store(), &context.user);
    let (decision, done) = match form.0.text("decision") {
        "verify" => (Decision::Verify, "flash-review-verified"),
        "reject" => (Decision::Reject, "flash-review-rejected"),
        _ => return Err(HttpError::invalid(Problem::new("decision", "missing"))),
    };
    let reason = reason(&form.0).filter(|_| decision == Decision::Reject);
    // What is no number is no version that anybody has seen.
    let version = form.0.text("version").parse().unwrap_or(0);
    let others = form.0.all("also").iter().filter_map(|text| {
        let (id, version) = text.split_once('-')?;
        Some((id.parse().ok()?, version.parse().ok()?))
    });
    let seen = Case { id: id.0, version, others: Some(others.collect()) };
    let reviewed = change::review(store, &user.warrant(), seen, decision, reason).await;
    if let Err(conflict @ WorkflowError::Conflict(_)) = reviewed {
        // What was decided meanwhile has no form any more.
        return Err(conflict.into());
    }
    if let Err(WorkflowError::Stale) = reviewed {
        let page = again(&context, id.0, &form.0, true).await?;
        return Ok(Answer::page(page.with_problems(Status::PreconditionFailed, &[])));
    }
    let again = again(&context, id.0, &form.0, false);
    context.finish(reviewed.map(|()| "/tinjau"), done, again).await
}

/// The purchase again, with what was typed, and with what has changed where something has.
async fn again(
    context: &Context<'_, Reviewer>,
    id: PurchaseId,
    form: &Parts,
    has_changed: bool,
) -> Result<Page, HttpError> {
    let (db, user) = (context.db(), &context.user);
    let sight = user.review_sight();
    let purchase = purchases::visible(db, &sight, id).await?;
    let (_, waiting) = purchases::to_review(db, &sight, user.employee.id).await?;
    page(context, (purchase, waiting), has_changed.then_some(form), form.values()).await
}

const FIELDS: [&str; 8] = [
    "version",
    "decision",
    "reason",
    "reason_other",
    "seen_amount",
    "seen_date",
    "seen_seller",
    "seen_receipts",
];

/// Own words come before a ready-made reason.
fn reason(parts: &Parts) -> Option<&str> {
    parts.filled("reason_other").or_else(|| parts.filled("reason"))
}
