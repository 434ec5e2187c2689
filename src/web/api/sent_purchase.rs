//! A purchase on its way in: its JSON, alone or as a part beside files, and the headers with it.

use rocket::Request;
use rocket::data::{Data, FromData, Outcome as DataOutcome};
use rocket::request::{FromRequest, Outcome};
use serde::Deserialize;
use utoipa::ToSchema;

use super::offices::given as or_null;
use crate::files::Upload;
use crate::rules::money::AmountInput;
use crate::rules::purchase_draft::{Draft, SellerInput};
use crate::rules::{Problem, SellerId, problem};
use crate::store::purchases::Purchase;
use crate::web::HttpError;
use crate::web::answers::http_error::reject;
use crate::web::answers::json::{self, Object, given};
use crate::web::input::multipart;
use crate::web::input::parts::{NotOne, Parts, SentFiles, invalid_field};
use crate::web::input::takes::{Receipt, Receipts, Takes};
use crate::workflows::WorkflowError;
use crate::workflows::purchases::propose_parts::Named;

/// Somebody known by id, or somebody new by name.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SellerBody {
    #[schema(value_type = Option<i64>)]
    id: Option<SellerId>,
    name: Option<String>,
    /// The sub-district of somebody new.
    district: Option<String>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPurchase {
    /// `2026-11-20`
    pub purchased_on: String,
    /// Rupiah.
    pub amount: i64,
    #[schema(value_type = SellerBody)]
    pub seller: Object<SellerBody>,
    /// `direct`, `market`, `bazaar`, `sale_point`, `lapak`, `food_delivery`, `whatsapp`, `instagram`, `marketplace`,
    /// `e_order`, `e_catalogue`, `virtual_expo`, `online`, `other`, or one that administrators have added.
    pub channel: String,
    /// The id of the event at which it was.
    pub event: Option<i64>,
    pub description: Option<String>,
    /// Of what was ordered online: evidence as a receipt is.
    pub order_number: Option<String>,
    /// `personal` if it is left out, or `office` for an office's own budget.
    pub funding: Option<String>,
    /// `no_receipt`: the statement that there is none.
    pub evidence: Option<String>,
    /// The number of who bought, for whoever may log for others; the caller if it is left out. `null` is
    /// refused: a program that lost the number would log for its own user.
    #[serde(default, deserialize_with = "given")]
    pub employee: Option<String>,
    /// Colleagues of the caller's office who bought together: `amount` is then that of the whole receipt, and what
    /// the parts leave of it is recorded for the caller.
    #[serde(default)]
    #[schema(value_type = Vec<ColleagueBody>)]
    pub shared_with: Vec<Object<ColleagueBody>>,
}

/// A colleague who is asked to confirm a part.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ColleagueBody {
    /// Their number.
    employee: String,
    /// Rupiah; an equal part if it is left out.
    amount: Option<i64>,
}

/// What is left out stays; `null` clears a description or a statement.
#[allow(clippy::option_option, reason = "a key that is left out is not a key that is null")]
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PurchaseChange {
    #[serde(default, deserialize_with = "given")]
    purchased_on: Option<String>,
    /// Rupiah.
    #[serde(default, deserialize_with = "given")]
    amount: Option<i64>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<SellerBody>)]
    seller: Option<Object<SellerBody>>,
    #[serde(default, deserialize_with = "given")]
    channel: Option<String>,
    #[serde(default, deserialize_with = "or_null")]
    #[schema(value_type = Option<i64>)]
    event: Option<Option<i64>>,
    #[serde(default, deserialize_with = "or_null")]
    #[schema(value_type = Option<String>)]
    description: Option<Option<String>>,
    #[serde(default, deserialize_with = "or_null")]
    #[schema(value_type = Option<String>)]
    order_number: Option<Option<String>>,
    #[serde(default, deserialize_with = "given")]
    funding: Option<String>,
    #[serde(default, deserialize_with = "or_null")]
    #[schema(value_type = Option<String>)]
    evidence: Option<Option<String>>,
}

