//! The code on a seller's counter, photographed or read by the browser: on to the form, with its seller.

use rocket::{get, post};

use super::log_purchase::{encoded, is_key};
use crate::rules::SellerId;
use crate::rules::problem::Problem;
use crate::web::HttpError;
use crate::web::answers::page::{Answer, Page};
use crate::web::documents::code_photo::{self, CODE};
use crate::web::guards::context::Context;
use crate::web::input::form::UploadForm;
use crate::web::input::parts::Parts;
use crate::web::input::query::{Query, parameters};
use crate::web::input::takes::Code;
use crate::web::views::scan_code::ScanCodePage;
use crate::workflows;

parameters! {
    pub struct ScanQuery {
        /// The key of the form to go back to.
        pub draf: Option<String>,
    }
}

#[get("/belanja/pindai")]
pub fn form(context: Context<'_>, query: Query<ScanQuery>) -> Page {
    context.render(&page(query.0.draf.filter(|key| is_key(key))))
}

/// On to the form with the seller of the code; or the page again, with the reason why it names none.
#[post("/belanja/pindai", data = "<form>")]
pub async fn read(form: UploadForm<Code>, context: Context<'_>) -> Result<Answer, HttpError> {
    let mut parts = form.0;
    parts.only(&["draf", "payload"], &[CODE])?;
    let form_key = parts.filled("draf").filter(|key| is_key(key)).map(str::to_owned);
    match seller(&context, &mut parts).await {
        Ok(seller) => {
            let draft = form_key.map(|key| format!("&draf={}", encoded(&key)));
            let draft = draft.unwrap_or_default();
            Ok(Answer::done(format!("/belanja/baru?penjual={seller}{draft}")))
        }
        Err(error) if error.status.code < 500 => {
            let problems = error.problems.into_iter();
            let problems: Vec<Problem> =
                problems.map(|problem| Problem { field: CODE.into(), ..problem }).collect();
            let page = context.render(&page(form_key));
            Ok(Answer::page(page.with_problems(error.status, &problems)))
        }
        Err(error) => Err(error),
    }
}

fn page(form_key: Option<String>) -> ScanCodePage {
    let back = form_key.as_deref().map(|key| format!("/belanja/baru?draf={}", encoded(key)));
    ScanCodePage { form_key, back: back.unwrap_or_else(|| "/belanja/baru".to_owned()) }
}

/// The seller of the code that was sent.
async fn seller(context: &Context<'_>, parts: &mut Parts) -> Result<SellerId, HttpError> {
    let photo = code_photo::sent(parts.take_files())?;
    let payload = match (parts.filled("payload"), photo) {
        (Some(payload), _) => payload.to_owned(),
        (None, Some(photo)) => code_photo::text(context.app, photo).await?,
        (None, None) => return Err(HttpError::invalid(Problem::new(CODE, "missing"))),
    };
    let warrant = context.user.warrant();
    let found = workflows::sellers::by_qris(context.store(), &warrant, &payload).await?;
    Ok(found.seller.id)
}
