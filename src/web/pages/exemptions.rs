//! My exemptions: asking for one, taking it back, and one of them with all that became of it.

use rocket::http::CookieJar;
use rocket::{State, get, post};

use super::history::{PAGE, page_number};
use crate::files::{Kept, Refusal};
use crate::rules::calendar::ExemptionState;
use crate::rules::{ExemptionReason, Scope};
use crate::standing::people::{self, Found};
use crate::store::employees::Employee;
use crate::store::exemptions::{self, ExemptionRow, Search};
use crate::web::answers::failure::mendable;
use crate::web::answers::kept_file::KeptFile;
use crate::web::answers::page::{Answer, Frame, Page, leave_flash};
use crate::web::documents::exemption_document::{self, DOCUMENT};
use crate::web::guards::viewer::SignedIn;
use crate::web::input::form::{Form, UploadForm};
use crate::web::input::multipart::Document;
use crate::web::input::parts::Parts;
use crate::web::request::local;
use crate::web::views::exemptions::{
    ExemptionActions, ExemptionDocument, ExemptionFacts, ExemptionPage, ExemptionStep,
    OwnExemptionsPage, state_name,
};
use crate::web::views::form_values::FormValues;
use crate::web::views::people::by_id;
use crate::web::views::standing::zone_of;
use crate::web::views::{Pager, exemptions as views};
use crate::web::{Failure, Pekan};
use crate::workflows;
use crate::workflows::exemptions::decide::in_sight;
use crate::workflows::exemptions::request::Draft;

const LIST: &str = "/pengecualian";

#[get("/pengecualian?<halaman>")]
pub async fn list(
    halaman: Option<&str>,
    me: SignedIn,
    frame: Frame,
    pekan: &State<Pekan>,
) -> Result<Page, Failure> {
    page(pekan, &frame, &me, page_number(halaman)?, FormValues::default()).await
}

async fn page(
    pekan: &Pekan,
    frame: &Frame,
    me: &SignedIn,
    page: u64,
    form: FormValues,
) -> Result<Page, Failure> {
    let (db, day) = (pekan.store.reader(), people::scope_day(me.now));
    let own = Search { employee: Some(me.me.id), ..Search::default() };
    let everyone = &Scope::Everyone;
    let total = exemptions::count(db, everyone, &own, day).await?;
    let found = exemptions::page(db, everyone, &own, day, ((page - 1) * PAGE, PAGE)).await?;
    let view = OwnExemptionsPage {
        reasons: ExemptionReason::ALL.to_vec(),
        exemptions: found.iter().map(|(row, _)| views::ExemptionRow::of(row)).collect(),
        pager: Pager::new(page, total, PAGE, "/pengecualian?halaman="),
        form,
    };
    Ok(frame.show("exemptions", me, &view))
}

/// Asks for one. What is wrong with the form or its document is told together.
#[post("/pengecualian", data = "<form>")]
pub async fn request(
    mut form: UploadForm<Document>,
    me: SignedIn,
    frame: Frame,
    cookies: &CookieJar<'_>,
    pekan: &State<Pekan>,
) -> Result<Answer, Failure> {
    form.0.only(&["from", "to", "reason"], &[DOCUMENT])?;
    let failure = match attempt(pekan, &me, &mut form.0).await {
        Ok(()) => {
            leave_flash(cookies, "flash-exemption-requested");
            return Ok(Answer::done(LIST));
        }
        Err(failure) if failure.problems.is_empty() => return Err(failure),
        Err(failure) => failure,
    };
    let page = page(pekan, &frame, &me, 1, form.0.values()).await?;
    Ok(Answer::page(page.with_problems(failure.status, &failure.problems)))
}

async fn attempt(pekan: &Pekan, me: &SignedIn, form: &mut Parts) -> Result<(), Failure> {
    let draft = Draft {
        from: form.text("from").into(),
        to: form.text("to").into(),
        reason: form.text("reason").into(),
    };
    let (by, number) = (me.by(), &me.me.number);
    let ready =
        workflows::exemptions::request::check(&pekan.store, &by, number, &draft, me.now).await?;
    let document = kept(pekan, form).await?;
    workflows::exemptions::request::record(&pekan.store, ready, document, me.now).await?;
    Ok(())
}

