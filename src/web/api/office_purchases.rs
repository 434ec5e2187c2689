//! What offices buy from their own budget; it counts for nobody.

use chrono::{DateTime, NaiveDate, Utc};
use rocket::{State, get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::paging::Paging;
use super::sent_purchase::IfMatch;
use crate::rules::channel::Channel;
use crate::rules::money::AmountInput;
use crate::rules::office_purchase::Draft;
use crate::rules::{OfficePurchaseId, OfficeTree, SellerId};
use crate::store::office_purchases::{self, OfficePurchase};
use crate::store::sellers::Seller;
use crate::web::answers::json::{Answer, Body, List, Tagged};
use crate::web::guards::caller::Caller;
use crate::web::guards::who::{LedgerReader, Recorder};
use crate::web::input::query::Query;
use crate::web::input::url_id::UrlId;
use crate::web::{AppState, HttpError};
use crate::workflows::office_purchases as verbs;

#[derive(Serialize, ToSchema)]
pub struct OfficePurchaseJson {
    #[schema(value_type = i64)]
    id: OfficePurchaseId,
    /// The code of the office.
    office: Option<String>,
    purchased_on: NaiveDate,
    /// Rupiah.
    amount: i64,
    #[schema(value_type = String)]
    channel: Channel,
    /// Of a small business of the list; `null` of anybody else.
    #[schema(value_type = Option<i64>)]
    seller: Option<SellerId>,
    /// The name of who sold it.
    supplier: String,
    item: String,
    order_number: String,
    /// A domestic product (P3DN).
    domestic: bool,
    recorded_at: DateTime<Utc>,
    voided_at: Option<DateTime<Utc>>,
    /// Why it was voided.
    reason: Option<String>,
    version: i32,
}

impl OfficePurchaseJson {
    fn of((row, seller): (OfficePurchase, Option<Seller>), tree: &OfficeTree) -> Self {
        Self {
            id: row.id,
            office: tree.get(row.office_id).map(|office| office.code.clone()),
            purchased_on: row.purchased_on,
            amount: row.amount,
            channel: row.channel,
            seller: row.seller_id,
            supplier: row.supplier.or(seller.map(|seller| seller.name)).unwrap_or_default(),
            item: row.item,
            order_number: row.order_number,
            domestic: row.domestic,
            recorded_at: row.recorded_at,
            voided_at: row.voided_at,
            reason: row.reason,
            version: row.version,
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewOfficePurchaseBody {
    /// The code of an office for which the caller records.
    office: String,
    /// `2026-11-20`
    purchased_on: String,
    /// Rupiah.
    amount: i64,
    /// As that of a purchase; mostly `e_order` or `e_catalogue`.
    channel: String,
    /// The name of who sold it.
    supplier: String,
    /// Whether that is a small business: it is then found in the list of sellers, or proposed for it.
    #[serde(default)]
    small: bool,
    /// The sub-district of a small business.
    district: Option<String>,
    item: String,
    order_number: String,
    /// Whether it is a domestic product (P3DN).
    #[serde(default)]
    domestic: bool,
}

async fn record(
    app: &AppState,
    tree: &OfficeTree,
    id: OfficePurchaseId,
) -> Result<(OfficePurchaseJson, i32), HttpError> {
    let found = office_purchases::by_id(app.store.reader(), id).await?;
    let found = found.ok_or_else(HttpError::not_found)?;
    let version = found.0.version;
    Ok((OfficePurchaseJson::of(found, tree), version))
}

/// The ledger of the offices for which the caller records, of all to auditors; in the order of recording.
#[utoipa::path(context_path = "/api", tag = "office purchases", params(Paging),
    responses((status = 200, body = List<OfficePurchaseJson>)))]
#[get("/v1/office-purchases")]
pub async fn list(
    caller: Caller<LedgerReader>,
    query: Query<Paging>,
    app: &State<AppState>,
) -> Result<Answer<List<OfficePurchaseJson>>, HttpError> {
    let (user, paging) = (caller.0, query.0);
    let tree = &user.rulebook.offices;
    let offices = user.viewer.offices_of_ledger(tree).narrowing();
    let after = paging.after.map(OfficePurchaseId);
    let found =
        office_purchases::after(app.store.reader(), offices, after, paging.to_ask()).await?;
    let list = paging.list(found, |one| one.0.id, |one| OfficePurchaseJson::of(one, tree));
    Ok(Answer::ok(list))
}

/// Records what an office has bought.
#[utoipa::path(context_path = "/api", tag = "office purchases", request_body = NewOfficePurchaseBody,
    responses((status = 201, body = OfficePurchaseJson)))]
#[post("/v1/office-purchases", data = "<body>")]
pub async fn log(
    caller: Caller<Recorder>,
    body: Body<NewOfficePurchaseBody>,
    app: &State<AppState>,
) -> Result<Answer<OfficePurchaseJson>, HttpError> {
    let (user, sent) = (caller.0, body.0);
    let draft = Draft {
        office: sent.office,
        purchased_on: sent.purchased_on,
        amount: AmountInput::Rupiah(sent.amount),
        channel: sent.channel,
        supplier: sent.supplier,
        district: sent.district,
        small: sent.small,
        item: sent.item,
        order_number: sent.order_number,
        domestic: sent.domestic,
    };
    let logged = verbs::log(&app.store, &user.warrant(), draft).await?;
    let (answer, _) = record(app, &user.rulebook.offices, logged.id).await?;
    Ok(Answer::created(answer))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VoidBody {
    reason: String,
}

/// Voids a record that was wrong; it stays, with the reason.
#[utoipa::path(context_path = "/api", tag = "office purchases", request_body = VoidBody,
    params(("id" = i64, Path), ("If-Match" = String, Header, description = "The `version`")),
    responses((status = 200, body = OfficePurchaseJson)))]
#[post("/v1/office-purchases/<id>/void", data = "<body>")]
pub async fn void(
    caller: Caller<Recorder>,
    id: UrlId<OfficePurchaseId>,
    version: IfMatch,
    body: Body<VoidBody>,
    app: &State<AppState>,
) -> Result<Tagged<OfficePurchaseJson>, HttpError> {
    let user = caller.0;
    let about = (id.0, version.0);
    verbs::void(&app.store, &user.warrant(), about, &body.0.reason).await?;
    let (answer, version) = record(app, &user.rulebook.offices, id.0).await?;
    Ok(Tagged { answer: Answer::ok(answer), version })
}
