//! Of whom a code is asked beside the password, whether they like it or not.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::RoleKind;

/// What an installation demands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondFactorRule {
    /// From this day on administrators do nothing without one; none: whoever likes has one.
    pub administrators_from: Option<NaiveDate>,
}

impl SecondFactorRule {
    /// Whether somebody with these roles has to have one today.
    pub fn is_required(&self, roles: impl IntoIterator<Item = RoleKind>, today: NaiveDate) -> bool {
        self.administrators_from.is_some_and(|from| from <= today)
            && roles.into_iter().any(|kind| kind == RoleKind::Administrator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn administrators_have_to_have_one_from_its_day_on() {
        use RoleKind::{Administrator, Head};
        let day = |text: &str| text.parse().unwrap();
        let rule = SecondFactorRule { administrators_from: Some(day("2026-12-01")) };
        assert!(!rule.is_required([Administrator], day("2026-11-30")));
        assert!(rule.is_required([Head, Administrator], day("2026-12-01")));
        assert!(!rule.is_required([Head], day("2026-12-01")));
        assert!(!SecondFactorRule::default().is_required([Administrator], day("2026-12-01")));
    }
}
