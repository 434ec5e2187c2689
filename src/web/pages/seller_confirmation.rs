//! Where a seller says, by their link, what they sold: by day and amount, and without the buyers' names.

use rocket::{get, post};

use crate::rules::problem::problem_with_value;
use crate::rules::{Problem, PurchaseId};
use crate::web::HttpError;
use crate::web::answers::page::{Answer, Page};
use crate::web::guards::context::Context;
use crate::web::guards::who::Guest;
use crate::web::input::form::Form;
use crate::web::input::parts::Parts;
use crate::web::views::seller_confirmation::{ConfirmationPage, weeks};
use crate::workflows::sellers::{self, Said};

#[get("/terjual/<token>")]
pub async fn show(token: &str, context: Context<'_, Guest>) -> Result<Page, HttpError> {
    page(&context, token).await
}

async fn page(context: &Context<'_, Guest>, token: &str) -> Result<Page, HttpError> {
    let opened = sellers::open_link(context.store(), token, context.user.now).await?;
    Ok(context.render(&ConfirmationPage {
        seller: opened.seller.name,
        weeks: weeks(opened.sold),
        action: format!("/terjual/{token}"),
    }))
}

/// Says of a week which of those that were shown are theirs: what is not ticked, is not.
#[post("/terjual/<token>", data = "<form>")]
pub async fn answer(
    token: &str,
    context: Context<'_, Guest>,
    form: Form,
) -> Result<Answer, HttpError> {
    form.0.only(&[], &["shown", "sold"])?;
    let (shown, confirmed) = (ids(&form.0, "shown")?, ids(&form.0, "sold")?);
    let denied = shown.into_iter().filter(|id| !confirmed.contains(id)).collect();
    context.app.throttle.reader(context.user.address)?;
    let said = Said { confirmed, denied };
    let done = sellers::answer(context.store(), &context.user.stranger(), token, said).await;
    let again = page(&context, token);
    context.finish(done.map(|()| format!("/terjual/{token}")), "flash-seller-thanks", again).await
}

fn ids(form: &Parts, field: &str) -> Result<Vec<PurchaseId>, HttpError> {
    /// More of them no page has shown.
    const MOST: usize = 500;
    let texts = form.all(field);
    if texts.len() > MOST {
        return Err(HttpError::invalid(Problem::new("purchase", "too-many").with("most", MOST)));
    }
    let read = |text: &String| {
        text.parse()
            .map_err(|_| HttpError::invalid(problem_with_value("purchase", "unknown-choice", text)))
    };
    texts.iter().map(read).collect()
}
