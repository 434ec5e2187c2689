//! Who is told something at the same moment.

use std::collections::HashMap;

use crate::rules::EmployeeId;

/// What goes to one person goes one after the other: how many are enough in a week is asked when it is known what
/// became of those before. People are told beside each other, in the order of what is due first.
pub(super) fn of_each_person<T>(due: Vec<T>, whose: impl Fn(&T) -> EmployeeId) -> Vec<Vec<T>> {
    let mut people: Vec<Vec<T>> = Vec::with_capacity(due.len());
    let mut places = HashMap::new();
    for one in due {
        let place = *places.entry(whose(&one)).or_insert(people.len());
        match people.get_mut(place) {
            Some(theirs) => theirs.push(one),
            None => people.push(vec![one]),
        }
    }
    people
}