async fn kept(pekan: &Pekan, form: &mut Parts) -> Result<Option<Kept>, Failure> {
    let refused = |refusal| exemption_document::refused(&refusal);
    if form.all(DOCUMENT).iter().any(|text| !text.is_empty()) {
        // A part without a file name is text, and no text is a document.
        return Err(refused(Refusal::UnsupportedType));
    }
    match exemption_document::sent(form.take_files())? {
        None => Ok(None),
        Some(file) => Ok(Some(pekan.storage.keep(file).await.map_err(refused)?)),
    }
}

/// One, for whose it is and for whoever sees them.
#[get("/pengecualian/<id>")]
pub async fn show(
    id: i64,
    me: SignedIn,
    frame: Frame,
    pekan: &State<Pekan>,
) -> Result<Page, Failure> {
    one(pekan, &frame, &me, id, FormValues::default()).await
}

pub async fn one(
    pekan: &Pekan,
    frame: &Frame,
    me: &SignedIn,
    id: i64,
    form: FormValues,
) -> Result<Page, Failure> {
    let (row, whose) = in_sight(&pekan.store, &me.viewer, id, me.now).await?;
    let mine = whose.id == me.me.id;
    let decides = !mine && exemption_document::may_read(me, &whose);
    let can = ExemptionActions {
        decide: decides && row.state == ExemptionState::Requested,
        withdraw: decides && row.state == ExemptionState::Approved,
        take_back: mine && row.state == ExemptionState::Requested,
    };
    let exemption = facts(pekan, me, &row, &whose).await?;
    Ok(frame.show("exemptions", me, &ExemptionPage { exemption, can, decides, form }))
}

async fn facts(
    pekan: &Pekan,
    me: &SignedIn,
    row: &ExemptionRow,
    whose: &Found,
) -> Result<ExemptionFacts, Failure> {
    let people = [Some(row.employee_id), Some(row.requested_by), row.decided_by, row.withdrawn_by];
    let names = by_id(&pekan.store, people.into_iter().flatten()).await?;
    let name =
        |id: Option<i64>| id.and_then(|id| names.get(&id)).map(|one: &Employee| one.name.clone());
    let zone = zone_of(&me.rulebook, &whose.placements, me.today);
    let step = |by, at, reason: &Option<String>| ExemptionStep {
        by: name(by),
        at: local(at, zone),
        reason: reason.clone(),
    };
    let mine = whose.id == me.me.id;
    let office = whose.office.and_then(|id| me.rulebook.offices.get(id));
    let readable = row.document_bytes.filter(|_| exemption_document::may_read(me, whose));
    let document = readable.map(|bytes| ExemptionDocument {
        url: format!("/pengecualian/{}/dokumen", row.id),
        size_kb: (bytes + 1023) / 1024,
    });
    Ok(ExemptionFacts {
        id: row.id,
        reason: row.reason,
        state: state_name(row.state).into(),
        from: row.from_on,
        to: row.to_on,
        employee: name(Some(row.employee_id)).filter(|_| !mine),
        office: office.map(|office| office.name.clone()),
        zone: zone.label().into(),
        asked: step(Some(row.requested_by), row.created_at, &None),
        decided: row.decided_at.map(|at| step(row.decided_by, at, &row.decision_reason)),
        withdrawn: row.withdrawn_at.map(|at| step(row.withdrawn_by, at, &row.withdrawn_reason)),
        document,
    })
}

#[get("/pengecualian/<id>/dokumen")]
pub async fn document(id: i64, me: SignedIn, pekan: &State<Pekan>) -> Result<KeptFile, Failure> {
    exemption_document::download(pekan, &me, id).await
}

/// Takes one back: one's own while it is open, or an approved one for whoever may decide.
#[post("/pengecualian/<id>/tarik", data = "<form>")]
pub async fn withdraw(
    id: i64,
    me: SignedIn,
    form: Form,
    frame: Frame,
    cookies: &CookieJar<'_>,
    pekan: &State<Pekan>,
) -> Result<Answer, Failure> {
    form.0.only(&["reason"], &[])?;
    let (store, reason) = (&pekan.store, form.0.filled("reason"));
    let outcome = workflows::exemptions::withdraw(store, &me.by(), id, reason, me.now).await;
    let (status, problems) = match outcome {
        Ok(row) => {
            leave_flash(cookies, "flash-exemption-withdrawn");
            let own = row.employee_id == me.me.id;
            let next = if own { LIST.to_owned() } else { format!("{LIST}/{id}") };
            return Ok(Answer::done(next));
        }
        Err(refused) => mendable(refused)?,
    };
    let page = one(pekan, &frame, &me, id, form.0.values()).await?;
    Ok(Answer::page(page.with_problems(status, &problems)))
}
