//! The sellers of the district as those know them who keep them: most are confirmed, some wait.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::rng::Rng;
use super::sellers::{SellerSeed, sellers};
use super::{DemoError, Plan};
use crate::rules::seller::{Details, SellerState};
use crate::rules::seller_class::{Curation, carried};
use crate::rules::{ClassSpan, EmployeeId, SellerId};
use crate::store::facts::lock_for_fact_change;
use crate::store::sellers::{self as shops, Seller};
use crate::store::{Txn, seller_classes};

/// Who sells in the district.
pub struct Shops {
    pub open: Vec<(SellerId, SellerSeed)>,
    /// The classes of each, which all carry since before the weeks of the demonstration.
    pub classes: HashMap<SellerId, Vec<String>>,
}

/// Of so many sellers one waits to be confirmed.
const PROPOSED: usize = 40;
const MARKETS: [&str; 3] = ["Pasar Baru", "Pasar Legi", "Pasar Wage"];

pub async fn open(
    txn: &Txn,
    rng: &mut Rng,
    plan: Plan,
    founder: EmployeeId,
    now: DateTime<Utc>,
) -> Result<Shops, DemoError> {
    let seeds = sellers(rng, (plan.people / 4).clamp(20, 1000));
    let mut found = Shops { open: Vec::with_capacity(seeds.len()), classes: HashMap::new() };
    let facts = lock_for_fact_change(txn).await?;
    for (number, seed) in seeds.into_iter().enumerate() {
        let id = shops::insert(txn, seller(number, &seed, founder, now)).await?;
        let spans = classes(number, now.date_naive());
        seller_classes::replace(&facts, id, &spans).await?;
        // Of every day that somebody has bought on.
        found.classes.insert(id, carried(&spans, now.date_naive()));
        found.open.push((id, seed));
    }
    if let Some((_, seed)) = found.open.first() {
        // Somebody has written it down once more, as one does.
        let again = SellerSeed { name: format!("{}, dekat pasar", seed.name), ..seed.clone() };
        shops::insert(txn, seller(PROPOSED, &again, founder, now)).await?;
    }
    Ok(found)
}

fn seller(number: usize, seed: &SellerSeed, founder: EmployeeId, now: DateTime<Utc>) -> Seller {
    let known = number.is_multiple_of(3);
    let details = Details {
        name: seed.name.clone(),
        district: Some(seed.district.to_owned()),
        goods: Some(seed.trade.kind),
        // Numbers of nobody.
        nib: known.then(|| format!("9120{number:09}")),
        phone: known.then(|| format!("0800{number:07}")),
        market: number.is_multiple_of(5).then(|| MARKETS[number % MARKETS.len()].to_owned()),
        stall: number.is_multiple_of(5).then(|| format!("A{}", number % 40 + 1)),
        ..Details::default()
    };
    let seller =
        Seller { created_by: Some(founder), ..shops::new(details, now - TimeDelta::days(300)) };
    if number % PROPOSED == PROPOSED - 1 || number == PROPOSED {
        return seller;
    }
    Seller {
        state: SellerState::Confirmed,
        confirmed_by: Some(founder),
        confirmed_at: Some(now - TimeDelta::days(290)),
        ..seller
    }
}

fn classes(number: usize, today: NaiveDate) -> Vec<ClassSpan> {
    let size = match number % 10 {
        0 | 1 => "small",
        2 => return Vec::new(),
        _ => "micro",
    };
    let programme = match number % 15 {
        3 => Some("halal"),
        5 => Some("umkm_binaan"),
        10 => Some("traditional_market"),
        _ => None,
    };
    let since = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap_or_default();
    // One in thirty has applied at a programme; the certificate of another ends soon.
    let applied = (number % 30 == 7).then_some("jakarta_entrepreneur");
    let ends = (number % 30 == 18).then_some(today + TimeDelta::days(40));
    let accepted = [Some(size), programme].into_iter().flatten();
    let all = accepted.map(|class| (class, Curation::Accepted));
    all.chain(applied.map(|class| (class, Curation::Applied)))
        .map(|(class, curation)| ClassSpan {
            class: class.to_owned(),
            from: since,
            to: ends.filter(|_| class == "halal"),
            curation,
        })
        .collect()
}
