//! What is sent and answered of one seller.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::rules::qris::{Criteria, QrisCheck, Standing};
use crate::rules::seller::{Goods, SellerState};
use crate::rules::seller_class::{Curation, SpanDraft};
use crate::rules::{ClassSpan, SellerId, seller};
use crate::store::sellers::Seller;

#[derive(Serialize, ToSchema)]
pub struct SellerJson {
    #[schema(value_type = i64)]
    id: SellerId,
    name: String,
    /// The sub-district.
    district: Option<String>,
    /// `proposed` by somebody who bought there, `confirmed` by those who keep the sellers, or `doubted` by a
    /// reviewer.
    #[schema(value_type = String)]
    state: SellerState,
    /// `culinary`, `craft`, `fashion`, `agriculture`, `trade`, `services` or `other`.
    #[schema(value_type = Option<String>)]
    goods: Option<Goods>,
    market: Option<String>,
    /// From this day on what is bought there does not count.
    ineligible_from: Option<NaiveDate>,
    /// The last such day; `null` while it lasts.
    ineligible_until: Option<NaiveDate>,
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
    /// How far a programme has looked at the seller: only `accepted` counts.
    #[schema(value_type = String, pattern = "^(applied|accepted|refused)$")]
    curation: Curation,
}

impl From<ClassSpan> for ClassJson {
    fn from(ClassSpan { class, from, to, curation }: ClassSpan) -> Self {
        Self { class, from, to, curation }
    }
}

impl SellerJson {
    pub fn of(seller: Seller, classes: Vec<ClassSpan>) -> Self {
        let classes = classes.into_iter().map(ClassJson::from).collect();
        let qris = QrisJson::of(&seller);
        Self {
            id: seller.id,
            name: seller.name,
            district: seller.district,
            state: seller.state,
            goods: seller.goods,
            market: seller.market,
            ineligible_from: seller.ineligible_from,
            ineligible_until: seller.ineligible_until,
            classes,
            qris,
        }
    }
}

/// A seller with what only those read who keep the sellers.
#[derive(Serialize, ToSchema)]
pub struct SellerRecord {
    #[serde(flatten)]
    seller: SellerJson,
    /// The business number.
    nib: Option<String>,
    phone: Option<String>,
    whatsapp: Option<String>,
    /// The name there.
    instagram: Option<String>,
    youtube: Option<String>,
    marketplace: Option<String>,
    training: Option<String>,
    stall: Option<String>,
    ineligible_reason: Option<String>,
    /// The seller into which it was merged.
    #[schema(value_type = Option<i64>)]
    merged_into: Option<SellerId>,
}

impl SellerRecord {
    pub fn of(seller: Seller, classes: Vec<ClassSpan>) -> Self {
        let own = seller.clone();
        Self {
            seller: SellerJson::of(seller, classes),
            nib: own.nib,
            phone: own.phone,
            whatsapp: own.whatsapp,
            instagram: own.instagram,
            youtube: own.youtube,
            marketplace: own.marketplace,
            training: own.training,
            stall: own.stall,
            ineligible_reason: own.ineligible_reason,
            merged_into: own.merged_into,
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSeller {
    name: String,
    /// The sub-district.
    district: Option<String>,
    /// `culinary`, `craft`, `fashion`, `agriculture`, `trade`, `services` or `other`.
    goods: Option<String>,
    /// The business number: 13 digits.
    nib: Option<String>,
    phone: Option<String>,
    whatsapp: Option<String>,
    instagram: Option<String>,
    youtube: Option<String>,
    marketplace: Option<String>,
    training: Option<String>,
    market: Option<String>,
    stall: Option<String>,
    #[serde(default)]
    pub classes: Vec<ClassBody>,
}

/// What is left out, or `null`, stays as it is; an empty text clears it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SellerChange {
    name: Option<String>,
    /// The sub-district.
    district: Option<String>,
    /// `culinary`, `craft`, `fashion`, `agriculture`, `trade`, `services` or `other`.
    goods: Option<String>,
    /// The business number: 13 digits.
    nib: Option<String>,
    phone: Option<String>,
    whatsapp: Option<String>,
    instagram: Option<String>,
    youtube: Option<String>,
    marketplace: Option<String>,
    training: Option<String>,
    market: Option<String>,
    stall: Option<String>,
    /// `confirmed`: it is what people say; what a reviewer doubted of it is refused.
    pub state: Option<String>,
    /// From when to when it is no small business; without `from` it is one.
    pub ineligible: Option<IneligibleBody>,
    /// All that it carries and carried, in place of those before.
    pub classes: Option<Vec<ClassBody>>,
    /// `accepted` or `refused`: what somebody says who has looked at what the code declares.
    pub qris_check: Option<String>,
}

/// Both say what is known of a seller in the same fields.
macro_rules! details {
    ($($Body:ident { name: $name:expr }),+) => {$(
        impl $Body {
            pub fn details(&self) -> seller::Draft {
                let name: fn(&Self) -> Option<String> = $name;
                seller::Draft {
                    name: name(self),
                    district: self.district.clone(),
                    goods: self.goods.clone(),
                    nib: self.nib.clone(),
                    phone: self.phone.clone(),
                    whatsapp: self.whatsapp.clone(),
                    instagram: self.instagram.clone(),
                    youtube: self.youtube.clone(),
                    marketplace: self.marketplace.clone(),
                    training: self.training.clone(),
                    market: self.market.clone(),
                    stall: self.stall.clone(),
                }
            }
        }
    )+};
}

details!(
    NewSeller { name: |body| Some(body.name.clone()) },
    SellerChange { name: |body| body.name.clone() }
);

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IneligibleBody {
    /// The first day.
    pub from: Option<String>,
    /// The last day; left out while it lasts.
    pub until: Option<String>,
    pub reason: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClassBody {
    class: String,
    /// The first day.
    from: String,
    /// The last day.
    to: Option<String>,
    /// `applied`, `accepted` or `refused` by the programme; left out: `accepted`.
    curation: Option<String>,
}

impl From<ClassBody> for SpanDraft {
    fn from(body: ClassBody) -> Self {
        Self { class: body.class, from: body.from, to: body.to, curation: body.curation }
    }
}
