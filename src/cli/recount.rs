//! `pekan recount`: the totals against the purchases.

use super::{Outcome, Result, parts};
use crate::rules::amendment::Cause;
use crate::store::facts::lock_for_fact_change;
use crate::store::{employees, totals};
use crate::txn_job;
use crate::workflows::closing::amend::{self, ChangeContext};

pub async fn recount(repair: bool) -> Result {
    let parts = parts::open().await?;
    let (store, now) = (parts.store, parts.clock.now());
    let differences = totals::differences(store.reader()).await?;
    for difference in &differences {
        let employee = employees::by_id(store.reader(), difference.employee).await?;
        let number = employee.map_or_else(String::new, |employee| employee.number);
        let (stored, counted) = (difference.stored.sum(None), difference.counted.sum(None));
        // Sums may agree where days or classes do not.
        println!(
            "{number} {}: stored Rp{} in {}, counted Rp{} in {}",
            difference.period, stored.0, stored.1, counted.0, counted.1,
        );
    }
    println!("{} differences", differences.len());
    if differences.is_empty() {
        return Ok(Outcome::Done);
    }
    if !repair {
        return Ok(Outcome::FoundWrong);
    }
    store
        .write(txn_job!(|txn| {
            let facts = lock_for_fact_change(txn).await?;
            let change = ChangeContext::new(Cause::Recount, None, now);
            for difference in &differences {
                let day = difference.period.start;
                amend::store_before_change(&facts, &[difference.employee]).await?;
                totals::lock(txn, difference.employee, day).await?;
                amend::recount(&facts, difference.employee, &[day], &change).await?;
            }
            Ok::<_, crate::store::Error>(())
        }))
        .await?;
    println!("repaired");
    Ok(Outcome::Done)
}
