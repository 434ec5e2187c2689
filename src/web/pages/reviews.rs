//! The review queue: one purchase after the other, the oldest first.

use rocket::http::{CookieJar, Status};
use rocket::response::Redirect;
use rocket::{State, get, post};

use super::exemption_reviews;
use crate::rules::{Problem, RoleKind, placement};
use crate::standing::people;
use crate::store::placements;
use crate::store::purchases::{self, Purchase};
use crate::web::answers::page::{Answer, Frame, Page, leave_flash};
use crate::web::guards::viewer::SignedIn;
use crate::web::input::form::Form;
use crate::web::input::parts::Parts;
use crate::web::request::local;
use crate::web::views::form_values::FormValues;
use crate::web::views::purchases::{ReceiptFile, Seller};
use crate::web::views::reviews::{ReviewFlag, ReviewPage, ReviewedPurchase};
use crate::web::views::standing::zone_of;
use crate::web::{Failure, Pekan};
use crate::workflows::purchases::change::Decision;
use crate::workflows::{self, Refused};

#[get("/tinjau")]
pub async fn next(me: SignedIn, frame: Frame, pekan: &State<Pekan>) -> Result<Page, Failure> {
    must_review(&me)?;
    let db = pekan.store.reader();
    let scope = me.viewer.review_scope(&me.rulebook.offices);
    let day = people::scope_day(me.now);
    let (purchase, waiting) = purchases::to_review(db, &scope, me.me.id, day).await?;
    page(pekan, &frame, &me, purchase, waiting, FormValues::default()).await
}

pub fn must_review(me: &SignedIn) -> Result<(), Failure> {
    if me.is(RoleKind::Reviewer) || me.is(RoleKind::Administrator) {
        Ok(())
    } else {
        Err(Failure::forbidden())
    }
}

async fn page(
    pekan: &Pekan,
    frame: &Frame,
    me: &SignedIn,
    purchase: Option<Purchase>,
    waiting: u64,
    form: FormValues,
) -> Result<Page, Failure> {
    let (facts, receipts, flags) = match &purchase {
        None => (None, Vec::new(), Vec::new()),
        Some(purchase) => (
            Some(facts(pekan, me, purchase).await?),
            purchase.receipts.iter().map(ReceiptFile::of).collect(),
            flags(purchase),
        ),
    };
    let view = ReviewPage {
        remaining: waiting,
        requested: exemption_reviews::waiting(pekan, me).await?,
        purchase: facts,
        receipts,
        flags,
        form,
    };
    Ok(frame.show("review", me, &view))
}

async fn facts(
    pekan: &Pekan,
    me: &SignedIn,
    purchase: &Purchase,
) -> Result<ReviewedPurchase, Failure> {
    let row = &purchase.row;
    let placements = placements::of(pekan.store.reader(), row.employee_id).await?;
    let office = placement::current(&placements, row.purchased_on)
        .and_then(|here| me.rulebook.offices.get(here.office));
    let zone = zone_of(&me.rulebook, &placements, row.purchased_on);
    Ok(ReviewedPurchase {
        id: row.id,
        employee: purchase.employee.name.clone(),
        office: office.map(|office| office.name.clone()).unwrap_or_default(),
        amount: row.amount,
        seller: Seller::of(&purchase.seller),
        date: row.purchased_on,
        channel: row.channel,
        description: row.description.clone(),
        recorded_at: local(row.recorded_at, zone),
        zone: zone.label().into(),
    })
}

/// What made it look like another, without saying whose the other is (rules.md §9).
fn flags(purchase: &Purchase) -> Vec<ReviewFlag> {
    let own = purchase.looks_like_of.map(|owner| owner == purchase.row.employee_id);
    let flag = own.map(|own| if own { ReviewFlag::SimilarPurchase } else { ReviewFlag::SameFile });
    flag.into_iter().collect()
}

#[post("/tinjau/<id>", data = "<form>")]
pub async fn decide(
    id: i64,
    me: SignedIn,
    form: Form,
    frame: Frame,
    cookies: &CookieJar<'_>,
    pekan: &State<Pekan>,
) -> Result<Answer, Failure> {
    must_review(&me)?;
    form.0.only(&["decision", "reason", "reason_other"], &[])?;
    let (decision, done) = match form.0.text("decision") {
        "verify" => (Decision::Verify, "flash-review-verified"),
        "reject" => (Decision::Reject, "flash-review-rejected"),
        _ => return Err(Failure::invalid(Problem::new("decision", "missing"))),
    };
    let reason = reason(&form.0).filter(|_| decision == Decision::Reject);
    let problems = match workflows::purchases::change::review(
        &pekan.store,
        &me.viewer,
        id,
        decision,
        reason,
        me.now,
    )
    .await
    {
        Ok(()) => {
            leave_flash(cookies, done);
            return Ok(Answer::Done(Redirect::to("/tinjau")));
        }
        Err(Refused::Invalid(problems)) => problems,
        Err(refused) => return Err(refused.into()),
    };
    let (db, day) = (pekan.store.reader(), people::scope_day(me.now));
    let scope = me.viewer.review_scope(&me.rulebook.offices);
    let purchase = purchases::visible(db, &scope, id, day).await?;
    let (_, waiting) = purchases::to_review(db, &scope, me.me.id, day).await?;
    let page = page(pekan, &frame, &me, purchase, waiting, form.0.values()).await?;
    Ok(Answer::page(page.with_problems(Status::UnprocessableEntity, &problems)))
}

/// Own words come before a ready-made reason.
fn reason(parts: &Parts) -> Option<&str> {
    parts.filled("reason_other").or_else(|| parts.filled("reason"))
}
