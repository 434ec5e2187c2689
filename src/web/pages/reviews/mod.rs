//! What reviewers look at: what is proposed to them, one purchase after the other (decision 103).

pub mod all;
mod shown;

use rocket::http::Status;
use rocket::{get, post};

use super::exemption_reviews;
use crate::rules::purchase::State;
use crate::rules::purchase_access::Action;
use crate::rules::{Problem, PurchaseId};
use crate::store::purchases::{self, MOST_COUNTED, Place, Purchase};
use crate::web::HttpError;
use crate::web::answers::page::{Answer, Page};
use crate::web::guards::context::Context;
use crate::web::guards::who::Reviewer;
use crate::web::input::form::Form;
use crate::web::input::parts::Parts;
use crate::web::input::query::{Query, parameters};
use crate::web::input::url_id::UrlId;
use crate::web::views::form_values::FormValues;
use crate::web::views::purchases::ReceiptFile;
use crate::web::views::reviews::{ReviewPage, ReviewPlace};
use crate::workflows::WorkflowError;
use crate::workflows::purchases::change::{self, Case, Decision};
use crate::workflows::purchases::undo_review::undo_review;

parameters! {
    pub struct NextQuery {
        /// What was decided about or passed over last.
        pub setelah: Option<UrlId<PurchaseId>>,
    }
}

#[get("/tinjau")]
pub async fn next(
    context: Context<'_, Reviewer>,
    query: Query<NextQuery>,
) -> Result<Page, HttpError> {
    let (user, sight) = (&context.user, context.user.review_sight());
    let after = query.0.setelah.map(|id| id.0);
    let open_from = user.rulebook.open_from();
    let place = Place { sight: &sight, reviewer: user.employee.id, open_from, after };
    let next = purchases::next_to_review(context.db(), place).await?;
    let shown = Shown {
        place: ReviewPlace::Queue,
        // Where nothing else waits it is the same one, and nothing was passed over.
        is_from_start: next.is_from_start && next.purchase.is_some(),
        purchase: next.purchase,
    };
    page(&context, shown, None, FormValues::default()).await
}

/// One that was found among all.
#[get("/tinjau/<id>")]
pub async fn one(
    id: UrlId<PurchaseId>,
    context: Context<'_, Reviewer>,
) -> Result<Answer, HttpError> {
    let user = &context.user;
    let (viewer, now) = (&user.viewer, user.now);
    let found = change::allowed(context.store(), viewer, Action::Verify, id.0, now).await;
    let is_waiting = match &found {
        Ok(purchase) => purchase.row.state == State::Recorded,
        Err(WorkflowError::Conflict(_)) => false,
        Err(_) => return found.map(|_| Answer::done("/tinjau")).map_err(HttpError::from),
    };
    if !is_waiting {
        return Ok(Answer::done(format!("/belanja/{}", id.0)));
    }
    let shown = found_one(&context, id.0).await?;
    Ok(Answer::page(page(&context, shown, None, FormValues::default()).await?))
}

/// What a page shows, and where the reviewer is.
struct Shown {
    place: ReviewPlace,
    purchase: Option<Purchase>,
    is_from_start: bool,
}

async fn found_one(context: &Context<'_, Reviewer>, id: PurchaseId) -> Result<Shown, HttpError> {
    let (db, sight) = (context.db(), context.user.review_sight());
    Ok(Shown {
        place: ReviewPlace::All,
        purchase: purchases::one_to_review(db, &sight, id).await?,
        is_from_start: false,
    })
}

async fn page(
    context: &Context<'_, Reviewer>,
    shown: Shown,
    before: Option<&Parts>,
    form: FormValues,
) -> Result<Page, HttpError> {
    let (app, user) = (context.app, &context.user);
    let (facts, receipts, flags, shared) = match &shown.purchase {
        None => (None, Vec::new(), Vec::new(), None),
        Some(purchase) => (
            Some(shown::facts(app, user, purchase).await?),
            purchase.receipts.iter().map(ReceiptFile::of).collect(),
            shown::flags(app, user, purchase).await?,
            shown::shared(app, user, purchase).await?,
        ),
    };
    let seen = facts.as_ref().map(|facts| facts.seen.as_slice()).unwrap_or_default();
    let waiting = context.reviews_waiting();
    let view = ReviewPage {
        place: shown.place,
        changed: before.map(|before| shown::changed(before, seen)),
        remaining: waiting.min(MOST_COUNTED - 1),
        more: waiting >= MOST_COUNTED,
        again: shown.is_from_start,
        requested: exemption_reviews::waiting(app, user).await?,
        purchase: facts,
        receipts,
        flags,
        shared,
        form,
    };
    Ok(context.render(&view))
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
    if reviewed.is_ok() {
        let next = match place_of(&form.0) {
            ReviewPlace::All => "/tinjau/semua".to_owned(),
            ReviewPlace::Queue => format!("/tinjau?setelah={}", id.0),
        };
        return Ok(context.reviewed(done, id.0, next));
    }
    let again = again(&context, id.0, &form.0, false);
    context.finish(reviewed.map(|()| "/tinjau"), done, again).await
}

/// "Urungkan" right after a decision.
#[post("/tinjau/urungkan/<id>", data = "<form>")]
pub async fn undo(
    id: UrlId<PurchaseId>,
    context: Context<'_, Reviewer>,
    form: Form,
) -> Result<Answer, HttpError> {
    form.0.only(&[], &[])?;
    undo_review(context.store(), &context.user.warrant(), id.0).await?;
    Ok(context.done("flash-review-undone", format!("/tinjau/{}", id.0)))
}

/// The purchase again, with what was typed, and with what has changed where something has.
async fn again(
    context: &Context<'_, Reviewer>,
    id: PurchaseId,
    form: &Parts,
    has_changed: bool,
) -> Result<Page, HttpError> {
    let shown = Shown { place: place_of(form), ..found_one(context, id).await? };
    page(context, shown, has_changed.then_some(form), form.values()).await
}

fn place_of(form: &Parts) -> ReviewPlace {
    if form.text("place") == "all" { ReviewPlace::All } else { ReviewPlace::Queue }
}

const FIELDS: [&str; 9] = [
    "place",
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
