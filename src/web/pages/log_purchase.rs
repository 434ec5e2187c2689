//! Recording a purchase.

use rocket::http::Status;
use rocket::{get, post};

use super::purchase_form::{self, FormState};
use crate::files::{StoredFile, UploadError};
use crate::rules::money::AmountInput;
use crate::rules::purchase_draft::{Draft, MOST_RECEIPTS, SellerInput};
use crate::rules::{Problem, PurchaseId, ReceiptId, problem};
use crate::secret;
use crate::web::answers::page::{Answer, Page};
use crate::web::guards::context::Context;
use crate::web::guards::viewer::SignedIn;
use crate::web::input::form::UploadForm;
use crate::web::input::multipart::Receipts;
use crate::web::input::parts::{Parts, SentFiles};
use crate::web::input::query::{Query, parameters};
use crate::web::views::form_values::FormValues;
use crate::web::{AppState, HttpError};
use crate::workflows::purchases::attach_receipts;
use crate::workflows::purchases::log::{Ready, Submission};
use crate::workflows::{self, WorkflowError};

parameters! {
    pub struct BegunQuery {
        pub penjual: Option<String>,
        pub nominal: Option<String>,
        pub tanggal: Option<String>,
        /// `tanpa` where there is no receipt.
        pub bukti: Option<String>,
    }
}

/// The form, blank or begun by a link: a seller to buy from again, an amount, a day.
#[get("/belanja/baru")]
pub async fn new(context: Context<'_>, query: Query<BegunQuery>) -> Result<Page, HttpError> {
    let BegunQuery { penjual, nominal, tanggal, bukti } = query.0;
    let mut values = FormValues::default();
    for (field, begun) in [("seller", penjual), ("amount", nominal), ("purchased_on", tanggal)] {
        if let Some(text) = begun.filter(|text| text.len() <= 24) {
            values.set(field, text);
        }
    }
    if bukti.as_deref() == Some("tanpa") {
        values.set("evidence", NO_RECEIPT);
    }
    let state = FormState { key: secret::token(), values, ..FormState::default() };
    Ok(purchase_form::page(&context, state).await?)
}

const NO_RECEIPT: &str = "no_receipt";
const FIELDS: [&str; 12] = [
    "key",
    "confirm",
    "evidence",
    "amount",
    "seller",
    "seller_query",
    "action",
    "seller.name",
    "seller.district",
    "purchased_on",
    "channel",
    "description",
];

/// Records what the form says; or shows it again, with every fault named and every photo kept.
#[post("/belanja", data = "<form>")]
pub async fn log(
    mut form: UploadForm<Receipts>,
    context: Context<'_>,
) -> Result<Answer, HttpError> {
    let (app, user) = (context.app, &context.user);
    form.0.only(&FIELDS, &["receipt", "kept"])?;
    let kept_before = uploaded_ids(&form.0)?;
    let mut tried = Tried::new(app, form.0.take_files(), kept_before.len()).await;
    if form.0.all("receipt").iter().any(|text| !text.is_empty()) {
        // A part without a file name is text, and no text is a receipt.
        tried.add_upload_error(Some(UploadError::UnsupportedType));
    }
    let parts = &form.0;
    let searching = parts.text("action") == "search";
    let outcome = if searching {
        Outcome::Shown(Status::Ok)
    } else {
        attempt(app, user, parts, &kept_before, &mut tried).await?
    };
    let (status, duplicate) = match outcome {
        Outcome::Recorded => return Ok(context.done("flash-purchase-recorded", "/")),
        Outcome::Shown(status) => (status, None),
        Outcome::LooksLike(id) => (Status::Conflict, Some(id)),
    };
    let mut stored = kept_before;
    if tried.used_before {
        stored.clear();
    } else if !tried.files.is_empty() {
        let now = user.now;
        stored.extend(
            attach_receipts::store_unattached(&app.store, &user.viewer, tried.files, now).await?,
        );
    }
    let query = parts.filled("seller_query").filter(|_| searching).map(str::to_owned);
    let key = Some(parts.text("key")).filter(|key| !key.is_empty());
    let key = key.map_or_else(secret::token, str::to_owned);
    let state = FormState { key, values: parts.values(), kept: stored, query, duplicate };
    let page = purchase_form::page(&context, state).await?;
    Ok(Answer::page(page.with_problems(status, &tried.problems)))
}

enum Outcome {
    Recorded,
    LooksLike(PurchaseId),
    Shown(Status),
}

/// The files of one try of the form, and what is wrong with it so far.
struct Tried {
    files: Vec<StoredFile>,
    problems: Vec<Problem>,
    /// The status of the first refused file.
    refused: Option<Status>,
    /// How many files came, kept or not.
    came: usize,
    /// One of the files evidences another purchase already: none of them is kept.
    used_before: bool,
}

