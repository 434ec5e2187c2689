//! One purchase: looking at it, voiding it.

use rocket::http::{CookieJar, Status};
use rocket::response::Redirect;
use rocket::{State, get, post};

use crate::rules::purchase::{self, on_time_until};
use crate::rules::{Placement, placement};
use crate::standing::people;
use crate::store::purchases::Purchase;
use crate::store::{placements, purchases};
use crate::web::answers::page::{Answer, Frame, Page, leave_flash};
use crate::web::guards::viewer::SignedIn;
use crate::web::input::form::Form;
use crate::web::request::local;
use crate::web::views::form_values::FormValues;
use crate::web::views::purchases::{
    PurchaseActions, PurchaseDecision, PurchaseFacts, PurchasePage, ReceiptFile, Seller, is_late,
};
use crate::web::views::standing::zone_of;
use crate::web::{Failure, Pekan};
use crate::workflows::{self, Refused};

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
    let view = PurchasePage {
        purchase: facts(&purchase, me, &placements)?,
        receipts: purchase.receipts.iter().map(ReceiptFile::of).collect(),
        can: PurchaseActions { void: may_void(&purchase, me, &placements)? },
        form: FormValues::default().with("reason", reason),
    };
    Ok(frame.show("history", me, &view))
}

fn facts(
    purchase: &Purchase,
    me: &SignedIn,
    placements: &[Placement],
) -> Result<PurchaseFacts, Failure> {
    let Purchase { row, seller, employee, .. } = purchase;
    let zone = zone_of(&me.rulebook, placements, row.purchased_on);
    let state = row.state;
    let decided = row.decided_at.map(|at| PurchaseDecision {
        at: local(at, zone),
        reason: row.reason.clone().unwrap_or_default(),
    });
    let (review, void) =
        if state == purchase::State::Voided { (None, decided) } else { (decided, None) };
    Ok(PurchaseFacts {
        id: row.id,
        amount: row.amount,
        seller: Seller::of(seller),
        date: row.purchased_on,
        recorded_at: local(row.recorded_at, zone),
        zone: zone.label().into(),
        channel: row.channel,
        description: row.description.clone(),
        state,
        late: is_late(purchase, &me.rulebook, placements),
        counts: purchase.uncounted().is_none(),
        funding: row.funding,
        employee: (row.employee_id != me.me.id).then(|| employee.name.clone()),
        review,
        void,
    })
}

/// The owner until the deadline, a reviewer at any time (rules.md §9).
fn may_void(purchase: &Purchase, me: &SignedIn, placements: &[Placement]) -> Result<bool, Failure> {
    if purchase.row.state == purchase::State::Voided {
        return Ok(false);
    }
    let (row, rulebook) = (&purchase.row, &me.rulebook);
    let office = placement::current(placements, rulebook.today(placements, me.now))
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
    let (status, problems) = match workflows::purchases::change::void(
        &pekan.store,
        &me.viewer,
        id,
        reason,
        me.now,
    )
    .await
    {
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
    Ok(Answer::page(page.with_problems(status, &problems)))
}
