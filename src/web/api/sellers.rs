//! Sellers.

use chrono::NaiveDate;
use rocket::{State, get, patch, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::paging::Paging;
use crate::rules::seller_class::SpanDraft;
use crate::rules::{ClassSpan, SellerId};
use crate::store::seller_classes;
use crate::store::sellers::{self, Seller};
use crate::web::answers::json::{Answer, Body, List};
use crate::web::guards::caller::Caller;
use crate::web::guards::who::SellerOfficer;
use crate::web::input::query::{Query, parameters};
use crate::web::input::url_id::UrlId;
use crate::web::{AppState, HttpError};
use crate::workflows;
use crate::workflows::sellers::Draft;

#[derive(Serialize, ToSchema)]
pub struct SellerJson {
    #[schema(value_type = i64)]
    id: SellerId,
    name: String,
    /// The sub-district.
    district: Option<String>,
    classes: Vec<ClassJson>,
}

/// A class that a seller carries.
#[derive(Serialize, ToSchema)]
pub struct ClassJson {
    /// `micro`, `small`, `medium`, `traditional_market`, `cooperative`, or the code of a programme.
    class: String,
    from: NaiveDate,
    /// The last day; `null` while it lasts.
    to: Option<NaiveDate>,
}

impl SellerJson {
    pub fn of(seller: Seller, classes: Vec<ClassSpan>) -> Self {
        let classes =
            classes.into_iter().map(|ClassSpan { class, from, to }| ClassJson { class, from, to });
        let classes = classes.collect();
        Self { id: seller.id, name: seller.name, district: seller.district, classes }
    }
}

parameters! {
    #[derive(IntoParams)]
    #[into_params(parameter_in = Query)]
    pub struct SellerQuery {
        /// Part of the name or sub-district
        pub q: Option<String>,
    }
}

/// The sellers that are known, in the order in which they became so.
#[utoipa::path(context_path = "/api", tag = "sellers",
    params(SellerQuery, Paging),
    responses((status = 200, body = List<SellerJson>)))]
#[get("/v1/sellers")]
pub async fn list(
    _caller: Caller,
    query: Query<(SellerQuery, Paging)>,
    app: &State<AppState>,
) -> Result<Answer<List<SellerJson>>, HttpError> {
    let (query, paging) = query.0;
    let text = query.q.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let db = app.store.reader();
    let found = sellers::search(db, text, paging.after.map(SellerId), paging.to_ask()).await?;
    let mut classes = seller_classes::of_many(db, found.iter().map(|seller| seller.id)).await?;
    Ok(Answer::ok(paging.list(
        found,
        |seller| seller.id,
        |seller| {
            let own = classes.remove(&seller.id).unwrap_or_default();
            SellerJson::of(seller, own)
        },
    )))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSeller {
    name: String,
    /// The sub-district.
    district: Option<String>,
    #[serde(default)]
    classes: Vec<ClassBody>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClassBody {
    class: String,
    /// The first day.
    from: String,
    /// The last day.
    to: Option<String>,
}

impl From<ClassBody> for SpanDraft {
    fn from(body: ClassBody) -> Self {
        Self { class: body.class, from: body.from, to: body.to }
    }
}

/// Adds a seller.
#[utoipa::path(context_path = "/api", tag = "sellers", request_body = NewSeller,
    responses((status = 201, body = SellerJson)))]
#[post("/v1/sellers", data = "<body>")]
pub async fn add(
    caller: Caller<SellerOfficer>,
    body: Body<NewSeller>,
    app: &State<AppState>,
) -> Result<Answer<SellerJson>, HttpError> {
    let (user, NewSeller { name, district, classes }) = (caller.0, body.0);
    let draft = Draft { name, district, classes: classes.into_iter().map(Into::into).collect() };
    let (seller, classes) = workflows::sellers::add(&app.store, &user.warrant(), draft).await?;
    Ok(Answer::created(SellerJson::of(seller, classes)))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SellerChange {
    /// All that it carries and carried, in place of those before.
    classes: Vec<ClassBody>,
}

/// Changes the classes of a seller. What was bought there is counted by the class of its day.
#[utoipa::path(context_path = "/api", tag = "sellers", request_body = SellerChange,
    params(("id" = i64, Path)), responses((status = 200, body = SellerJson)))]
#[patch("/v1/sellers/<id>", data = "<body>")]
pub async fn edit(
    caller: Caller<SellerOfficer>,
    id: UrlId<SellerId>,
    body: Body<SellerChange>,
    app: &State<AppState>,
) -> Result<Answer<SellerJson>, HttpError> {
    let user = caller.0;
    let classes: Vec<SpanDraft> = body.0.classes.into_iter().map(Into::into).collect();
    let (seller, classes) =
        workflows::sellers::classify(&app.store, &user.warrant(), id.0, &classes).await?;
    Ok(Answer::ok(SellerJson::of(seller, classes)))
}
