//! How far people are from their minimum: so many in each share of it.

use super::Assessment;

/// In percent of the minimum, where each column begins. The first holds those who have bought nothing; in the last
/// is all that is more, so that one huge purchase flattens nobody.
pub const BEGINS: [i64; 10] = [0, 0, 25, 50, 75, 100, 125, 150, 200, 300];
/// The column that begins at the minimum.
pub const MINIMUM: usize = 5;

/// So many people in each of the columns of [`BEGINS`].
pub type Columns = [u32; BEGINS.len()];

/// Those who are obliged and of whom an amount is asked.
pub fn of<'a>(people: impl IntoIterator<Item = &'a Assessment<'a>>) -> Columns {
    let obliged = people.into_iter().filter(|one| one.status.obliged());
    of_amounts(obliged.map(|one| (one.counted, one.minimum.unwrap_or(0), 1)))
}

/// Those who are obliged by what counts for them and their minimum, so many people each.
pub fn of_amounts(amounts: impl IntoIterator<Item = (i64, i64, u32)>) -> Columns {
    let mut columns = Columns::default();
    for (counted, minimum, people) in amounts {
        if minimum > 0 {
            columns[column(counted, minimum)] += people;
        }
    }
    columns
}

fn column(counted: i64, minimum: i64) -> usize {
    if counted <= 0 {
        return 0;
    }
    let hundredfold = i128::from(counted) * 100;
    let reached = |begin: &i64| hundredfold >= i128::from(*begin) * i128::from(minimum);
    BEGINS.iter().rposition(reached).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_minimum_itself_is_reached_and_one_rupiah_less_is_not() {
        let minimum = 100_000;
        assert_eq!(column(0, minimum), 0);
        assert_eq!(column(1, minimum), 1);
        assert_eq!(column(25_000, minimum), 2);
        assert_eq!(column(99_999, minimum), MINIMUM - 1);
        assert_eq!(column(100_000, minimum), MINIMUM);
        assert_eq!(column(299_999, minimum), 8);
        assert_eq!(column(300_000, minimum), 9);
        assert_eq!(column(i64::MAX, minimum), 9);
    }
}
