//! My exemptions: asking for one, taking it back, and one of them with all that became of it.

use crate::workflows;
use rocket::http::CookieJar;
use rocket::{State, get, post};
use serde_json::{Value, json};

use super::history::{PAGE, page_number};
use crate::files::{Kept, Refusal};
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
use crate::web::views::shown::{self, decision, zone_of};
use crate::web::{Failure, Pekan};
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
    page(pekan, &frame, &me, page_number(halaman)?, json!({})).await
}

async fn page(
    pekan: &Pekan,
    frame: &Frame,
    me: &SignedIn,
    page: u64,
    form: Value,
) -> Result<Page, Failure> {
    let (db, day) = (pekan.store.reader(), people::scope_day(me.now));
    let own = Search { employee: Some(me.me.id), ..Search::default() };
    let everyone = &Scope::Everyone;
    let total = exemptions::count(db, everyone, &own, day).await?;
    let found = exemptions::page(db, everyone, &own, day, ((page - 1) * PAGE, PAGE)).await?;
    let reasons: Vec<_> = ExemptionReason::ALL.iter().map(|reason| reason.name()).collect();
    let own = json!({
        "reasons": reasons,
        "exemptions": found.iter().map(|(row, _)| listed(row)).collect::<Vec<_>>(),
        "pager": shown::pager(page, total, PAGE, "/pengecualian?halaman="),
        "form": form,
    });
    Ok(frame.page("exemptions/index.html", "exemptions", me, own))
}

/// A row of a list.
pub fn listed(row: &ExemptionRow) -> Value {
    json!({
        "id": row.id,
        "reason": row.reason,
        "state": decision(&row.state),
        "from": row.from_on,
        "to": row.to_on,
        "document": row.document_sha256.is_some(),
    })
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
    let page = page(pekan, &frame, &me, 1, form.0.typed()).await?;
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
    one(pekan, &frame, &me, id, json!({})).await
}

pub async fn one(
    pekan: &Pekan,
    frame: &Frame,
    me: &SignedIn,
    id: i64,
    form: Value,
) -> Result<Page, Failure> {
    let (row, whose) = in_sight(&pekan.store, &me.viewer, id, me.now).await?;
    let mine = whose.id == me.me.id;
    let decides = !mine && exemption_document::may_read(me, &whose);
    let own = json!({
        "exemption": facts(pekan, me, &row, &whose).await?,
        "can": {
            "decide": decides && row.state == "requested",
            "withdraw": decides && row.state == "approved",
            "take_back": mine && row.state == "requested",
        },
        "decides": decides,
        "form": form,
    });
    Ok(frame.page("exemptions/show.html", "exemptions", me, own))
}

async fn facts(
    pekan: &Pekan,
    me: &SignedIn,
    row: &ExemptionRow,
    whose: &Found,
) -> Result<Value, Failure> {
    let people = [Some(row.employee_id), Some(row.requested_by), row.decided_by, row.withdrawn_by];
    let names = shown::names(&pekan.store, people.into_iter().flatten()).await?;
    let name = |id: Option<i64>| id.and_then(|id| names.get(&id)).map(|one: &Employee| &one.name);
    let zone = zone_of(&me.rulebook, &whose.placements, me.today);
    let step = |by, at, reason: &Option<String>| json!({ "by": name(by), "at": local(at, zone), "reason": reason });
    let mine = whose.id == me.me.id;
    let size_kb = row.document_bytes.map(|bytes| (bytes + 1023) / 1024);
    let mut facts = listed(row);
    facts["employee"] = json!(name(Some(row.employee_id)).filter(|_| !mine));
    facts["office"] =
        json!(whose.office.and_then(|id| me.rulebook.offices.get(id)).map(|office| &office.name));
    facts["zone"] = zone.label().into();
    facts["asked"] = step(Some(row.requested_by), row.created_at, &None);
    facts["decided"] =
        json!(row.decided_at.map(|at| step(row.decided_by, at, &row.decision_reason)));
    facts["withdrawn"] =
        json!(row.withdrawn_at.map(|at| step(row.withdrawn_by, at, &row.withdrawn_reason)));
    facts["document"] =
        json!(size_kb.filter(|_| exemption_document::may_read(me, whose)).map(|size| json!({
            "url": format!("/pengecualian/{}/dokumen", row.id),
            "size_kb": size,
        })));
    Ok(facts)
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
    let page = one(pekan, &frame, &me, id, form.0.typed()).await?;
    Ok(Answer::page(page.with_problems(status, &problems)))
}
