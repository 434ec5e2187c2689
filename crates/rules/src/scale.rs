//! Where the scale of some bars ends: one huge value does not flatten the rest.

/// The amount at which a full bar stands, and how many are more and are cut off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    pub top: i64,
    pub cut: usize,
}

/// How many times as much as the value after it one has to be, to stand out.
const STANDS_OUT: i64 = 4;

/// Up to the greatest; but where one is more than four times the next, up to twice that next one. At least 1.
pub fn of(amounts: impl IntoIterator<Item = i64>) -> Scale {
    let mut amounts: Vec<i64> = amounts.into_iter().filter(|amount| *amount > 0).collect();
    amounts.sort_unstable_by(|a, b| b.cmp(a));
    let stands_out = |pair: &[i64]| pair[0] / STANDS_OUT > pair[1];
    // Below a few that tower over the rest; where they are the most, they are no exception.
    let few = amounts.len() / 4 + 1;
    match amounts.windows(2).take(few).position(stands_out) {
        Some(at) => Scale { top: amounts[at + 1].saturating_mul(2), cut: at + 1 },
        None => Scale { top: amounts.first().copied().unwrap_or(1), cut: 0 },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_huge_value_is_cut_off() {
        assert_eq!(of([100, 90, 10]), Scale { top: 100, cut: 0 });
        assert_eq!(of([1_000_000, 90, 80]), Scale { top: 180, cut: 1 });
        assert_eq!(of([]), Scale { top: 1, cut: 0 });
        assert_eq!(of([7]), Scale { top: 7, cut: 0 });
        assert_eq!(of([0, 0, 5]), Scale { top: 5, cut: 0 });
        assert_eq!(of([i64::MAX, i64::MAX / 5]).cut, 1);
    }
}
