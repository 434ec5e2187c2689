//! Recording a purchase.

use chrono::NaiveDate;
use rocket::http::{CookieJar, Status};
use rocket::{get, post};

use super::purchase_form::{self, AskedAmount, Buyer, FormState, NO_RECEIPT, Tried};
use super::typed_form::TypedForm;
use crate::rules::purchase::State;
use crate::rules::purchase_access::{Action, Subject};
use crate::rules::{Period, Problem, PurchaseId, ReceiptId, period_kind};
use crate::secret;
use crate::standing::assess;
use crate::store::{employees, events};
use crate::text::formats;
use crate::web::answers::flash::{Mended, Recorded};
use crate::web::answers::page::Answer;
use crate::web::guards::context::Context;
use crate::web::guards::viewer::SignedIn;
use crate::web::guards::who::Anybody;
use crate::web::input::form::ReturnableForm;
use crate::web::input::parts::Parts;
use crate::web::input::person_segment::PersonSegment;
use crate::web::input::query::{Query, parameters};
use crate::web::input::takes::Receipts;
use crate::web::request::ByScript;
use crate::web::views::form_values::FormValues;
use crate::web::{AppState, HttpError};
use crate::workflows;
use crate::workflows::WorkflowError;
use crate::workflows::purchases::keep_draft::{self, Form};
use crate::workflows::purchases::log::{ASKS_TOGETHER, Ready, Submission, Together};
use crate::workflows::purchases::several::QUEUED;

parameters! {
    pub struct BegunQuery {
        pub penjual: Option<String>,
        pub nominal: Option<String>,
        pub tanggal: Option<String>,
        /// `tanpa` where there is no receipt.
        pub bukti: Option<String>,
        /// The event at which it was.
        pub acara: Option<String>,
        /// Somebody else who bought.
        pub untuk: Option<PersonSegment>,
        /// The key of a form that was not accepted yet.
        pub draf: Option<String>,
    }
}

/// The form, blank or begun by a link: a seller to buy from again, an amount, a day.
#[get("/belanja/baru")]
pub async fn new(context: Context<'_>, query: Query<BegunQuery>) -> Result<Answer, HttpError> {
    let BegunQuery { penjual, nominal, tanggal, bukti, acara, untuk, draf } = query.0;
    if let Some(key) = draf.filter(|key| is_key(key)) {
        return returned_to(&context, key, penjual).await;
    }
    let mut values = FormValues::default();
    let nominal = nominal.map(|text| match text.parse() {
        Ok(rupiah) => formats::number(context.language, rupiah),
        Err(_) => text,
    });
    for (field, begun) in [("seller", penjual), ("amount", nominal), ("purchased_on", tanggal)] {
        if let Some(text) = begun.filter(|text| text.len() <= 24) {
            values.set(field, text);
        }
    }
    if let Some(event) = acara.filter(|text| text.len() <= 24) {
        begin_at(&context, &mut values, event).await?;
    }
    if bukti.as_deref() == Some("tanpa") {
        values.set("evidence", NO_RECEIPT);
    }
    if let Some(PersonSegment(id)) = untuk {
        let buyer = employees::by_id(context.db(), id).await?.ok_or_else(HttpError::not_found)?;
        values.set("employee", buyer.number);
    }
    let state = FormState { key: secret::token(), values, ..FormState::default() };
    Ok(Answer::page(purchase_form::page(&context, state).await?))
}

/// At an event, on the day on which it was last on.
async fn begin_at(
    context: &Context<'_>,
    values: &mut FormValues,
    event: String,
) -> Result<(), HttpError> {
    let Ok(id) = event.parse() else { return Ok(()) };
    let Some(found) = events::by_id(context.db(), id).await? else { return Ok(()) };
    let last = events::schedule(&found).last_before(context.user.today);
    if let (None, Some(day)) = (values.get("purchased_on"), last) {
        values.set("purchased_on", day);
    }
    values.set("event", event);
    Ok(())
}

pub(super) fn is_key(text: &str) -> bool {
    (1..=200).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic())
}

