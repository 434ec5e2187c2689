//! What is published, before an adversary who knows every table and adds and subtracts all that there is.

use std::collections::HashMap;

use proptest::prelude::*;

use crate::disclosure::{Cell, LEAST, OUTSIDE, Shown, over_time, two_axes};

/// The published group of each category: those that do not stand by themselves share the last.
fn groups(shown: &Shown) -> Vec<usize> {
    shown.iter().enumerate().map(|(at, own)| if *own { at } else { shown.len() }).collect()
}

/// Every way to take each figure of two tables once, not at all, or away. `people` are the groups of each person in
/// either table; none is in no group. Whoever is left in a result is whom it is about.
fn works_out(people: &[(Option<usize>, Option<usize>)]) -> Option<usize> {
    let one: Vec<usize> = distinct(people.iter().filter_map(|(group, _)| *group));
    let other: Vec<usize> = distinct(people.iter().filter_map(|(_, group)| *group));
    let figures = one.len() + other.len();
    let mut counted: HashMap<(Option<usize>, Option<usize>), usize> = HashMap::new();
    for person in people {
        *counted.entry(*person).or_default() += 1;
    }
    (0..3_usize.pow(u32::try_from(figures).unwrap())).find_map(|combination| {
        let sign = |at: usize| {
            i32::try_from(combination / 3_usize.pow(u32::try_from(at).unwrap()) % 3).unwrap() - 1
        };
        let of = |groups: &[usize], first: usize, group: Option<usize>| {
            group.map_or(0, |group| {
                sign(first + groups.iter().position(|own| *own == group).unwrap())
            })
        };
        let about =
            counted.iter().filter(|((a, b), _)| of(&one, 0, *a) + of(&other, one.len(), *b) != 0);
        let about: usize = about.map(|(_, people)| people).sum();
        (1..5).contains(&about).then_some(about)
    })
}

