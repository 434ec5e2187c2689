//! One purchase: looking at it, voiding it.

use rocket::http::Status;
use rocket::{get, post};

use crate::rules::purchase::last_accepting_day;
use crate::rules::purchase_access::Action;
use crate::rules::{Placement, Problem, PurchaseId, SharedPartId, purchase};
use crate::standing::closed_zones::ClosedZones;
use crate::store::purchases::{self, Purchase};
use crate::store::shared_parts::Part;
use crate::store::{ConnectionTrait, employees, events, openings, placements};
use crate::text;
use crate::web::HttpError;
use crate::web::answers::page::{Answer, Page};
use crate::web::guards::context::Context;
use crate::web::guards::viewer::SignedIn;
use crate::web::input::form::Form;
use crate::web::input::url_id::UrlId;
use crate::web::request::local;
use crate::web::views::form_values::FormValues;
use crate::web::views::purchases::{
    EventLink, OpeningRow, PurchaseActions, PurchaseDecision, PurchaseFacts, PurchasePage,
    ReceiptFile, Seller, SharedBy, is_in_review, is_late, uncounted,
};
use crate::web::views::shared_parts::parts_of;
use crate::web::views::standing::zone_of;
use crate::workflows::WorkflowError;
use crate::workflows::purchases::change;

#[get("/belanja/<id>")]
pub async fn show(id: UrlId<PurchaseId>, context: Context<'_>) -> Result<Page, HttpError> {
    one(&context, id.0, PartForm::default()).await
}

/// What was typed into a form of the page: into that of a part, or into the one that voids.
#[derive(Default)]
pub struct PartForm {
    pub part: Option<SharedPartId>,
    pub values: FormValues,
}

impl PartForm {
    fn voiding(reason: &str) -> Self {
        Self { part: None, values: FormValues::default().with("reason", reason) }
    }
}

pub async fn one(context: &Context<'_>, id: PurchaseId, form: PartForm) -> Result<Page, HttpError> {
    let (db, user) = (context.db(), &context.user);
    let found = purchases::visible(db, &user.sight(), id).await?;
    let purchase = found.ok_or_else(HttpError::not_found)?;
    let mine = purchase.row.employee_id == user.employee.id;
    let placements = if mine {
        user.placements.clone()
    } else {
        placements::of(db, purchase.row.employee_id).await?
    };
    let subject = purchase.subject(&placements);
    let may =
        |action: Action| action.check(&user.rulebook, &user.viewer, &subject, user.now).is_ok();
    let (rulebook, day) = (&user.rulebook, purchase.row.purchased_on);
    let recorder = if purchase.row.recorded_by == purchase.row.employee_id {
        None
    } else {
        employees::by_id(db, purchase.row.recorded_by).await?.map(|one| one.name)
    };
    let event = match purchase.row.event_id {
        Some(id) => events::by_id(db, id).await?.map(|one| EventLink { id, name: one.name }),
        None => None,
    };
    let owner = purchase.row.employee_id;
    let closed =
        ClosedZones::of(db, rulebook, owner, std::slice::from_ref(&purchase), None).await?;
    let opened = if mine { openings::of_purchase(db, id).await? } else { Vec::new() };
    let opened = opened.into_iter().map(|one| OpeningRow { role: one.role, on: one.opened_on });
    let view = PurchasePage {
        purchase: facts(&purchase, (recorder, event), user, (&placements, &closed)),
        receipts: purchase.receipts.iter().map(ReceiptFile::of).collect(),
        openings: opened.collect(),
        can: PurchaseActions { edit: may(Action::Edit), void: may(Action::Void) },
        parts: parts_of(&purchase, user.employee.id),
        shared_by: shared_by(db, &purchase).await?,
        part: form.part,
        again: mine && last_accepting_day(rulebook, &placements, day, user.today).is_some(),
        form: form.values,
    };
    Ok(context.render(&view))
}

