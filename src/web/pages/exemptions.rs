//! My exemptions: asking for one, taking it back, and one of them with all that became of it.

use rocket::{State, get, post};

use super::paging::{PAGE, Paging};
use crate::files::{StoredFile, UploadError};
use crate::rules::access::scope_day;
use crate::rules::exemption_access::Action;
use crate::rules::exemption_draft::Draft;
use crate::rules::{EmployeeId, ExemptionId, ExemptionReason, Sight};
use crate::standing::people::Found;
use crate::store::employees::Employee;
use crate::store::exemptions::{self, ExemptionRow, Search};
use crate::web::answers::file_response::FileResponse;
use crate::web::answers::page::{Answer, Page};
use crate::web::documents::exemption_document::{self, DOCUMENT};
use crate::web::guards::context::Context;
use crate::web::guards::viewer::SignedIn;
use crate::web::guards::who::SignedInAs;
use crate::web::input::form::{Form, UploadForm};
use crate::web::input::parts::Parts;
use crate::web::input::query::Query;
use crate::web::input::takes::Document;
use crate::web::input::url_id::UrlId;
use crate::web::request::local;
use crate::web::views::exemptions::{
    ExemptionActions, ExemptionDocument, ExemptionFacts, ExemptionPage, ExemptionStep,
    OwnExemptionsPage, state_name,
};
use crate::web::views::form_values::FormValues;
use crate::web::views::people::by_id;
use crate::web::views::standing::zone_of;
use crate::web::views::{Pager, exemptions as views};
use crate::web::{AppState, HttpError};
use crate::workflows;
use crate::workflows::exemptions::decide::in_sight;

const LIST: &str = "/pengecualian";

#[get("/pengecualian")]
pub async fn list(context: Context<'_>, query: Query<Paging>) -> Result<Page, HttpError> {
    page(&context, query.0.halaman.0, FormValues::default()).await
}

async fn page(context: &Context<'_>, page: u64, form: FormValues) -> Result<Page, HttpError> {
    let (db, user) = (context.db(), &context.user);
    let day = scope_day(user.now);
    let own = Search { employee: Some(user.employee.id), ..Search::default() };
    let everyone = &Sight::of_everyone(day);
    let total = exemptions::count(db, everyone, &own).await?;
    let found = exemptions::page(db, everyone, &own, ((page - 1) * PAGE, PAGE)).await?;
    let view = OwnExemptionsPage {
        reasons: ExemptionReason::ALL.to_vec(),
        exemptions: found.iter().map(|(row, _)| views::ExemptionRow::of(row, true)).collect(),
        leave_rule: views::leave_rule(user),
        pager: Pager::new(page, total, PAGE, "/pengecualian?halaman="),
        form,
    };
    Ok(context.render(&view))
}

/// Asks for one. What is wrong with the form or its document is told together.
#[post("/pengecualian", data = "<form>")]
pub async fn request(
    mut form: UploadForm<Document>,
    context: Context<'_>,
) -> Result<Answer, HttpError> {
    form.0.only(&["from", "to", "reason"], &[DOCUMENT])?;
    let asked = attempt(context.app, &context.user, &mut form.0).await;
    let again = page(&context, 1, form.0.values());
    context.finish(asked.map(|()| LIST), "flash-exemption-requested", again).await
}

async fn attempt(app: &AppState, user: &SignedIn, form: &mut Parts) -> Result<(), HttpError> {
    let draft = Draft {
        from: form.text("from").into(),
        to: form.text("to").into(),
        reason: form.text("reason").into(),
    };
    let (warrant, number) = (user.warrant(), &user.employee.number);
    let ready = workflows::exemptions::request::check(&app.store, &warrant, number, &draft).await?;
    let document = store_document(app, form).await?;
    workflows::exemptions::request::record(&app.store, &warrant, ready, document).await?;
    Ok(())
}

