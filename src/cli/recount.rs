//! `pekan recount`: the totals against the purchases.

use super::{Outcome, Result, parts};
use crate::store::{employees, totals};
use crate::txn_job;

pub async fn recount(repair: bool) -> Result {
    let store = parts::open().await?.store;
    let differences = totals::differences(store.reader()).await?;
    for difference in &differences {
        let employee = employees::by_id(store.reader(), difference.employee).await?;
        let number = employee.map_or_else(String::new, |employee| employee.number);
        println!(
            "{number} {}: stored Rp{} in {}, counted Rp{} in {}",
            difference.period,
            difference.stored.amount,
            difference.stored.count,
            difference.counted.amount,
            difference.counted.count,
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
            for difference in &differences {
                let day = difference.period.start;
                totals::lock(txn, difference.employee, day).await?;
                totals::recompute(txn, difference.employee, day).await?;
            }
            Ok::<_, crate::store::Error>(())
        }))
        .await?;
    println!("repaired");
    Ok(Outcome::Done)
}
