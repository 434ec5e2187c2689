//! One receipt of several people (*patungan*): who recorded it names colleagues of the office, and a part for
//! each. A part counts for nobody until its colleague has confirmed it.

use chrono::{DateTime, NaiveDate, Utc};

use super::names::named;
use super::purchase::{accepted_day, ceiling};
use super::{Placement, Problem, Rulebook};

named! {
    pub enum PartState {
        /// Its colleague has not answered yet.
        Proposed = "proposed",
        /// It is a purchase of its colleague.
        Confirmed = "confirmed",
        Declined = "declined",
        /// Taken back by who proposed it, or ended with the purchase that it was a part of.
        Withdrawn = "withdrawn",
        /// Nobody proposed it: somebody recorded the same receipt, and said that they bought together.
        Claimed = "claimed",
    }
}

/// How many colleagues one receipt may be shared with.
pub const MOST_COLLEAGUES: usize = 9;

/// What everybody gets of a receipt, in rupiah.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Division {
    /// Of who records it.
    pub own: i64,
    /// Of the colleagues, in their order.
    pub parts: Vec<i64>,
}

/// Divides what a receipt comes to. A part that is not given is an equal one; what an uneven division leaves
/// goes to who records it. `None` where nothing would be left for somebody.
pub fn divide(total: i64, parts: &[Option<i64>]) -> Option<Division> {
    let given = parts.iter().flatten().try_fold(0_i64, |sum, part| sum.checked_add(*part))?;
    let sharing = i64::try_from(parts.iter().filter(|part| part.is_none()).count()).ok()? + 1;
    let equal = total.checked_sub(given)? / sharing;
    let parts: Vec<i64> = parts.iter().map(|part| part.unwrap_or(equal)).collect();
    let own = total - parts.iter().sum::<i64>();
    let is_whole = own > 0 && parts.iter().all(|part| *part > 0);
    is_whole.then_some(Division { own, parts })
}

/// Whether somebody placed like this may have a part of a purchase of a day, which is as for a purchase of their
/// own: the day, the deadline and the ceiling are those of their office.
pub fn check(
    rulebook: &Rulebook,
    placements: &[Placement],
    (day, amount): (NaiveDate, i64),
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    let today = rulebook.today(placements, now);
    accepted_day(rulebook, placements, day, today)?;
    let most = ceiling(rulebook, placements, day);
    if amount > most {
        return Err(Problem::new("amount", "amount-too-large").with_rupiah("most", most));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divided(total: i64, parts: &[Option<i64>]) -> Option<(i64, Vec<i64>)> {
        divide(total, parts).map(|division| (division.own, division.parts))
    }

    #[test]
    fn what_an_uneven_division_leaves_goes_to_who_records_it() {
        assert_eq!(divided(100_000, &[None, None]), Some((33_334, vec![33_333, 33_333])));
        assert_eq!(divided(100_001, &[None]), Some((50_001, vec![50_000])));
        assert_eq!(divided(75_000, &[]), Some((75_000, vec![])));
    }

    #[test]
    fn given_parts_are_kept_and_the_others_share_the_rest() {
        let parts = [Some(40_000), None, None];
        assert_eq!(divided(100_000, &parts), Some((20_000, vec![40_000, 20_000, 20_000])));
        assert_eq!(divided(100_000, &[Some(99_999)]), Some((1, vec![99_999])));
    }

    #[test]
    fn parts_come_to_the_receipt_to_the_rupiah() {
        for total in [10, 99, 100_000, 123_457, 9_999_999] {
            for people in 0..=MOST_COLLEAGUES {
                let division = divide(total, &vec![None; people]).unwrap();
                assert_eq!(division.own + division.parts.iter().sum::<i64>(), total);
                assert!(division.parts.iter().all(|part| division.own - part < 10));
            }
        }
    }

    #[test]
    fn nobody_is_left_with_nothing() {
        assert_eq!(divided(100_000, &[Some(100_000)]), None);
        assert_eq!(divided(100_000, &[Some(120_000)]), None);
        assert_eq!(divided(2, &[None, None]), None);
        assert_eq!(divided(100_000, &[Some(i64::MAX), Some(i64::MAX)]), None);
    }
}
