//! `pekan recount`: the totals against the purchases.

use super::{Outcome, Result, parts};
use crate::rules::amendment::Cause;
use crate::store::{employees, totals};
use crate::txn_job;
use crate::workflows::closing::amend::{self, ChangeContext};
use crate::workflows::{Right, Warrant};

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
    Warrant::system(now)
        .on(&store, Right::None)
        .write(txn_job!(|acting| {
            let (txn, facts) = (acting.txn(), acting.lock_facts().await?);
            let change = ChangeContext::new(acting, Cause::Recount);
            for difference in &differences {
                let day = difference.period.start;
                amend::store_before_change(&facts, &[difference.employee]).await?;
                totals::lock(txn, difference.employee, day).await?;
                amend::recount(&facts, difference.employee, &[day], &change).await?;
            }
            Ok(())
        }))
        .await?;
    println!("repaired");
    Ok(Outcome::Done)
}
