//! Policies that districts have announced, to begin with (rules.md §2). Their titles are in
//! `locales/`, under `preset-<key>`.

use super::{Mode, PeriodKind, Tier};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preset {
    pub key: &'static str,
    pub mode: Mode,
    pub period: PeriodKind,
    /// Rupiah.
    pub minimum_amount: i64,
    pub tiers: Vec<Tier>,
}

pub fn presets() -> Vec<Preset> {
    let tier = |levels: &[&str], minimum_amount| Tier {
        position_levels: levels.iter().map(|level| (*level).to_owned()).collect(),
        minimum_amount,
        ..Tier::default()
    };
    vec![
        Preset {
            key: "lumajang",
            mode: Mode::Mandatory,
            period: PeriodKind::Week,
            minimum_amount: 100_000,
            tiers: Vec::new(),
        },
        Preset {
            key: "probolinggo",
            mode: Mode::Mandatory,
            period: PeriodKind::Month,
            // What staff owe, and whoever no tier names.
            minimum_amount: 50_000,
            tiers: vec![
                tier(&["echelon_2"], 200_000),
                tier(&["section_head", "camat"], 150_000),
                tier(&["echelon_3", "echelon_3a", "echelon_3b"], 100_000),
                tier(&["echelon_4", "functional"], 75_000),
            ],
        },
        Preset {
            key: "salatiga",
            mode: Mode::Appeal,
            period: PeriodKind::Week,
            minimum_amount: 0,
            tiers: Vec::new(),
        },
    ]
}
