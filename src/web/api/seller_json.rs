//! What is sent and answered of one seller.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::sellers::SellerJson;
use crate::rules::seller_class::SpanDraft;
use crate::rules::{ClassSpan, SellerId, seller};
use crate::store::sellers::Seller;

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
}

impl From<ClassBody> for SpanDraft {
    fn from(body: ClassBody) -> Self {
        Self { class: body.class, from: body.from, to: body.to }
    }
}
