//! How people are spread around their minimum, as columns of dots.

use serde::Serialize;

use crate::rules::distribution::{BEGINS, MINIMUM};

/// People by the share of their minimum, as columns of dots.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct Distribution {
    pub columns: Vec<DotColumn>,
    /// How many people one dot stands for.
    pub people_per_dot: u32,
    pub below: u32,
    pub reached: u32,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct DotColumn {
    pub share: Share,
    /// In percent of the minimum, where it begins.
    pub from: i64,
    /// Where the next one begins; none of the last, and of the first, which holds nothing bought.
    pub to: Option<i64>,
    pub people: u32,
    pub dots: u32,
    /// Whether the minimum is reached.
    pub reached: bool,
}

/// What share of their minimum people have bought, as its words are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[serde(rename_all = "snake_case")]
pub enum Share {
    Nothing,
    Below,
    Between,
    From,
}

impl Share {
    fn of(column: usize) -> Self {
        match column {
            0 => Self::Nothing,
            1 => Self::Below,
            last if last + 1 == BEGINS.len() => Self::From,
            _ => Self::Between,
        }
    }

    /// The key of its words.
    pub fn key(self) -> &'static str {
        match self {
            Self::Nothing => "dots-nothing",
            Self::Below => "dots-below",
            Self::Between => "dots-between",
            Self::From => "dots-from",
        }
    }
}

/// Dots that stand one above the other.
const TALLEST: u32 = 12;

impl Distribution {
    pub fn of(people: [u32; BEGINS.len()]) -> Option<Self> {
        let most = people.iter().copied().max().filter(|most| *most > 0)?;
        let people_per_dot = most.div_ceil(TALLEST);
        let columns = people.iter().enumerate().map(|(at, people)| DotColumn {
            share: Share::of(at),
            from: BEGINS[at],
            to: if at == 0 { None } else { BEGINS.get(at + 1).copied() },
            people: *people,
            dots: people.div_ceil(people_per_dot),
            reached: at >= MINIMUM,
        });
        Some(Self {
            columns: columns.collect(),
            people_per_dot,
            below: people[..MINIMUM].iter().sum(),
            reached: people[MINIMUM..].iter().sum(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(people: &[(usize, u32)]) -> Option<Distribution> {
        let mut columns = [0; BEGINS.len()];
        for (at, count) in people {
            columns[*at] = *count;
        }
        Distribution::of(columns)
    }

    #[test]
    fn nobody_one_and_five_hundred_stand_in_it() {
        assert!(of(&[]).is_none());
        let one = of(&[(9, 1)]).unwrap();
        assert_eq!((one.people_per_dot, one.below, one.reached), (1, 0, 1));
        assert_eq!((one.columns[9].dots, one.columns[9].to), (1, None));
        let many = of(&[(0, 13), (4, 1), (MINIMUM, 486)]).unwrap();
        assert_eq!((many.people_per_dot, many.below, many.reached), (41, 14, 486));
        let shares: Vec<Share> = many.columns.iter().map(|column| column.share).collect();
        assert_eq!(shares[..3], [Share::Nothing, Share::Below, Share::Between]);
        assert_eq!(shares[8..], [Share::Between, Share::From]);
        let dots: Vec<u32> = many.columns.iter().map(|column| column.dots).collect();
        assert_eq!(
            dots,
            [1, 0, 0, 0, 1, 12, 0, 0, 0, 0],
            "nobody disappears, and nothing is too tall"
        );
    }
}
