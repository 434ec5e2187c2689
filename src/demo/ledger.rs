//! What some offices of the district have bought from their own budget.

use chrono::{DateTime, Days, TimeDelta, Utc};

use super::DemoError;
use super::district::District;
use super::rng::Rng;
use crate::rules::channel::BuiltIn;
use crate::rules::{OfficePurchaseId, Zone};
use crate::store::office_purchases::{self, OfficePurchase};
use crate::store::{Txn, offices};

const SEED: u64 = 251;
/// Of so many offices one has recorded something, so often.
const OFFICES: usize = 4;
const EACH: i64 = 4;
const ITEMS: [(&str, i64); 6] = [
    ("Kertas A4, 25 rim", 1_250_000),
    ("Konsumsi rapat koordinasi, 40 porsi", 1_000_000),
    ("Tinta pencetak, 6 botol", 720_000),
    ("Sapu, pel, dan sabun", 385_000),
    ("Cetak spanduk sosialisasi", 450_000),
    ("Proyektor ruang rapat", 8_900_000),
];
const SUPPLIERS: [&str; 3] = ["PT Sinar Kantor Abadi", "CV Mitra Teknologi", "PT Grosir Nusantara"];

pub async fn record(txn: &Txn, district: &District, now: DateTime<Utc>) -> Result<(), DemoError> {
    let mut rng = Rng::new(SEED);
    for office in offices::all(txn).await?.into_iter().step_by(OFFICES) {
        for _ in 0..EACH {
            let (item, price) = ITEMS[rng.index(ITEMS.len())];
            let back = rng.between(1, 90).unsigned_abs();
            let day = Zone::Wib.date(now) - Days::new(back);
            let small = rng.percent(62);
            let seller = district.sellers[rng.index(district.sellers.len())].0;
            let supplier = SUPPLIERS[rng.index(SUPPLIERS.len())];
            let catalogue = rng.percent(60);
            let row = OfficePurchase {
                id: OfficePurchaseId::NONE,
                office_id: office.id,
                purchased_on: day,
                amount: price,
                channel: if catalogue { BuiltIn::ECatalogue } else { BuiltIn::EOrder }.into(),
                seller_id: small.then_some(seller),
                supplier: (!small).then(|| supplier.to_owned()),
                item: item.to_owned(),
                order_number: format!("EP-{:06}", rng.between(1, 999_999)),
                domestic: rng.percent(78),
                recorded_by: district.administrator,
                recorded_at: now - TimeDelta::days(i64::try_from(back).unwrap_or(0)),
                voided_by: None,
                voided_at: None,
                reason: None,
                version: 1,
            };
            office_purchases::insert(txn, row).await?;
        }
    }
    Ok(())
}
