//! What share of its people a district wants to have met the minimum. An aim that charts show; nothing is computed by it.

use serde::{Deserialize, Serialize};

use super::problem::{self, Problem};

/// In whole percent of those who are obliged; none where a district aims at nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Target(Option<u32>);

impl Default for Target {
    fn default() -> Self {
        Self(Some(90))
    }
}

impl Target {
    /// Reads what was typed; nothing aims at nothing.
    ///
    /// # Errors
    /// No whole number from 1 to 100.
    pub fn check(field: &str, text: &str) -> Result<Self, Problem> {
        if text.trim().is_empty() {
            return Ok(Self(None));
        }
        problem::whole(field, Some(text), 0, 1..=100).map(|percent| Self(Some(percent)))
    }

    pub fn percent(self) -> Option<u32> {
        self.0
    }

    /// Between 0 and 1.
    pub fn rate(self) -> Option<f64> {
        self.0.map(|percent| f64::from(percent) / 100.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_a_whole_percentage_or_none() {
        assert_eq!(Target::default().percent(), Some(90));
        assert_eq!(Target::check("target_rate", " ").unwrap().percent(), None);
        assert_eq!(Target::check("target_rate", "85").unwrap().rate(), Some(0.85));
        for bad in ["0", "101", "-5", "9,5", "banyak"] {
            let problem = Target::check("target_rate", bad).unwrap_err();
            assert_eq!(problem.code, "not-in-range", "{bad}");
        }
    }
}