/// The form of this key with what was typed into it, and the seller whose code was read meanwhile; what it
/// has become, if it was recorded.
async fn returned_to(
    context: &Context<'_>,
    key: String,
    scanned: Option<String>,
) -> Result<Answer, HttpError> {
    let owner = context.user.employee.id;
    let in_browser = || TypedForm::find(context.cookies, owner, &key);
    let (fields, uploaded_before) = match keep_draft::form_of(context.store(), owner, &key).await? {
        Form::Recorded(id) => return Ok(Answer::done(format!("/belanja/{id}"))),
        Form::Waits(draft) => (in_browser().or(Some(draft.fields)), draft.receipts),
        Form::Unknown => (in_browser(), Vec::new()),
    };
    let restored = fields.is_some();
    let mut values: FormValues = fields.into_iter().flatten().collect();
    if let Some(seller) = scanned.filter(|text| text.len() <= 24) {
        values.set("seller", seller);
    }
    let state = FormState { key, values, uploaded_before, restored, ..FormState::default() };
    Ok(Answer::page(purchase_form::page(context, state).await?))
}

/// Records what the form says; or shows it again, with every fault named and every photo kept. Where
/// the session has ended, what was typed is there again after signing in.
#[post("/belanja", data = "<form>")]
pub async fn log(
    mut form: ReturnableForm<Receipts>,
    context: Context<'_, Anybody>,
    script: ByScript,
) -> Result<Answer, HttpError> {
    let context = match context.signed_in() {
        Ok(context) => context,
        Err(nobody) => return ended(nobody.cookies, &form.parts, script),
    };
    let (app, user) = (context.app, &context.user);
    let uploaded_before = purchase_form::check(&form.parts)?;
    purchase_form::gather(&mut form.parts);
    let is_theirs = |owner: &str| owner == user.employee.id.to_string();
    if !form.parts.filled("owner").is_none_or(is_theirs) {
        return Err(HttpError::of(Status::Conflict, Problem::new("", "form-of-another")));
    }
    let buyer = Buyer::of(app, user, form.parts.filled("employee")).await?;
    let mut tried = Tried::of(app, user, &mut form, uploaded_before.len()).await?;
    let parts = &form.parts;
    let searching = parts.text("action") == "search";
    let scanning = form.is_accepted && parts.text("action") == "scan";
    let colleagues = parts.text("action") == "colleagues";
    let outcome = if !form.is_accepted {
        Outcome::Shown(Status::Forbidden)
    } else if searching || scanning || colleagues {
        Outcome::Shown(Status::Ok)
    } else {
        attempt(&context, &buyer, parts, &uploaded_before, &mut tried).await?
    };
    let mut state = FormState::default();
    let status = match outcome {
        Outcome::Recorded(recorded) => {
            TypedForm::drop_cookie(context.cookies);
            let next = match &buyer.other {
                Some(_) => format!("/belanja/{}", recorded.id),
                None if parts.is_checked(QUEUED) => "/belanja/banyak/lanjut".to_owned(),
                None => "/".to_owned(),
            };
            return Ok(context.recorded(&recorded, next));
        }
        Outcome::Shown(status) => status,
        Outcome::LooksLike(id) => {
            state.duplicate = Some(id);
            Status::Conflict
        }
        Outcome::Small(asked) => {
            state.small = Some(asked);
            Status::Conflict
        }
        Outcome::Together => {
            state.together = true;
            Status::Conflict
        }
    };
    state.uploaded_before = tried.waiting(app, user, (parts, uploaded_before)).await?;
    state.query = parts.filled("seller_query").filter(|_| searching).map(str::to_owned);
    state.colleague_query = colleagues.then(|| parts.text("colleague_query").trim().to_owned());
    state.key = parts.filled("key").map_or_else(secret::token, str::to_owned);
    if scanning && tried.problems.is_empty() {
        return Ok(Answer::done(format!("/belanja/pindai?draf={}", encoded(&state.key))));
    }
    state.values = parts.values();
    let page = purchase_form::page(&context, state).await?;
    Ok(Answer::page(page.with_problems(status, &tried.problems)))
}

/// On to signing in, and from there to the form with what was typed. No photo was received.
fn ended(
    cookies: &CookieJar<'_>,
    parts: &Parts,
    ByScript(by_script): ByScript,
) -> Result<Answer, HttpError> {
    let key = parts.filled("key").filter(|key| is_key(key));
    let remembered = TypedForm::of(parts.text("owner"), purchase_form::form_values(parts));
    if let Some(remembered) = remembered.filter(|_| key.is_some()) {
        remembered.leave(cookies);
    }
    if by_script {
        return Err(HttpError::status(Status::Unauthorized));
    }
    let form = match key {
        Some(key) => format!("/belanja/baru?draf={}", encoded(key)),
        None => "/belanja/baru".to_owned(),
    };
    Ok(Answer::done(format!("/masuk?next={}", encoded(&form))))
}

