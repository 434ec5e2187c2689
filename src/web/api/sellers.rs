//! Sellers.

use chrono::NaiveDate;
use rocket::data::{Data, FromData, Outcome};
use rocket::{Request, State, get, patch, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::paging::Paging;
use super::sent_purchase;
use crate::files::Upload;
use crate::rules::qris::{Criteria, QrisCheck, Standing};
use crate::rules::seller_class::SpanDraft;
use crate::rules::{ClassSpan, Problem, SellerId};
use crate::store::seller_classes;
use crate::store::sellers::{self, Seller};
use crate::web::answers::http_error;
use crate::web::answers::json::{Answer, Body, List};
use crate::web::documents::code_photo::{self, CODE};
use crate::web::guards::caller::Caller;
use crate::web::guards::viewer::SignedIn;
use crate::web::guards::who::SellerOfficer;
use crate::web::input::parts::invalid_field;
use crate::web::input::query::{Query, parameters};
use crate::web::input::takes::Code;
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
    /// What the code on its counter declares; `null` while nobody has scanned one.
    qris: Option<QrisJson>,
}

/// What a seller's code declares: the payment's merchant, and no proof of a purchase.
#[derive(Serialize, ToSchema)]
pub struct QrisJson {
    /// The national merchant number.
    nmid: Option<String>,
    name: String,
    city: String,
    /// `UMI`, `UKE`, `UME`, `UBE`, `URE`, `PSO` or `BLU`.
    #[schema(value_type = Option<String>)]
    criteria: Option<Criteria>,
    /// `umkm`, `not_umkm` or `by_hand`.
    #[schema(value_type = String)]
    standing: Standing,
    /// `waiting`, `changed`, `accepted` or `refused`.
    #[schema(value_type = Option<String>)]
    check: Option<QrisCheck>,
}

impl QrisJson {
    fn of(seller: &Seller) -> Option<Self> {
        Some(Self {
            nmid: seller.nmid.clone(),
            name: seller.qris_name.clone()?,
            city: seller.qris_city.clone().unwrap_or_default(),
            criteria: seller.qris_criteria,
            standing: Standing::of(seller.qris_criteria),
            check: seller.qris_check,
        })
    }
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
        let (classes, qris) = (classes.collect(), QrisJson::of(&seller));
        Self { id: seller.id, name: seller.name, district: seller.district, classes, qris }
    }
}

parameters! {
    #[derive(IntoParams)]
    #[into_params(parameter_in = Query)]
    pub struct SellerQuery {
        /// Part of the name or sub-district
        pub q: Option<String>,
        /// `waiting` for those whose code was scanned for the first time, `changed` for those whose code has come
        /// back with another name or other criteria
        #[param(value_type = Option<String>)]
        pub qris_check: Option<QrisCheck>,
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
    let after = paging.after.map(SellerId);
    let found = match query.qris_check {
        Some(check) => sellers::of_check(db, check, after, paging.to_ask()).await?,
        None => sellers::search(db, text, after, paging.to_ask()).await?,
    };
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
    classes: Option<Vec<ClassBody>>,
    /// `accepted` or `refused`: what somebody says who has looked at what the code declares.
    qris_check: Option<String>,
}

/// Changes the classes of a seller, or says that its code was looked at. What was bought there is counted
/// by the class of its day.
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
    let (store, warrant, SellerChange { classes, qris_check }) =
        (&app.store, user.warrant(), body.0);
    if classes.is_none() && qris_check.is_none() {
        return Err(HttpError::invalid(Problem::new("classes", "missing")));
    }
    if let Some(decision) = qris_check {
        workflows::sellers::check_code(store, &warrant, id.0, &decision).await?;
    }
    if let Some(classes) = classes {
        let classes: Vec<SpanDraft> = classes.into_iter().map(Into::into).collect();
        workflows::sellers::classify(store, &warrant, id.0, &classes).await?;
    }
    let db = store.reader();
    let seller = sellers::by_id(db, id.0).await?.ok_or_else(HttpError::not_found)?;
    let classes = seller_classes::of_many(db, [id.0]).await?.remove(&id.0).unwrap_or_default();
    Ok(Answer::ok(SellerJson::of(seller, classes)))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct QrisBody {
    /// The text of the code.
    payload: String,
}

/// Whom a code names.
#[derive(Serialize, ToSchema)]
pub struct ScannedJson {
    seller: SellerJson,
    /// Whether nobody has scanned it before.
    is_new: bool,
    /// Whether the merchant number is known with another name or other criteria: somebody will look at it.
    differs: bool,
    /// Whole rupiah, where the code asks for an amount.
    amount: Option<i64>,
}

/// Finds the seller of a QRIS code, or makes it known. 422 says why a code names no seller: a wrong
/// checksum, a transfer between people, another country.
#[utoipa::path(context_path = "/api", tag = "sellers", request_body = QrisBody,
    responses((status = 200, body = ScannedJson)))]
#[post("/v1/sellers/qris", data = "<body>")]
pub async fn by_qris(
    caller: Caller,
    body: Body<QrisBody>,
    app: &State<AppState>,
) -> Result<Answer<ScannedJson>, HttpError> {
    scanned(app, &caller.0, &body.0.payload).await
}

/// The one part `code`.
pub struct CodePhoto(Upload);

#[rocket::async_trait]
impl<'r> FromData<'r> for CodePhoto {
    type Error = ();

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r, Self> {
        match sent(request, data).await {
            Ok(file) => Outcome::Success(Self(file)),
            Err(error) => Outcome::Error(http_error::reject(request, error)),
        }
    }
}

async fn sent(request: &Request<'_>, data: Data<'_>) -> Result<Upload, HttpError> {
    let mut parts = sent_purchase::parts::<Code>(request, data, &[]).await?;
    code_photo::sent(parts.take_files())?.ok_or_else(|| invalid_field(CODE, "missing"))
}

/// The same with a photo of the code: JPEG, PNG or WebP of 10 MiB at most, of which nothing is stored. 422 on
/// `code` where none is found on it.
#[utoipa::path(context_path = "/api", tag = "sellers",
    request_body(content = String, content_type = "multipart/form-data",
        description = "One part `code`"),
    responses((status = 200, body = ScannedJson)))]
#[post("/v1/sellers/qris/photo", data = "<sent>")]
pub async fn by_photo(
    caller: Caller,
    sent: CodePhoto,
    app: &State<AppState>,
) -> Result<Answer<ScannedJson>, HttpError> {
    let payload = code_photo::text(app, sent.0).await?;
    scanned(app, &caller.0, &payload).await
}

async fn scanned(
    app: &AppState,
    user: &SignedIn,
    payload: &str,
) -> Result<Answer<ScannedJson>, HttpError> {
    let found = workflows::sellers::by_qris(&app.store, &user.warrant(), payload).await?;
    let (id, differs) = (found.seller.id, found.differs());
    let classes = seller_classes::of_many(app.store.reader(), [id]).await?.remove(&id);
    Ok(Answer::ok(ScannedJson {
        differs,
        is_new: found.is_new,
        amount: found.merchant.amount,
        seller: SellerJson::of(found.seller, classes.unwrap_or_default()),
    }))
}