impl Tried {
    /// Keeps what came. Each refused file is named; the others stay.
    async fn new(app: &AppState, files: SentFiles, before: usize) -> Self {
        let mut tried = Self {
            files: Vec::new(),
            problems: Vec::new(),
            refused: None,
            came: files.came + before,
            used_before: false,
        };
        if tried.came > MOST_RECEIPTS {
            // Not one more is worked on; the rules say why.
            return tried;
        }
        for file in files.taken {
            match app.storage.store(file).await {
                Ok(stored) => tried.files.push(stored),
                Err(refusal) => tried.add_upload_error(Some(refusal)),
            }
        }
        tried.add_upload_error(files.refused);
        tried
    }

    fn add_upload_error(&mut self, refusal: Option<UploadError>) {
        let Some(refusal) = refusal else { return };
        self.came = self.came.max(1);
        let error = HttpError::upload("receipt", &refusal);
        self.refused.get_or_insert(error.status);
        self.problems.extend(error.problems);
    }

    /// The status of the page that comes back.
    fn status(&self) -> Status {
        self.refused.unwrap_or(Status::UnprocessableEntity)
    }
}

async fn attempt(
    app: &AppState,
    user: &SignedIn,
    parts: &Parts,
    stored: &[ReceiptId],
    tried: &mut Tried,
) -> Result<Outcome, HttpError> {
    let evidence = parts.text("evidence");
    if !["", NO_RECEIPT].contains(&evidence) {
        tried.problems.push(problem::problem_with_value("evidence", "unknown-choice", evidence));
    }
    let submission = Submission {
        draft: draft(parts, tried.came),
        key: parts.text("key").to_owned(),
        owner: None,
        kept: stored.to_vec(),
        needs_evidence: true,
    };
    let ready = match workflows::purchases::log::check(
        &app.store,
        &user.viewer,
        submission,
        user.now,
    )
    .await
    {
        Ok(ready) if tried.problems.is_empty() => ready,
        Ok(_) => return Ok(Outcome::Shown(tried.status())),
        Err(WorkflowError::Invalid(problems)) => {
            tried.problems.extend(problems);
            return Ok(Outcome::Shown(tried.status()));
        }
        Err(refused) => return Err(refused.into()),
    };
    if let (Some(id), false) = (ready.looks_like, parts.is_checked("confirm")) {
        return Ok(Outcome::LooksLike(id));
    }
    record(app, user, ready, tried).await
}

async fn record(
    app: &AppState,
    user: &SignedIn,
    ready: Ready,
    tried: &mut Tried,
) -> Result<Outcome, HttpError> {
    let files = tried.files.clone();
    match workflows::purchases::log::record(&app.store, ready, files, user.now).await {
        Ok(_) => Ok(Outcome::Recorded),
        Err(WorkflowError::Conflict(problem)) => {
            tried.used_before = problem.code == "receipt-used";
            tried.problems.push(problem);
            Ok(Outcome::Shown(Status::Conflict))
        }
        Err(WorkflowError::Invalid(problems)) => {
            tried.problems.extend(problems);
            Ok(Outcome::Shown(Status::UnprocessableEntity))
        }
        Err(refused) => Err(refused.into()),
    }
}

/// The receipts of an earlier try of the same form.
fn uploaded_ids(parts: &Parts) -> Result<Vec<ReceiptId>, HttpError> {
    let mut ids = Vec::new();
    for text in parts.all("kept") {
        let gone = |_| HttpError::invalid(Problem::new("receipt", "receipt-gone"));
        let id = text.parse().map_err(gone)?;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    Ok(ids)
}

fn draft(parts: &Parts, receipts: usize) -> Draft {
    let name = parts.text("seller.name");
    let seller = match parts.text("seller") {
        "new" => new_seller(parts),
        "" if name.trim().is_empty() => SellerInput::Missing,
        "" => new_seller(parts),
        id => SellerInput::Known(id.to_owned()),
    };
    Draft {
        purchased_on: parts.text("purchased_on").to_owned(),
        amount: AmountInput::Written(parts.text("amount").to_owned()),
        seller,
        channel: parts.text("channel").to_owned(),
        description: parts.filled("description").map(str::to_owned),
        funding: None,
        no_receipt: parts.text("evidence") == NO_RECEIPT,
        receipts,
    }
}

fn new_seller(parts: &Parts) -> SellerInput {
    SellerInput::New {
        name: parts.text("seller.name").to_owned(),
        district: parts.filled("seller.district").map(str::to_owned),
    }
}
