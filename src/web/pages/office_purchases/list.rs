//! The ledger of a year, and voiding a record of it.

use chrono::Datelike;
use rocket::{get, post};

use crate::rules::access::Offices;
use crate::rules::event::year;
use crate::rules::{OfficeId, OfficePurchaseId, Problem};
use crate::store::office_purchases::{self, OfficePurchase, Search};
use crate::store::sellers::Seller;
use crate::text::channel_name;
use crate::web::HttpError;
use crate::web::answers::page::{Answer, Page};
use crate::web::guards::context::Context;
use crate::web::guards::who::{LedgerReader, Recorder, SignedInAs};
use crate::web::input::form::Form;
use crate::web::input::query::{Between, Query, parameters};
use crate::web::input::url_id::UrlId;
use crate::web::pages::paging::PageNumber;
use crate::web::views::form_values::FormValues;
use crate::web::views::office_purchases::{LedgerPage, LedgerRow, LedgerSum};
use crate::web::views::{OfficeChoice, Pager};
use crate::workflows::WorkflowError;
use crate::workflows::office_purchases as verbs;

/// Rows on a page.
const PAGE: u64 = 50;

parameters! {
    pub struct LedgerQuery {
        pub tahun: Option<Between<2000, 2199>>,
        /// The code of an office, with all below it.
        pub unit: Option<String>,
        pub halaman: PageNumber,
    }
}

#[get("/belanja-kantor")]
pub async fn list(
    context: Context<'_, LedgerReader>,
    query: Query<LedgerQuery>,
) -> Result<Page, HttpError> {
    page(&context, query.0, FormValues::default()).await
}

async fn page<R: SignedInAs>(
    context: &Context<'_, R>,
    query: LedgerQuery,
    form: FormValues,
) -> Result<Page, HttpError> {
    let (db, user, tree) = (context.db(), &context.user, context.offices());
    let chosen = query.tahun.and_then(|chosen| i32::try_from(chosen.0).ok());
    let number = chosen.unwrap_or_else(|| user.today.year());
    let (from, to) = year(number).ok_or_else(HttpError::not_found)?;
    let readable = user.viewer.offices_of_ledger(tree);
    let unit = query.unit.filter(|code| !code.is_empty());
    let offices = match &unit {
        None => readable.clone().narrowing(),
        Some(code) => {
            let office = tree.by_code(code).filter(|office| readable.holds(office.id));
            let office = office.ok_or_else(HttpError::not_found)?;
            Some(tree.subtree(office.id).into_iter().filter(|id| readable.holds(*id)).collect())
        }
    };
    let search = Search { from, to, offices };
    let PageNumber(page) = query.halaman;
    let total = office_purchases::count(db, &search).await?;
    let found = office_purchases::page(db, &search, (page - 1) * PAGE, PAGE).await?;
    let sum = office_purchases::ledger(db, &search).await?;
    let kept = kept(context);
    let rows = found.into_iter().map(|one| row(context, one, &kept));
    let base =
        format!("/belanja-kantor?tahun={number}&unit={}&halaman=", unit.as_deref().unwrap_or(""));
    Ok(context.render(&LedgerPage {
        year: number,
        offices: choices(context, &readable),
        office: unit,
        sum: LedgerSum::of(sum),
        rows: rows.collect(),
        pager: Pager::new(page, total, PAGE, base),
        keeps: user.viewer.logs_for_others(),
        form,
    }))
}

/// The offices for which the viewer records.
fn kept<R: SignedInAs>(context: &Context<'_, R>) -> Offices {
    let viewer = &context.user.viewer;
    viewer.offices_to_log_for(context.offices())
}

pub fn choices<R: SignedInAs>(context: &Context<'_, R>, offices: &Offices) -> Vec<OfficeChoice> {
    let held = context.offices().iter().filter(|office| offices.holds(office.id));
    held.map(OfficeChoice::of).collect()
}

fn row<R: SignedInAs>(
    context: &Context<'_, R>,
    (row, seller): (OfficePurchase, Option<Seller>),
    kept: &Offices,
) -> LedgerRow {
    let name = |id: OfficeId| context.offices().get(id).map(|office| office.name.clone());
    let settings = &context.user.settings;
    LedgerRow {
        id: row.id,
        version: row.version,
        office: name(row.office_id).unwrap_or_default(),
        date: row.purchased_on,
        amount: row.amount,
        channel: channel_name(context.language, &settings.channels, &row.channel),
        seller: row.seller_id,
        supplier: row.supplier.or(seller.map(|seller| seller.name)).unwrap_or_default(),
        item: row.item,
        order_number: row.order_number,
        domestic: row.domestic,
        may_void: row.voided_by.is_none() && kept.holds(row.office_id),
        voided: row.reason,
    }
}

#[post("/belanja-kantor/<id>/batal", data = "<form>")]
pub async fn void(
    id: UrlId<OfficePurchaseId>,
    context: Context<'_, Recorder>,
    form: Form,
) -> Result<Answer, HttpError> {
    form.0.only(&["version", "reason"], &[])?;
    // What is no number is no version that anybody has seen.
    let about = (id.0, form.0.text("version").parse().unwrap_or(0));
    let (warrant, reason) = (context.user.warrant(), form.0.text("reason"));
    let done = verbs::void(context.store(), &warrant, about, reason).await;
    let first = LedgerQuery { tahun: None, unit: None, halaman: PageNumber(1) };
    let again = page(&context, first, form.0.values());
    if let Err(WorkflowError::Stale) = done {
        let status = HttpError::from(WorkflowError::Stale).status;
        let changed = [Problem::new("", "changed-while-open")];
        return Ok(Answer::page(again.await?.with_problems(status, &changed)));
    }
    let next = done.map(|row| format!("/belanja-kantor?tahun={}", row.purchased_on.year()));
    context.finish(next, "flash-office-purchase-voided", again).await
}
