//! Recording a purchase, looking at one, voiding it.

use rocket::http::{CookieJar, Status};
use rocket::response::Redirect;
use rocket::{Responder, State, get, post};
use serde_json::{Value, json};

use super::purchase_form::{self, Shown};
use super::shown;
use crate::receipts::{Incoming, Kept, Refusal};
use crate::rules::purchase::{
    AmountInput, Draft, Funding, MOST_RECEIPTS, SellerInput, counts, on_time_until,
};
use crate::rules::{Placement, Problem};
use crate::secret;
use crate::store::purchases::Purchase;
use crate::store::{placements, purchases};
use crate::web::form::{Form, Parts};
use crate::web::page::{Frame, Page, leave_flash};
use crate::web::request::local;
use crate::web::viewer::SignedIn;
use crate::web::{Failure, Pekan};
use crate::workflows::log_purchase::{self, Ready, Submission};
use crate::workflows::{Refused, change_purchase, people};

#[derive(Responder)]
pub enum Answer {
    Page(Box<Page>),
    Done(Redirect),
}

/// The form, blank or begun by a link: a seller to buy from again, an amount, a day.
#[get("/belanja/baru?<penjual>&<nominal>&<tanggal>&<bukti>")]
pub async fn new(
    penjual: Option<&str>,
    nominal: Option<&str>,
    tanggal: Option<&str>,
    bukti: Option<&str>,
    me: SignedIn,
    frame: Frame,
    pekan: &State<Pekan>,
) -> Result<Page, Failure> {
    let mut typed = json!({});
    for (field, begun) in [("seller", penjual), ("amount", nominal), ("purchased_on", tanggal)] {
        if let Some(text) = begun.filter(|text| text.len() <= 24 && !text.contains('\0')) {
            typed[field] = text.into();
        }
    }
    if bukti == Some("tanpa") {
        typed["evidence"] = NO_RECEIPT.into();
    }
    let shown = Shown { key: secret::token(), typed, ..Shown::default() };
    Ok(purchase_form::page(pekan, &frame, &me, shown).await?)
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
    mut form: Form,
    me: SignedIn,
    frame: Frame,
    cookies: &CookieJar<'_>,
    pekan: &State<Pekan>,
) -> Result<Answer, Failure> {
    let too_large = form.0.take_refusal();
    form.0.only(&FIELDS, &["receipt", "kept"])?;
    let kept_before = kept_ids(&form.0)?;
    let mut tried = Tried::new(pekan, form.0.take_files("receipt"), kept_before.len()).await;
    tried.refuse(too_large);
    let parts = &form.0;
    let searching = parts.text("action") == "search";
    let outcome = if searching {
        Outcome::Shown(Status::Ok)
    } else {
        attempt(pekan, &me, parts, &kept_before, &mut tried).await?
    };
    let (status, duplicate) = match outcome {
        Outcome::Recorded => {
            leave_flash(cookies, "flash-purchase-recorded");
            return Ok(Answer::Done(Redirect::to("/")));
        }
        Outcome::Shown(status) => (status, None),
        Outcome::LooksLike(id) => (Status::Conflict, Some(id)),
    };
    let mut kept = kept_before;
    if tried.used_before {
        kept.clear();
    } else if !tried.files.is_empty() {
        let now = me.now;
        kept.extend(
            change_purchase::keep_for_later(&pekan.store, &me.viewer, tried.files, now).await?,
        );
    }
    let query = parts.filled("seller_query").filter(|_| searching).map(str::to_owned);
    let key = Some(parts.text("key")).filter(|key| !key.is_empty());
    let key = key.map_or_else(secret::token, str::to_owned);
    let shown = Shown { key, typed: parts.typed(), kept, query, duplicate };
    let page = purchase_form::page(pekan, &frame, &me, shown).await?;
    Ok(Answer::Page(Box::new(page.with_problems(status, &tried.problems))))
}

enum Outcome {
    Recorded,
    LooksLike(i64),
    Shown(Status),
}