pub(super) fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

enum Outcome {
    Recorded(Recorded),
    LooksLike(PurchaseId),
    Small(AskedAmount),
    /// A colleague has recorded the same receipt.
    Together,
    Shown(Status),
}

async fn attempt(
    context: &Context<'_>,
    buyer: &Buyer,
    parts: &Parts,
    uploaded_before: &[ReceiptId],
    tried: &mut Tried,
) -> Result<Outcome, HttpError> {
    let (app, user) = (context.app, &context.user);
    tried.problems.extend(purchase_form::evidence_problem(parts));
    let submission = Submission {
        draft: purchase_form::draft(parts, context.language, tried.receipts),
        key: parts.text("key").to_owned(),
        owner: buyer.other.as_ref().map(|person| person.number.clone()),
        uploaded_before: uploaded_before.to_vec(),
        needs_evidence: true,
        shared_with: purchase_form::named(parts, context.language),
        together: match parts.text("together") {
            "" => Together::Unasked,
            answer => Together::Said(answer == "yes"),
        },
    };
    let (store, warrant) = (&app.store, user.warrant());
    let ready = match workflows::purchases::log::check(store, &warrant, submission).await {
        Ok(ready) if tried.problems.is_empty() => ready,
        Ok(_) => return Ok(Outcome::Shown(tried.status())),
        Err(refused) => return Ok(Outcome::Shown(tried.refused(refused)?)),
    };
    if let Some(asked) = purchase_form::unanswered_amount(parts, context.language) {
        return Ok(Outcome::Small(asked));
    }
    if let (Some(id), false) = (ready.looks_like, parts.is_checked("confirm")) {
        return Ok(Outcome::LooksLike(id));
    }
    record(app, user, buyer, ready, tried).await
}

async fn record(
    app: &AppState,
    user: &SignedIn,
    buyer: &Buyer,
    ready: Ready,
    tried: &mut Tried,
) -> Result<Outcome, HttpError> {
    let (files, day) = (tried.files.clone(), ready.purchased_on());
    match workflows::purchases::record::record(&app.store, &user.warrant(), ready, files).await {
        Ok(logged) => Ok(Outcome::Recorded(Recorded {
            id: logged.id,
            can_be_undone: can_be_undone(user, buyer, day),
            mended: mended(app, user, buyer, day).await?,
        })),
        Err(WorkflowError::Conflict(problem)) if problem.code == ASKS_TOGETHER => {
            Ok(Outcome::Together)
        }
        Err(refused) => Ok(Outcome::Shown(tried.refused(refused)?)),
    }
}

/// Only the buyer undoes.
fn can_be_undone(user: &SignedIn, buyer: &Buyer, day: NaiveDate) -> bool {
    let recorded = Subject {
        owner: buyer.id,
        recorded_by: user.employee.id,
        sharers: &[],
        placements: &buyer.placements,
        purchased_on: day,
        state: State::Recorded,
        decided: None,
    };
    let may = Action::Void.check(&user.rulebook, &user.viewer, &recorded, user.now);
    buyer.other.is_none() && may.is_ok()
}

/// How a past period stands after a purchase was recorded in it.
async fn mended(
    app: &AppState,
    user: &SignedIn,
    buyer: &Buyer,
    day: NaiveDate,
) -> Result<Option<Mended>, HttpError> {
    let kind = period_kind::of_employee(&user.rulebook, &buyer.placements, day);
    let period = Period::of(kind, day);
    if period.contains(buyer.today) {
        return Ok(None);
    }
    let (rulebook, placements) = (&user.rulebook, buyer.placements.clone());
    let id = buyer.id;
    let person = assess::person(app.store.reader(), rulebook, id, placements, &[period]).await?;
    let assessment = person.assess(rulebook, &period, user.now);
    Ok(Some(Mended {
        kind,
        start: period.start,
        counted: assessment.counted,
        minimum: assessment.minimum,
        shortfall: assessment.shortfall,
        status: assessment.status,
    }))
}
