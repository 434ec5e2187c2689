//! Figures of a whole district that many look at while they still run: where so much lies behind them that each look
//! would take a processor for a while, they are worked out once in half a minute, and a page says when.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

/// For so long they stand.
const STANDS: TimeDelta = TimeDelta::seconds(30);
/// So many of them at the most; more are asked for by nobody but a machine.
const MOST: usize = 16;

/// Where more people or purchases than these lie behind some figures, they are kept.
pub const LARGE: usize = 20_000;

/// Something with the instant at which it was worked out.
#[derive(Debug)]
pub struct Found<V> {
    pub value: Arc<V>,
    pub at: DateTime<Utc>,
}

impl<V> Found<V> {
    pub fn new(value: V, at: DateTime<Utc>) -> Self {
        Self { value: Arc::new(value), at }
    }
}

impl<V> Clone for Found<V> {
    fn clone(&self) -> Self {
        Self { value: Arc::clone(&self.value), at: self.at }
    }
}

/// Whoever asks while it is worked out waits for it here.
type Slot<V> = Arc<tokio::sync::Mutex<Option<Found<V>>>>;

pub struct Kept<K, V> {
    slots: Mutex<HashMap<K, Slot<V>>>,
}

impl<K, V> Default for Kept<K, V> {
    fn default() -> Self {
        Self { slots: Mutex::default() }
    }
}

impl<K: Clone + Eq + Hash, V> Kept<K, V> {
    /// What stands, else what `work` finds; that is kept only where it `is_large`, so that the figures of an ordinary
    /// district are always those of this instant.
    pub async fn get<E>(
        &self,
        key: K,
        now: DateTime<Utc>,
        is_large: impl FnOnce(&V) -> bool,
        work: impl Future<Output = Result<V, E>>,
    ) -> Result<Found<V>, E> {
        let slot = self.slots().get(&key).cloned();
        let mut found = match &slot {
            Some(slot) => Some(slot.lock().await),
            None => None,
        };
        let stands = |found: &&Found<V>| found.at <= now && now < found.at + STANDS;
        if let Some(found) = found.as_deref().and_then(|found| found.as_ref().filter(stands)) {
            return Ok(found.clone());
        }
        let made = Found::new(work.await?, now);
        if !is_large(&made.value) {
            self.slots().remove(&key);
        } else if let Some(found) = found.as_deref_mut() {
            *found = Some(made.clone());
        } else {
            let mut slots = self.slots();
            if slots.len() >= MOST {
                slots.clear();
            }
            slots.insert(key, Arc::new(tokio::sync::Mutex::new(Some(made.clone()))));
        }
        Ok(made)
    }

    fn slots(&self) -> std::sync::MutexGuard<'_, HashMap<K, Slot<V>>> {
        // Nothing panics while it holds the lock.
        self.slots.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;

    fn at(second: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + second, 0).unwrap()
    }

    async fn ask(kept: &Kept<u8, u32>, second: i64, value: u32) -> (u32, i64) {
        let is_large = |value: &u32| *value > 100;
        let found = kept.get(1, at(second), is_large, async { Ok::<_, Infallible>(value) });
        let found = found.await.unwrap();
        (*found.value, found.at.timestamp() - at(0).timestamp())
    }

    #[tokio::test]
    async fn what_is_large_stands_for_half_a_minute() {
        let kept = Kept::default();
        assert_eq!(ask(&kept, 0, 200).await, (200, 0));
        assert_eq!(ask(&kept, 29, 201).await, (200, 0));
        assert_eq!(ask(&kept, 30, 202).await, (202, 30));
        assert_eq!(
            ask(&kept, 29, 203).await,
            (203, 29),
            "a clock that goes back finds nothing old"
        );
    }

    #[tokio::test]
    async fn what_is_small_is_of_this_instant() {
        let kept = Kept::default();
        assert_eq!(ask(&kept, 0, 7).await, (7, 0));
        assert_eq!(ask(&kept, 1, 8).await, (8, 1));
        assert_eq!(ask(&kept, 2, 200).await, (200, 2));
        assert_eq!(ask(&kept, 40, 9).await, (9, 40));
        assert_eq!(ask(&kept, 41, 10).await, (10, 41), "once it is small again it is not kept");
    }

    #[tokio::test]
    async fn who_asks_meanwhile_waits_for_the_same() {
        let kept = Kept::default();
        ask(&kept, 0, 200).await;
        let worked = std::sync::atomic::AtomicU32::new(0);
        let ask = || {
            kept.get(1, at(60), |_| true, async {
                worked.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                tokio::task::yield_now().await;
                Ok::<_, Infallible>(300)
            })
        };
        let (a, b, c) = tokio::join!(ask(), ask(), ask());
        assert_eq!([a, b, c].map(|found| *found.unwrap().value), [300; 3]);
        assert_eq!(worked.into_inner(), 1);
    }
}
