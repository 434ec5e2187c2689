//! Policies that districts have announced, to begin with (rules.md §2). Their titles are in
//! `locales/`, under `preset-<key>`.

use super::{CountsOn, EmploymentType, Mode, Percent, PeriodKind, Tier};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preset {
    pub key: &'static str,
    pub mode: Mode,
    pub period: PeriodKind,
    /// Rupiah.
    pub minimum_amount: i64,
    pub minimum_percent: Option<Percent>,
    pub minimum_count: u32,
    pub counts_on: Vec<CountsOn>,
    pub seller_classes: Vec<String>,
    pub tiers: Vec<Tier>,
}

pub fn presets() -> Vec<Preset> {
    let weekly = |key, mode, minimum_amount, minimum_count| Preset {
        key,
        mode,
        period: PeriodKind::Week,
        minimum_amount,
        minimum_percent: None,
        minimum_count,
        counts_on: Vec::new(),
        seller_classes: Vec::new(),
        tiers: Vec::new(),
    };
    let monthly = |key, minimum_amount, tiers| Preset {
        period: PeriodKind::Month,
        tiers,
        ..weekly(key, Mode::Mandatory, minimum_amount, 0)
    };
    vec![
        weekly("lumajang", Mode::Mandatory, 100_000, 0),
        // What staff owe, and whoever no tier names.
        monthly("probolinggo", 50_000, probolinggo()),
        monthly("kebumen", 50_000, kebumen()),
        weekly("banjar", Mode::Mandatory, 0, 1),
        weekly("salatiga", Mode::Appeal, 0, 0),
        Preset {
            minimum_percent: ten_percent(),
            seller_classes: owned(&["micro"]),
            ..monthly("bojonegoro", 0, Vec::new())
        },
        // Whoever no tier names may buy, and owes nothing.
        Preset {
            counts_on: vec![CountsOn::Weekdays(vec![5])],
            ..monthly("bali", 0, vec![civil_servants()])
        },
        monthly("indramayu", 0, vec![levels(&OFFICIALS, 494_000)]),
        Preset {
            counts_on: vec![CountsOn::NthWeekday { nth: 3, weekday: 5 }],
            seller_classes: owned(&["traditional_market"]),
            ..monthly("kudus", 50_000, Vec::new())
        },
        Preset {
            minimum_count: 1,
            counts_on: vec![CountsOn::MonthDays(vec![17])],
            ..monthly("batu", 0, Vec::new())
        },
        Preset {
            mode: Mode::Appeal,
            counts_on: vec![CountsOn::TwinDates(true)],
            ..monthly("banyuwangi", 0, Vec::new())
        },
    ]
}

/// Those who hold an office by their position.
const OFFICIALS: [&str; 8] = [
    "echelon_1",
    "echelon_2",
    "echelon_3",
    "echelon_3a",
    "echelon_3b",
    "echelon_4",
    "camat",
    "section_head",
];

fn ten_percent() -> Option<Percent> {
    Percent::from_hundredths(1000)
}

fn civil_servants() -> Tier {
    Tier {
        employment_types: vec![EmploymentType::Pns],
        minimum_percent: ten_percent(),
        ..Tier::default()
    }
}