fn distinct(all: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut all: Vec<usize> = all.collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn cells(people: impl Iterator<Item = (usize, usize)>) -> Vec<Cell> {
    let mut found: HashMap<(usize, usize), u64> = HashMap::new();
    people.for_each(|cell| *found.entry(cell).or_default() += 1);
    found.into_iter().map(|((row, column), weight)| Cell { row, column, weight }).collect()
}

/// Publishes a table a period, each beside all earlier ones. A person is in a category, or in none.
fn publish(periods: &[Vec<Option<usize>>], rows: usize) -> Vec<Option<Vec<Option<usize>>>> {
    let mut published: Vec<Option<Vec<Option<usize>>>> = Vec::new();
    for now in periods {
        let mut sizes = vec![0_u64; rows];
        now.iter().flatten().for_each(|row| sizes[*row] += 1);
        let beside = |then: &Vec<Option<usize>>| {
            let both = now.iter().zip(then).filter(|both| *both != (&None, &None));
            cells(both.map(|(row, group)| (row.unwrap_or(OUTSIDE), group.unwrap_or(OUTSIDE))))
        };
        let earlier: Vec<Vec<Cell>> = published.iter().flatten().map(beside).collect();
        let shown = over_time(rows, &sizes, &earlier);
        published.push(shown.map(|shown| {
            let groups = groups(&shown);
            now.iter().map(|row| row.map(|row| groups[row])).collect()
        }));
    }
    published
}

/// Some people in four categories over some periods; most stay where they are.
fn lives() -> impl Strategy<Value = Vec<Vec<Option<usize>>>> {
    let change = prop_oneof![12 => Just(None), 1 => Just(Some(None)), 2 => (0..4_usize).prop_map(|to| Some(Some(to)))];
    let person = (prop::option::weighted(0.9, 0..4_usize), prop::collection::vec(change, 3));
    prop::collection::vec(person, 0..60).prop_map(|people| {
        let mut periods = vec![Vec::new(); 4];
        for (mut at, changes) in people {
            periods[0].push(at);
            for (period, change) in periods[1..].iter_mut().zip(changes) {
                at = change.unwrap_or(at);
                period.push(at);
            }
        }
        periods
    })
}

proptest! {
    #[test]
    fn two_periods_side_by_side_are_about_nobody_or_five(periods in lives()) {
        let published = publish(&periods, 4);
        for (at, one) in published.iter().enumerate() {
            let Some(one) = one else { continue };
            let alone: Vec<_> = one.iter().map(|group| (*group, None)).collect();
            prop_assert_eq!(works_out(&alone), None, "a table by itself: {:?}", one);
            for other in published[..at].iter().flatten() {
                let both: Vec<_> = one.iter().copied().zip(other.iter().copied()).collect();
                prop_assert_eq!(works_out(&both), None, "{:?} beside {:?}", one, other);
            }
        }
    }

    #[test]
    fn two_axes_side_by_side_are_about_nobody_or_five(
        places in prop::collection::vec((0..4_usize, 0..3_usize), 0..50),
    ) {
        match two_axes(4, 3, &cells(places.iter().copied())) {
            None => prop_assert!(places.len() < 5),
            Some((rows, columns)) => {
                let (rows, columns) = (groups(&rows), groups(&columns));
                let people = places.iter().map(|(row, column)| (Some(rows[*row]), Some(columns[*column])));
                let people: Vec<_> = people.collect();
                prop_assert_eq!(works_out(&people), None, "{:?}", people);
            }
        }
    }

    #[test]
    fn what_is_large_and_stays_is_shown(sizes in prop::collection::vec(LEAST..40, 1..6)) {
        let stays: Vec<Cell> = sizes.iter().enumerate()
            .map(|(at, weight)| Cell { row: at, column: at, weight: *weight }).collect();
        let shown = over_time(sizes.len(), &sizes, &[stays.clone(), stays.clone()]).unwrap();
        prop_assert!(shown.iter().all(|own| *own));
        let full: Vec<Cell> = (0..sizes.len())
            .flat_map(|row| (0..3).map(move |column| Cell { row, column, weight: LEAST })).collect();
        let (rows, columns) = two_axes(sizes.len(), 3, &full).unwrap();
        prop_assert!(rows.iter().chain(&columns).all(|own| *own));
    }
}

#[test]
fn the_adversary_finds_what_is_not_hidden() {
    // A group of four; and two axes of which the one is the other but for one person.
    let small: Vec<_> = [0, 0, 0, 0, 1, 1, 1, 1, 1].map(|group| (Some(group), None)).into();
    assert_eq!(works_out(&small), Some(4));
    let mut nearly: Vec<_> = vec![(Some(0), Some(0)); 6];
    nearly.extend([(Some(0), Some(1))]);
    nearly.extend(vec![(Some(1), Some(1)); 6]);
    assert_eq!(works_out(&nearly), Some(1));
}

#[test]
fn a_small_group_takes_another_along() {
    // Three alone would follow from the total less the others: the next smallest goes with them.
    assert_eq!(over_time(3, &[30, 3, 6], &[]), Some(vec![true, false, false]));
    assert_eq!(over_time(3, &[30, 0, 6], &[]), Some(vec![true, true, true]));
    assert_eq!(over_time(2, &[2, 2], &[]), None);
    assert_eq!(over_time(2, &[0, 0], &[]), None);
    assert_eq!(over_time(0, &[], &[]), None);
}

#[test]
fn one_who_joins_is_not_seen() {
    let stay = |row, weight| Cell { row, column: row, weight };
    let came = |row, weight| Cell { row, column: OUTSIDE, weight };
    let sizes = [21, 40];
    // Nobody came to the second: the first is seen with it, and who came with five others.
    let one = vec![stay(0, 20), came(0, 1), stay(1, 40)];
    assert_eq!(over_time(2, &sizes, &[one]), None, "the total says how many came");
    let five = vec![stay(0, 20), came(0, 1), stay(1, 36), came(1, 4)];
    assert_eq!(over_time(2, &sizes, &[five]), Some(vec![false, false]));
    let many = vec![stay(0, 16), came(0, 5), stay(1, 35), came(1, 5)];
    assert_eq!(over_time(2, &sizes, &[many]), Some(vec![true, true]));
}

#[test]
fn fifty_groups_on_either_axis_take_no_time() {
    let all: Vec<Cell> = (0..50)
        .flat_map(|row| {
            (0..50).map(move |column| Cell { row, column, weight: (row * column % 7) as u64 })
        })
        .filter(|cell| cell.weight > 0)
        .collect();
    let begun = std::time::Instant::now();
    assert!(two_axes(50, 50, &all).is_some());
    assert!(begun.elapsed().as_secs() < 5, "{:?}", begun.elapsed());
}