fn seller(body: SellerBody) -> Result<SellerInput, Problem> {
    match body {
        SellerBody { id: Some(id), name: None, district: None } => {
            Ok(SellerInput::Known(id.to_string()))
        }
        // Which of the two is meant nobody can tell.
        SellerBody { id: Some(_), .. } => Err(Problem::new("seller.id", "field-unknown")),
        SellerBody { name: Some(name), district, .. } => Ok(SellerInput::New { name, district }),
        SellerBody { .. } => Ok(SellerInput::Missing),
    }
}

fn no_receipt(evidence: Option<&str>) -> Result<bool, Problem> {
    match evidence {
        None => Ok(false),
        Some("no_receipt") => Ok(true),
        Some(other) => Err(problem::problem_with_value("evidence", "unknown-choice", other)),
    }
}

impl NewPurchase {
    /// The number of who bought, if it is given.
    pub fn owner(&self) -> Result<Option<String>, Problem> {
        self.employee.as_deref().map(|number| problem::line("employee", number, 40)).transpose()
    }

    /// Whom the receipt is shared with.
    pub fn shared_with(&self) -> Vec<Named> {
        let named = self.shared_with.iter().enumerate().map(|(number, colleague)| Named {
            whom: colleague.0.employee.as_str().into(),
            amount: colleague.0.amount.map(AmountInput::Rupiah),
            fields: ["employee", "amount"].map(|of| format!("shared_with[{number}].{of}")),
        });
        named.collect()
    }

    pub fn draft(self, receipts: usize) -> Result<Draft, Problem> {
        Ok(Draft {
            no_receipt: no_receipt(self.evidence.as_deref())?,
            seller: seller(self.seller.0)?,
            purchased_on: self.purchased_on,
            amount: AmountInput::Rupiah(self.amount),
            channel: self.channel,
            event: self.event.map(|id| id.to_string()),
            description: self.description,
            order_number: self.order_number,
            funding: self.funding,
            receipts,
        })
    }
}

/// A change that could be read; what it changes is known later.
#[derive(Clone)]
pub struct Change {
    body: PurchaseChange,
    seller: Option<SellerInput>,
    no_receipt: Option<bool>,
}

impl PurchaseChange {
    pub fn read(mut self) -> Result<Change, Problem> {
        let seller = self.seller.take().map(|body| seller(body.0)).transpose()?;
        let evidence = self.evidence.take();
        let no_receipt = evidence.map(|given| no_receipt(given.as_deref())).transpose()?;
        Ok(Change { body: self, seller, no_receipt })
    }
}

impl Change {
    /// The purchase as it should be.
    pub fn applied_to(self, purchase: &Purchase) -> Draft {
        let (row, body) = (&purchase.row, self.body);
        Draft {
            purchased_on: body.purchased_on.unwrap_or_else(|| row.purchased_on.to_string()),
            amount: AmountInput::Rupiah(body.amount.unwrap_or(row.amount)),
            seller: self.seller.unwrap_or_else(|| SellerInput::Known(row.seller_id.to_string())),
            channel: body.channel.unwrap_or_else(|| row.channel.code().into()),
            event: match body.event {
                Some(id) => id.map(|id| id.to_string()),
                None => row.event_id.map(|id| id.to_string()),
            },
            order_number: body.order_number.unwrap_or_else(|| row.order_number.clone()),
            description: body.description.unwrap_or_else(|| row.description.clone()),
            funding: body.funding.or_else(|| Some(row.funding.name().into())),
            no_receipt: self.no_receipt.unwrap_or(row.no_receipt),
            receipts: purchase.receipts.len(),
        }
    }
}

/// A purchase with its files.
pub struct Sent {
    pub purchase: NewPurchase,
    pub files: SentFiles,
}