fn levels(levels: &[&str], minimum_amount: i64) -> Tier {
    Tier { position_levels: owned(levels), minimum_amount, ..Tier::default() }
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn probolinggo() -> Vec<Tier> {
    vec![
        levels(&["echelon_2"], 200_000),
        levels(&["section_head", "camat"], 150_000),
        levels(&["echelon_3", "echelon_3a", "echelon_3b"], 100_000),
        levels(&["echelon_4", "functional"], 75_000),
    ]
}

/// Whoever holds a position owes by its echelon, everybody else by grade. Heads of sub-districts
/// and of sections hold echelon III.a; of whom no half of III is known, no more is asked than of
/// III.b.
fn kebumen() -> Vec<Tier> {
    let grades = |grades: &[&str], minimum_amount| Tier {
        grades: owned(grades),
        minimum_amount,
        ..Tier::default()
    };
    let upper = ["IV/a", "IV/b", "IV/c", "IV/d", "IV/e", "III/a", "III/b", "III/c", "III/d"];
    let lower = ["II/a", "II/b", "II/c", "II/d", "I/a", "I/b", "I/c", "I/d"];
    vec![
        levels(&["echelon_2"], 250_000),
        levels(&["echelon_3a", "camat", "section_head"], 200_000),
        levels(&["echelon_3b", "echelon_3"], 150_000),
        levels(&["echelon_4", "functional"], 125_000),
        grades(&upper, 100_000),
        grades(&lower, 50_000),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{EmploymentType, OfficeId, Placement};

    fn tier_of(key: &str, level: &str, grade: Option<&str>) -> Option<i64> {
        let preset = presets().into_iter().find(|preset| preset.key == key).unwrap();
        let place = Placement {
            office: OfficeId(1),
            position_level: level.into(),
            position_title: None,
            grade: grade.map(Into::into),
            employment_type: EmploymentType::Pns,
            reference_amount: None,
            from: "2020-01-01".parse().unwrap(),
            to: None,
        };
        preset.tiers.iter().find(|tier| tier.fits(&place)).map(|tier| tier.minimum_amount)
    }

    #[test]
    fn kebumen_asks_by_echelon_first_and_by_grade_then() {
        for (level, grade, asked) in [
            ("echelon_2", Some("IV/c"), Some(250_000)),
            ("echelon_3a", Some("IV/b"), Some(200_000)),
            ("camat", Some("IV/a"), Some(200_000)),
            ("echelon_3b", Some("IV/a"), Some(150_000)),
            ("echelon_3", Some("IV/a"), Some(150_000)),
            ("echelon_4", Some("III/d"), Some(125_000)),
            ("functional", Some("II/c"), Some(125_000)),
            ("staff", Some("IV/a"), Some(100_000)),
            ("staff", Some("III.a"), Some(100_000)),
            ("staff", Some("IId"), Some(50_000)),
            ("staff", Some("I/a"), Some(50_000)),
            ("staff", Some("IX"), None),
            ("staff", None, None),
        ] {
            assert_eq!(tier_of("kebumen", level, grade), asked, "{level} {grade:?}");
        }
    }

    #[test]
    fn every_preset_says_what_its_circular_does() {
        let found = presets();
        let said = |preset: &Preset| {
            (preset.key, preset.mode, preset.period, preset.minimum_amount, preset.minimum_count)
        };
        let said: Vec<_> = found.iter().map(said).collect();
        let (week, month) = (PeriodKind::Week, PeriodKind::Month);
        assert_eq!(
            said,
            [
                ("lumajang", Mode::Mandatory, week, 100_000, 0),
                ("probolinggo", Mode::Mandatory, month, 50_000, 0),
                ("kebumen", Mode::Mandatory, month, 50_000, 0),
                ("banjar", Mode::Mandatory, week, 0, 1),
                ("salatiga", Mode::Appeal, week, 0, 0),
                ("bojonegoro", Mode::Mandatory, month, 0, 0),
                ("bali", Mode::Mandatory, month, 0, 0),
                ("indramayu", Mode::Mandatory, month, 0, 0),
                ("kudus", Mode::Mandatory, month, 50_000, 0),
                ("batu", Mode::Mandatory, month, 0, 1),
                ("banyuwangi", Mode::Appeal, month, 0, 0),
            ]
        );
        assert_eq!(tier_of("probolinggo", "camat", None), Some(150_000));
        assert_eq!(tier_of("probolinggo", "echelon_3b", None), Some(100_000));
        assert_eq!(tier_of("probolinggo", "functional", None), Some(75_000));
        assert_eq!(tier_of("indramayu", "camat", None), Some(494_000));
        assert_eq!(tier_of("indramayu", "staff", None), None);
        let of = |key| found.iter().find(|preset| preset.key == key).unwrap();
        assert_eq!(of("bojonegoro").minimum_percent, Percent::parse("10"));
        assert_eq!(of("bojonegoro").seller_classes, ["micro"]);
        assert_eq!(of("bali").tiers[0].minimum_percent, Percent::parse("10"));
        assert_eq!(of("bali").counts_on, [CountsOn::Weekdays(vec![5])]);
        assert_eq!(of("kudus").seller_classes, ["traditional_market"]);
        assert_eq!(of("batu").counts_on, [CountsOn::MonthDays(vec![17])]);
    }
}
