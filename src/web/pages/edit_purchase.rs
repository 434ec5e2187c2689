//! Changing a purchase: its owner, until the deadline.

use rocket::http::Status;
use rocket::{get, post};

use super::purchase_form::{self, AskedAmount, Edited, FormState, NO_RECEIPT, Tried};
use crate::rules::purchase_access::Action;
use crate::rules::{Problem, PurchaseId, ReceiptId};
use crate::store::purchases::Purchase;
use crate::text::formats;
use crate::web::HttpError;
use crate::web::answers::page::{Answer, Page};
use crate::web::guards::context::Context;
use crate::web::input::form::ReturnableForm;
use crate::web::input::parts::Parts;
use crate::web::input::takes::Receipts;
use crate::web::input::url_id::UrlId;
use crate::web::views::form_values::FormValues;
use crate::workflows::WorkflowError;
use crate::workflows::purchases::change;
use crate::workflows::purchases::edit::{self, Edit};

/// The form with what is recorded.
#[get("/belanja/<id>/ubah")]
pub async fn form(id: UrlId<PurchaseId>, context: Context<'_>) -> Result<Page, HttpError> {
    let (store, user) = (context.store(), &context.user);
    let purchase = change::allowed(store, &user.viewer, Action::Edit, id.0, user.now).await?;
    let row = &purchase.row;
    let values = FormValues::default()
        .with("amount", formats::number(context.language, row.amount))
        .with("seller", row.seller_id)
        .with("purchased_on", row.purchased_on)
        .with("channel", row.channel.code())
        .with_some("event", row.event_id)
        .with_some("order_number", row.order_number.as_deref())
        .with_some("description", row.description.as_deref())
        .with_some("evidence", row.no_receipt.then_some(NO_RECEIPT));
    let uploaded_before = purchase.receipts.iter().map(|receipt| receipt.id).collect();
    let edited = Some(Edited { purchase, is_stale: false });
    let state = FormState { values, uploaded_before, edited, ..FormState::default() };
    purchase_form::page(&context, state).await
}

#[post("/belanja/<id>/ubah", data = "<form>")]
pub async fn save(
    id: UrlId<PurchaseId>,
    mut form: ReturnableForm<Receipts>,
    context: Context<'_>,
) -> Result<Answer, HttpError> {
    let (app, user) = (context.app, &context.user);
    let uploaded_before = purchase_form::check(&form.parts)?;
    let purchase = change::in_sight(&app.store, &user.viewer, id.0, user.now).await?;
    let mut tried = Tried::of(app, user, &mut form, uploaded_before.len()).await?;
    let parts = &form.parts;
    let searching = parts.text("action") == "search";
    let mut state = FormState::default();
    let status = if !form.is_accepted {
        Status::Forbidden
    } else if searching {
        Status::Ok
    } else {
        match attempt(&context, &purchase, parts, &uploaded_before, &mut tried).await? {
            Outcome::Saved => {
                return Ok(context.done("flash-purchase-changed", format!("/belanja/{}", id.0)));
            }
            Outcome::Small(asked) => {
                state.small = Some(asked);
                Status::Conflict
            }
            Outcome::Shown(status) => status,
        }
    };
    let is_stale = status == Status::PreconditionFailed;
    state.uploaded_before = tried.waiting(app, user, (parts, uploaded_before)).await?;
    state.query = parts.filled("seller_query").filter(|_| searching).map(str::to_owned);
    state.values = parts.values();
    state.edited = Some(Edited { purchase, is_stale });
    let page = purchase_form::page(&context, state).await?;
    Ok(Answer::page(page.with_problems(status, &tried.problems)))
}

enum Outcome {
    Saved,
    Small(AskedAmount),
    Shown(Status),
}

async fn attempt(
    context: &Context<'_>,
    purchase: &Purchase,
    parts: &Parts,
    uploaded_before: &[ReceiptId],
    tried: &mut Tried,
) -> Result<Outcome, HttpError> {
    let (store, user) = (context.store(), &context.user);
    tried.problems.extend(purchase_form::evidence_problem(parts));
    if !tried.problems.is_empty() {
        return Ok(Outcome::Shown(tried.status()));
    }
    if let Some(asked) = purchase_form::unanswered_amount(parts, context.language) {
        return Ok(Outcome::Small(asked));
    }
    let mut draft = purchase_form::draft(parts, context.language, tried.receipts);
    draft.funding = Some(purchase.row.funding.name().to_owned());
    let change = Edit {
        id: purchase.row.id,
        // What is no number is no version that anybody has seen.
        version: parts.text("version").parse().unwrap_or(0),
        uploaded_before: Some(uploaded_before.to_vec()),
        files: tried.files.clone(),
    };
    match edit::edit(store, &user.warrant(), change, |_| draft).await {
        Ok(()) => Ok(Outcome::Saved),
        Err(WorkflowError::Stale) => {
            tried.problems.push(Problem::new("", "changed-while-open"));
            Ok(Outcome::Shown(Status::PreconditionFailed))
        }
        Err(refused) => Ok(Outcome::Shown(tried.refused(refused)?)),
    }
}
