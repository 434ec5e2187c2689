//! Parts of receipts that several people share: answered by whose they are, changed by who proposed them.

use rocket::http::Status;
use rocket::{get, post};

use super::purchases::{PartForm, one};
use crate::rules::money::AmountInput;
use crate::rules::problem::ProblemArg;
use crate::rules::shared_part::{self, PartState};
use crate::rules::{Problem, PurchaseId, SharedPartId};
use crate::store::shared_parts;
use crate::store::{employees, purchases, sellers};
use crate::web::HttpError;
use crate::web::answers::page::{Answer, Page};
use crate::web::guards::context::Context;
use crate::web::input::form::Form;
use crate::web::input::url_id::UrlId;
use crate::web::views::form_values::FormValues;
use crate::web::views::shared_parts::{PartNotice, PartPage};
use crate::workflows::WorkflowError;
use crate::workflows::purchases::answer_part::{self, Asked};
use crate::workflows::purchases::change_part;

#[get("/bersama/<id>")]
pub async fn show(id: UrlId<SharedPartId>, context: Context<'_>) -> Result<Page, HttpError> {
    page(&context, id.0, None).await
}

async fn page(
    context: &Context<'_>,
    id: SharedPartId,
    alike: Option<PurchaseId>,
) -> Result<Page, HttpError> {
    let (db, user) = (context.db(), &context.user);
    let part = shared_parts::by_id(db, id).await?;
    let part = part
        .filter(|part| part.employee_id == user.employee.id && part.state != PartState::Claimed);
    let part = part.ok_or_else(HttpError::not_found)?;
    let gone = HttpError::not_found;
    let first = purchases::by_id(db, part.purchase_id).await?.ok_or_else(gone)?;
    let seller = sellers::by_id(db, first.seller_id).await?.ok_or_else(gone)?;
    let proposer = employees::by_id(db, part.proposed_by).await?.ok_or_else(gone)?;
    let asked = (first.purchased_on, part.amount);
    let is_accepted = shared_part::check(&user.rulebook, &user.placements, asked, user.now).is_ok();
    Ok(context.render(&PartPage {
        state: part.state,
        open: part.state == PartState::Proposed && is_accepted,
        recorded: part.recorded_id,
        alike,
        part: PartNotice {
            id,
            seen: answer_part::seen(part.amount, first.purchased_on, first.seller_id),
            by: proposer.name,
            seller: seller.name,
            date: first.purchased_on,
            amount: part.amount,
        },
    }))
}

/// "Ya, benar" or "Bukan saya".
#[post("/bersama/<id>", data = "<form>")]
pub async fn answer(
    id: UrlId<SharedPartId>,
    context: Context<'_>,
    form: Form,
) -> Result<Answer, HttpError> {
    form.0.only(&["answer", "seen", "confirm"], &[])?;
    let (store, warrant) = (context.store(), context.user.warrant());
    match form.0.text("answer") {
        "decline" => {
            let declined = answer_part::decline(store, &warrant, id.0).await;
            let again = page(&context, id.0, None);
            context.finish(declined.map(|()| "/"), "flash-part-declined", again).await
        }
        "confirm" => {
            let seen = Some(form.0.text("seen").to_owned());
            let asked = Asked { seen, asks: !form.0.is_checked("confirm") };
            confirm(&context, id.0, asked).await
        }
        _ => Err(HttpError::invalid(Problem::new("answer", "missing"))),
    }
}

async fn confirm(
    context: &Context<'_>,
    id: SharedPartId,
    asked: Asked,
) -> Result<Answer, HttpError> {
    let confirmed = answer_part::confirm(context.store(), &context.user.warrant(), id, asked).await;
    match confirmed {
        Err(WorkflowError::Conflict(problem)) if problem.code == answer_part::LOOKS_ALIKE => {
            let alike = problem.args.iter().find_map(|(_, value)| match value {
                ProblemArg::Text(id) => id.parse().ok(),
                _ => None,
            });
            let page = page(context, id, alike).await?;
            Ok(Answer::page(page.with_problems(Status::Conflict, &[])))
        }
        Err(WorkflowError::Stale) => {
            let changed = [Problem::new("", "changed-while-open")];
            let page = page(context, id, None).await?;
            Ok(Answer::page(page.with_problems(Status::PreconditionFailed, &changed)))
        }
        confirmed => {
            let again = page(context, id, None);
            context.finish(confirmed.map(|_| "/"), "flash-part-confirmed", again).await
        }
    }
}

/// Another amount for a part that nobody has answered.
#[post("/bersama/<id>/ubah", data = "<form>")]
pub async fn change(
    id: UrlId<SharedPartId>,
    context: Context<'_>,
    form: Form,
) -> Result<Answer, HttpError> {
    form.0.only(&["amount"], &[])?;
    let typed = form.0.text("amount").to_owned();
    let amount = AmountInput::Written(typed.clone(), context.language);
    let changed = change_part::change(context.store(), &context.user.warrant(), id.0, amount).await;
    settled(&context, id.0, changed, "flash-part-changed", &typed).await
}

/// The part is taken back.
#[post("/bersama/<id>/tarik", data = "<form>")]
pub async fn withdraw(
    id: UrlId<SharedPartId>,
    context: Context<'_>,
    form: Form,
) -> Result<Answer, HttpError> {
    form.0.only(&[], &[])?;
    let withdrawn = change_part::withdraw(context.store(), &context.user.warrant(), id.0).await;
    settled(&context, id.0, withdrawn, "flash-part-withdrawn", "").await
}

/// On to the purchase, or to what is wrong on its page.
async fn settled(
    context: &Context<'_>,
    id: SharedPartId,
    outcome: Result<PurchaseId, WorkflowError>,
    done: &str,
    typed: &str,
) -> Result<Answer, HttpError> {
    let part = shared_parts::by_id(context.db(), id).await?;
    let purchase = part.map_or(PurchaseId::NONE, |part| part.purchase_id);
    let form = PartForm { part: Some(id), values: FormValues::default().with("amount", typed) };
    let again = one(context, purchase, form);
    context.finish(outcome.map(|id| format!("/belanja/{id}")), done, again).await
}