/// The files of one try of the form, and what is wrong with it so far.
struct Tried {
    files: Vec<Kept>,
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
    async fn new(pekan: &Pekan, files: Vec<Incoming>, before: usize) -> Self {
        let mut tried = Self {
            files: Vec::new(),
            problems: Vec::new(),
            refused: None,
            came: files.len() + before,
            used_before: false,
        };
        if tried.came > MOST_RECEIPTS {
            // Not one more is worked on; the rules say why.
            return tried;
        }
        for file in files {
            match pekan.storage.keep(file).await {
                Ok(kept) => tried.files.push(kept),
                Err(refusal) => tried.refuse(Some(refusal)),
            }
        }
        tried
    }

    fn refuse(&mut self, refusal: Option<Refusal>) {
        let Some(refusal) = refusal else { return };
        self.came = self.came.max(1);
        let code = refusal.code();
        let failure = Failure::from(refusal);
        self.refused.get_or_insert(failure.status);
        self.problems.push(Problem::new("receipt", code));
    }

    /// The status of the page that comes back.
    fn status(&self) -> Status {
        self.refused.unwrap_or(Status::UnprocessableEntity)
    }
}

async fn attempt(
    pekan: &Pekan,
    me: &SignedIn,
    parts: &Parts,
    kept: &[i64],
    tried: &mut Tried,
) -> Result<Outcome, Failure> {
    let evidence = parts.text("evidence");
    if !["", NO_RECEIPT].contains(&evidence) {
        let shown: String = evidence.chars().filter(|c| !c.is_control()).take(40).collect();
        tried.problems.push(Problem::new("evidence", "unknown-choice").with("value", shown));
    }
    let submission = Submission {
        draft: draft(parts, tried.came),
        key: parts.text("key").to_owned(),
        owner: None,
        kept: kept.to_vec(),
        needs_evidence: true,
    };
    let ready = match log_purchase::check(&pekan.store, &me.viewer, submission, me.now).await {
        Ok(ready) if tried.problems.is_empty() => ready,
        Ok(_) => return Ok(Outcome::Shown(tried.status())),
        Err(Refused::Invalid(problems)) => {
            tried.problems.extend(problems);
            return Ok(Outcome::Shown(tried.status()));
        }
        Err(refused) => return Err(refused.into()),
    };
    if let (Some(id), false) = (ready.looks_like, parts.is_checked("confirm")) {
        return Ok(Outcome::LooksLike(id));
    }
    record(pekan, me, ready, tried).await
}

async fn record(
    pekan: &Pekan,
    me: &SignedIn,
    ready: Ready,
    tried: &mut Tried,
) -> Result<Outcome, Failure> {
    let files = tried.files.clone();
    match log_purchase::record(&pekan.store, ready, files, me.now).await {
        Ok(_) => Ok(Outcome::Recorded),
        Err(Refused::Conflict(problem)) => {
            tried.used_before = problem.code == "receipt-used";
            tried.problems.push(problem);
            Ok(Outcome::Shown(Status::Conflict))
        }
        Err(Refused::Invalid(problems)) => {
            tried.problems.extend(problems);
            Ok(Outcome::Shown(Status::UnprocessableEntity))
        }
        Err(refused) => Err(refused.into()),
    }
}