#[rocket::async_trait]
impl<'r> FromData<'r> for Sent {
    type Error = ();

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> DataOutcome<'r, Self> {
        let sent = if request.content_type().is_some_and(|kind| kind.is_form_data()) {
            parts::<Receipts>(request, data, &["purchase"]).await.and_then(with_files)
        } else {
            json::read(request, data)
                .await
                .map(|purchase| Self { purchase, files: SentFiles::default() })
        };
        match sent {
            Ok(sent) => DataOutcome::Success(sent),
            Err(error) => DataOutcome::Error(reject(request, error)),
        }
    }
}

fn with_files(mut parts: Parts) -> Result<Sent, HttpError> {
    let Some(text) = parts.filled("purchase") else {
        return Err(HttpError::invalid(Problem::new("purchase", "missing")));
    };
    let purchase = json::parse(text.as_bytes())?;
    let files = parts.take_files();
    match &files.refused {
        Some(refusal) => Err(HttpError::upload(RECEIPT, refusal)),
        None => Ok(Sent { purchase, files }),
    }
}

/// The files of a purchase that is there already.
pub struct SentReceipt(pub Upload);

#[rocket::async_trait]
impl<'r> FromData<'r> for SentReceipt {
    type Error = ();

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> DataOutcome<'r, Self> {
        let only = parts::<Receipt>(request, data, &[]).await.and_then(|mut parts| {
            let wrong = match parts.take_files().one() {
                Ok(Some(file)) => return Ok(file),
                Ok(None) => Problem::new(RECEIPT, "missing"),
                Err(NotOne::TooMany) => Problem::new(RECEIPT, "too-many-receipts").with("most", 1),
                Err(NotOne::Refused(refusal)) => return Err(HttpError::upload(RECEIPT, &refusal)),
            };
            Err(HttpError::invalid(wrong))
        });
        match only {
            Ok(file) => DataOutcome::Success(Self(file)),
            Err(error) => DataOutcome::Error(reject(request, error)),
        }
    }
}

pub const RECEIPT: &str = Receipts::FILES.field;

/// The parts of a call: texts by these names, and the files that `T` takes.
pub async fn parts<T: Takes>(
    request: &Request<'_>,
    data: Data<'_>,
    texts: &[&str],
) -> Result<Parts, HttpError> {
    let parts = multipart::read::<T>(request, data, None).await?;
    let file = T::FILES.field;
    parts.only(texts, &[file])?;
    // A part without a file name is text, and no text is a file.
    if !parts.all(file).is_empty() {
        return Err(invalid_field(file, "receipt-unsupported"));
    }
    Ok(parts)
}

/// The header by which the same request again is known.
pub struct IdempotencyKey(pub String);

pub const KEY: &str = "Idempotency-Key";

#[rocket::async_trait]
impl<'r> FromRequest<'r> for IdempotencyKey {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        let mut given = request.headers().get(KEY);
        let code = match (given.next(), given.next()) {
            (Some(key), None) => return Outcome::Success(Self(key.trim().to_owned())),
            (Some(_), Some(_)) => "field-twice",
            (None, _) => "missing",
        };
        Outcome::Error(reject(request, HttpError::invalid(Problem::new(KEY, code))))
    }
}

/// The version that an editor saw: 428 without it; what is no version of ours is an old one.
pub struct IfMatch(pub i32);

impl IfMatch {
    /// None where the header is missing. What is no version is none that anybody has seen.
    fn of(request: &Request<'_>) -> Option<Self> {
        let tag = request.headers().get_one("If-Match")?;
        let version = tag.trim().strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        Some(Self(version.and_then(|version| version.parse().ok()).unwrap_or(0)))
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for IfMatch {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        match Self::of(request) {
            Some(version) => Outcome::Success(version),
            None => Outcome::Error(reject(request, WorkflowError::Unseen.into())),
        }
    }
}

/// The same where not everybody has to say it.
pub struct MayMatch(pub Option<i32>);

#[rocket::async_trait]
impl<'r> FromRequest<'r> for MayMatch {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        Outcome::Success(Self(IfMatch::of(request).map(|version| version.0)))
    }
}