async fn store_document(app: &AppState, form: &mut Parts) -> Result<Option<StoredFile>, HttpError> {
    let refused = |error| exemption_document::refused(&error);
    if form.all(DOCUMENT).iter().any(|text| !text.is_empty()) {
        // A part without a file name is text, and no text is a document.
        return Err(refused(UploadError::UnsupportedType));
    }
    match exemption_document::sent(form.take_files())? {
        None => Ok(None),
        Some(file) => Ok(Some(app.storage.store(file).await.map_err(refused)?)),
    }
}

/// One, for whose it is and for whoever sees them.
#[get("/pengecualian/<id>")]
pub async fn show(id: UrlId<ExemptionId>, context: Context<'_>) -> Result<Page, HttpError> {
    one(&context, id.0, FormValues::default()).await
}

pub async fn one<R: SignedInAs>(
    context: &Context<'_, R>,
    id: ExemptionId,
    form: FormValues,
) -> Result<Page, HttpError> {
    let (app, user) = (context.app, &context.user);
    let (row, owner) = in_sight(context.db(), &user.rulebook, &user.viewer, id, user.now).await?;
    let (tree, subject) = (&user.rulebook.offices, row.subject(owner.office));
    let may = |action: Action| action.check(tree, &user.viewer, &subject).is_ok();
    let can = ExemptionActions {
        decide: may(Action::Decide),
        withdraw: may(Action::Withdraw),
        take_back: may(Action::TakeBack),
    };
    let decides = user.viewer.may_review(tree, owner.id, owner.office);
    let exemption = facts(app, user, &row, &owner).await?;
    Ok(context.render(&ExemptionPage { exemption, can, decides, form }))
}

async fn facts(
    app: &AppState,
    user: &SignedIn,
    row: &ExemptionRow,
    owner: &Found,
) -> Result<ExemptionFacts, HttpError> {
    let people = [Some(row.employee_id), Some(row.requested_by), row.decided_by, row.withdrawn_by];
    let names = by_id(&app.store, people.into_iter().flatten()).await?;
    let name = |id: Option<EmployeeId>| {
        id.and_then(|id| names.get(&id)).map(|one: &Employee| one.name.clone())
    };
    let zone = zone_of(&user.rulebook, &owner.placements, user.today);
    let step = |by, at, reason: &Option<String>| ExemptionStep {
        by: name(by),
        at: local(at, zone),
        reason: reason.clone(),
    };
    let mine = owner.id == user.employee.id;
    let office = owner.office.and_then(|id| user.rulebook.offices.get(id));
    let readable = row.document_bytes.filter(|_| exemption_document::may_read(user, owner));
    let document = readable.map(|bytes| ExemptionDocument {
        url: format!("/pengecualian/{}/dokumen", row.id),
        size_kb: (bytes + 1023) / 1024,
    });
    Ok(ExemptionFacts {
        id: row.id,
        reason: Some(row.reason).filter(|_| exemption_document::sees_kind(user, owner)),
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
pub async fn document(
    id: UrlId<ExemptionId>,
    user: SignedIn,
    app: &State<AppState>,
) -> Result<FileResponse, HttpError> {
    exemption_document::download(app, &user, id.0).await
}

/// Takes one back: one's own while it is open, or an approved one for whoever may decide.
#[post("/pengecualian/<id>/tarik", data = "<form>")]
pub async fn withdraw(
    id: UrlId<ExemptionId>,
    context: Context<'_>,
    form: Form,
) -> Result<Answer, HttpError> {
    form.0.only(&["reason"], &[])?;
    let (store, user, reason) = (context.store(), &context.user, form.0.filled("reason"));
    let withdrawn = workflows::exemptions::withdraw(store, &user.warrant(), id.0, reason).await;
    let next = withdrawn.map(|row| {
        let own = row.employee_id == user.employee.id;
        if own { LIST.to_owned() } else { format!("{LIST}/{}", id.0) }
    });
    let again = one(&context, id.0, form.0.values());
    context.finish(next, "flash-exemption-withdrawn", again).await
}