/// The receipts of an earlier try of the same form.
fn kept_ids(parts: &Parts) -> Result<Vec<i64>, Failure> {
    let mut ids = Vec::new();
    for text in parts.all("kept") {
        let gone = |_| Failure::invalid(Problem::new("receipt", "receipt-gone"));
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

#[get("/belanja/<id>")]
pub async fn show(
    id: i64,
    me: SignedIn,
    frame: Frame,
    pekan: &State<Pekan>,
) -> Result<Page, Failure> {
    one(pekan, &frame, &me, id, "").await
}

async fn one(
    pekan: &Pekan,
    frame: &Frame,
    me: &SignedIn,
    id: i64,
    reason: &str,
) -> Result<Page, Failure> {
    let db = pekan.store.reader();
    let day = people::scope_day(me.now);
    let found = purchases::visible(db, &me.scope(), id, day).await?;
    let purchase = found.ok_or_else(Failure::not_found)?;
    let mine = purchase.row.employee_id == me.me.id;
    let placements = if mine {
        me.placements.clone()
    } else {
        placements::of(db, purchase.row.employee_id).await?
    };
    let own = json!({
        "purchase": facts(&purchase, me, &placements)?,
        "receipts": purchase.receipts.iter().map(shown::receipt).collect::<Vec<_>>(),
        "can": { "void": may_void(&purchase, me, &placements)? },
        "form": { "reason": reason },
    });
    Ok(frame.page("purchases/show.html", "history", me, own))
}

fn facts(purchase: &Purchase, me: &SignedIn, placements: &[Placement]) -> Result<Value, Failure> {
    let Purchase { row, seller, employee, .. } = purchase;
    let ineligible = seller.ineligible_from.is_some_and(|from| from <= row.purchased_on)
        && seller.ineligible_until.is_none_or(|until| row.purchased_on <= until);
    let funding = if row.funding == Funding::Office.name() { Funding::Office } else { Funding::Personal };
    let zone = shown::zone_of(&me.rulebook, placements, row.purchased_on);
    let decided = row.decided_at.map(|at| {
        json!({ "at": local(at, zone), "reason": row.reason.clone().unwrap_or_default() })
    });
    let voided = row.state == "voided";
    Ok(json!({
        "id": row.id,
        "amount": row.amount,
        "seller": { "id": seller.id, "name": seller.name, "district": seller.district },
        "date": row.purchased_on,
        "recorded_at": local(row.recorded_at, zone),
        "zone": zone.label(),
        "channel": row.channel,
        "description": row.description,
        "state": row.state,
        "late": shown::late(purchase, &me.rulebook, placements),
        "counts": counts(purchase.state()?, funding, ineligible),
        "funding": row.funding,
        "employee": (row.employee_id != me.me.id).then_some(&employee.name),
        "review": decided.clone().filter(|_| !voided),
        "void": decided.filter(|_| voided),
    }))
}

/// The owner until the deadline, a reviewer at any time (rules.md §9).
fn may_void(
    purchase: &Purchase,
    me: &SignedIn,
    placements: &[Placement],
) -> Result<bool, Failure> {
    use crate::rules::purchase::State;
    if purchase.state()? == State::Voided {
        return Ok(false);
    }
    let (row, rulebook) = (&purchase.row, &me.rulebook);
    let office = crate::rules::placement::current(placements, rulebook.today(placements, me.now))
        .map(|placement| placement.office);
    let reviews = me.viewer.may_review(&rulebook.offices, row.employee_id, office);
    let in_time = me.now < on_time_until(rulebook, placements, row.purchased_on);
    Ok(reviews || (row.employee_id == me.me.id && in_time))
}

#[post("/belanja/<id>/batal", data = "<form>")]
pub async fn void(
    id: i64,
    me: SignedIn,
    form: Form,
    frame: Frame,
    cookies: &CookieJar<'_>,
    pekan: &State<Pekan>,
) -> Result<Answer, Failure> {
    form.0.only(&["reason"], &[])?;
    let reason = form.0.text("reason");
    let (status, problems) =
        match change_purchase::void(&pekan.store, &me.viewer, id, reason, me.now).await {
            Ok(()) => {
                leave_flash(cookies, "flash-purchase-voided");
                return Ok(Answer::Done(Redirect::to(format!("/belanja/{id}"))));
            }
            Err(Refused::Invalid(problems)) => (Status::UnprocessableEntity, problems),
            Err(Refused::Conflict(mut problem)) => {
                // No field of this form can mend it.
                problem.field.clear();
                (Status::Conflict, vec![problem])
            }
            Err(refused) => return Err(refused.into()),
        };
    let page = one(pekan, &frame, &me, id, reason).await?;
    Ok(Answer::Page(Box::new(page.with_problems(status, &problems))))
}
