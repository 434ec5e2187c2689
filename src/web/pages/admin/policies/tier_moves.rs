//! What the buttons of the table of tiers do to its rows.

use crate::rules::policy_draft::{MOST_TIERS, TierDraft};

/// What a button does to the rows of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    Add,
    Up(usize),
    Down(usize),
    Remove(usize),
}

impl Move {
    /// As the buttons name it: `tier-add`, `tier-up-2`.
    pub fn parse(action: &str) -> Option<Self> {
        let action = action.strip_prefix("tier-")?;
        if action == "add" {
            return Some(Self::Add);
        }
        let (verb, row) = action.split_once('-')?;
        let row = row.parse().ok().filter(|row| *row < MOST_TIERS)?;
        match verb {
            "up" => Some(Self::Up(row)),
            "down" => Some(Self::Down(row)),
            "remove" => Some(Self::Remove(row)),
            _ => None,
        }
    }

    /// The rows after it. What cannot be moved further stays.
    pub fn apply(self, mut rows: Vec<TierDraft>) -> Vec<TierDraft> {
        match self {
            Self::Add if rows.len() < MOST_TIERS => rows.push(TierDraft::default()),
            Self::Up(row) if 0 < row && row < rows.len() => rows.swap(row - 1, row),
            Self::Down(row) if row + 1 < rows.len() => rows.swap(row, row + 1),
            Self::Remove(row) if row < rows.len() => drop(rows.remove(row)),
            _ => {}
        }
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_move_and_stay_within_the_table() {
        let rows = |grades: &[&str]| -> Vec<TierDraft> {
            let row = |grade: &&str| TierDraft {
                grades: vec![(*grade).to_owned()],
                ..TierDraft::default()
            };
            grades.iter().map(row).collect()
        };
        let three = ["a", "b", "c"];
        for (action, after) in [
            ("tier-up-2", vec!["a", "c", "b"]),
            ("tier-up-0", vec!["a", "b", "c"]),
            ("tier-down-0", vec!["b", "a", "c"]),
            ("tier-down-2", vec!["a", "b", "c"]),
            ("tier-remove-1", vec!["a", "c"]),
            ("tier-remove-7", vec!["a", "b", "c"]),
        ] {
            assert_eq!(Move::parse(action).unwrap().apply(rows(&three)), rows(&after), "{action}");
        }
        assert_eq!(Move::Add.apply(rows(&three)).len(), 4);
        let full = vec![TierDraft::default(); MOST_TIERS];
        assert_eq!(Move::Add.apply(full).len(), MOST_TIERS);
        for action in ["preview", "tier-", "tier-up", "tier-up-x", "tier-up-20", "tier-sideways-1"]
        {
            assert_eq!(Move::parse(action), None, "{action}");
        }
    }
}