/// Who recorded the receipt of which this is a part, and how many others have one.
async fn shared_by(
    db: &impl ConnectionTrait,
    purchase: &Purchase,
) -> Result<Option<SharedBy>, HttpError> {
    let is_this = |part: &&Part| part.row.recorded_id == Some(purchase.row.id);
    let Some(part) = purchase.parts.iter().find(is_this) else { return Ok(None) };
    let proposer = employees::by_id(db, part.row.proposed_by).await?;
    Ok(proposer
        .map(|one| SharedBy { name: one.name, others: purchase.sharers.len().saturating_sub(1) }))
}

fn facts(
    purchase: &Purchase,
    (recorded_by, event): (Option<String>, Option<EventLink>),
    user: &SignedIn,
    (placements, closed): (&[Placement], &ClosedZones),
) -> PurchaseFacts {
    let Purchase { row, seller, employee, .. } = purchase;
    let zone = zone_of(&user.rulebook, placements, row.purchased_on);
    let state = row.state;
    let asked = purchase.counts_for(&user.rulebook, placements);
    let why = asked.map_or_else(|| purchase.uncounted(), |(_, why)| why);
    let decided = row.decided_at.map(|at| PurchaseDecision {
        at: local(at, zone),
        reason: match row.reason.as_deref() {
            Some(purchase::UNDONE) => text::text(user.language, "purchase-undone"),
            reason => reason.unwrap_or_default().to_owned(),
        },
    });
    let (review, void) =
        if state == purchase::State::Voided { (None, decided) } else { (decided, None) };
    PurchaseFacts {
        id: row.id,
        version: row.version,
        amount: row.amount,
        seller: Seller::of(seller),
        date: row.purchased_on,
        recorded_at: local(row.recorded_at, zone),
        zone: zone.label().into(),
        channel: text::channel_name(user.language, &user.settings.channels, &row.channel),
        event,
        description: row.description.clone(),
        order_number: row.order_number.clone(),
        state,
        in_review: is_in_review(purchase),
        late: is_late(purchase, &user.rulebook, placements, closed),
        counts: why.is_none(),
        uncounted: uncounted(purchase, &user.rulebook, placements),
        funding: row.funding,
        receipt_amount: row.receipt_amount.filter(|_| purchase.is_first_of_parts()),
        employee: (row.employee_id != user.employee.id).then(|| employee.name.clone()),
        recorded_by,
        review,
        void,
        seller_answer: row.seller_answer,
    }
}

#[post("/belanja/<id>/batal", data = "<form>")]
pub async fn void(
    id: UrlId<PurchaseId>,
    context: Context<'_>,
    form: Form,
) -> Result<Answer, HttpError> {
    form.0.only(&["version", "reason"], &[])?;
    let (user, reason) = (&context.user, form.0.text("reason"));
    // What is no number is no version that anybody has seen.
    let seen = (id.0, Some(form.0.text("version").parse().unwrap_or(0)));
    let voided = change::void(context.store(), &user.warrant(), seen, reason).await;
    if let Err(WorkflowError::Stale) = voided {
        let changed = [Problem::new("", "changed-while-open")];
        let page = one(&context, id.0, PartForm::voiding(reason)).await?;
        return Ok(Answer::page(page.with_problems(Status::PreconditionFailed, &changed)));
    }
    let next = voided.map(|()| format!("/belanja/{}", id.0)).map_err(|error| match error {
        // No field of this form can mend it.
        WorkflowError::Conflict(problem) => {
            WorkflowError::Conflict(Problem { field: String::new(), ..problem })
        }
        error => error,
    });
    context
        .finish(next, "flash-purchase-voided", one(&context, id.0, PartForm::voiding(reason)))
        .await
}

/// "Urungkan" right after recording.
#[post("/belanja/<id>/urungkan", data = "<form>")]
pub async fn undo(
    id: UrlId<PurchaseId>,
    context: Context<'_>,
    form: Form,
) -> Result<Answer, HttpError> {
    form.0.only(&[], &[])?;
    let user = &context.user;
    change::undo(context.store(), &user.warrant(), id.0).await?;
    Ok(context.done("flash-purchase-undone", format!("/belanja/{}", id.0)))
}
