//! Where somebody works, and as what, from when to when (rules.md §3).

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::names::named;
use super::{OfficeId, Period, Problem};

named! {
    pub enum EmploymentType {
        Pns = "PNS",
        Cpns = "CPNS",
        Pppk = "PPPK",
        /// PPPK paruh waktu.
        PppkPartTime = "PPPK_PW",
        NonAsn = "NON_ASN",
    }
}

impl EmploymentType {
    /// Reads the name, and the ways in which lists write it: `PPPK paruh waktu`, `P3K`, `Honorer`,
    /// `PNS Daerah Kab/Kota Bekerja Pada Kab/Kota`. `ASN` may be either of two and is none of them.
    pub fn parse(text: &str) -> Option<Self> {
        let key: String =
            text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_uppercase();
        let key =
            key.replace("PEGAWAIPEMERINTAHDENGANPERJANJIANKERJA", "PPPK").replace("P3K", "PPPK");
        let key = key.replace("PEGAWAINEGERISIPIL", "PNS");
        match key.as_str() {
            "NONASN" | "NONPNS" | "HONORER" | "HONORERDAERAH" | "HONDA" | "THL" | "PTT"
            | "TENAGAKONTRAK" | "KONTRAK" | "TENAGAHONORER" | "TENAGAHARIANLEPAS"
            | "PEGAWAITIDAKTETAP" | "NONASNPTT" => Some(Self::NonAsn),
            "CPNS" | "CALONPNS" | "CPNSD" => Some(Self::Cpns),
            "PPPKPW" | "PPPKPARUHWAKTU" => Some(Self::PppkPartTime),
            "PPPK" | "PPPKPENUHWAKTU" | "PPPKDAERAH" => Some(Self::Pppk),
            "PNS" | "PNSD" | "PNSDAERAH" | "PNSPUSAT" => Some(Self::Pns),
            // As the national staff system has them: the place of work stands behind it.
            other if other.starts_with("PNSDAERAH") || other.starts_with("PNSPUSAT") => {
                Some(Self::Pns)
            }
            other if other.starts_with("PPPKDAERAH") => Some(Self::Pppk),
            _ => None,
        }
    }
}

/// The position levels that forms offer. A district may use others of its own.
pub const POSITION_LEVELS: [&str; 10] = [
    "staff",
    "functional",
    "section_head",
    "echelon_4",
    "echelon_3b",
    "echelon_3a",
    "echelon_3",
    "camat",
    "echelon_2",
    "echelon_1",
];

/// The level that a text names: as it is stored, or as people write it (`Eselon III.b`).
pub fn position_level(text: &str) -> Option<&'static str> {
    let key: String =
        text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
    let written = match key.as_str() {
        "staf"
        | "pelaksana"
        | "jabatanpelaksana"
        | "noneselon"
        | "fungsionalumum"
        | "jabatanfungsionalumum"
        | "jfu" => "staff",
        "fungsional"
        | "jabatanfungsional"
        | "jf"
        | "fungsionaltertentu"
        | "jabatanfungsionaltertentu"
        | "jft" => "functional",
        "administrator" | "jabatanadministrator" => "echelon_3",
        "pengawas" | "jabatanpengawas" => "echelon_4",
        "jptpratama" | "pimpinantinggipratama" | "jabatanpimpinantinggipratama" => "echelon_2",
        "jptmadya" | "pimpinantinggimadya" | "jabatanpimpinantinggimadya" => "echelon_1",
        "kepalabagian" | "kabag" => "section_head",
        // The halves of I, II and IV owe the same everywhere; those of III do not.
        "eseloni" | "eselon1" | "eselonia" | "eselon1a" | "eselonib" | "eselon1b" => "echelon_1",
        "eselonii" | "eselon2" | "eseloniia" | "eselon2a" | "eseloniib" | "eselon2b" => "echelon_2",
        "eseloniii" | "eselon3" => "echelon_3",
        "eseloniiia" | "eselon3a" => "echelon_3a",
        "eseloniiib" | "eselon3b" => "echelon_3b",
        "eseloniv" | "eselon4" | "eseloniva" | "eselon4a" | "eselonivb" | "eselon4b" => "echelon_4",
        _ => "",
    };
    let is_key = |level: &str| level.bytes().filter(|byte| *byte != b'_').eq(key.bytes());
    POSITION_LEVELS.into_iter().find(|level| *level == written || is_key(level))
}

/// A row of somebody's career. `to` is the last day, included; `None` while it lasts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placement {
    pub office: OfficeId,
    pub position_level: String,
    /// What the position is called; no rule asks for it.
    pub position_title: Option<String>,
    pub grade: Option<String>,
    pub employment_type: EmploymentType,
    /// Rupiah a month that a percentage is taken of (for example the ceiling of a person's TPP). Who
    /// sees it says [`super::Viewer::sees_reference_amount`].
    pub reference_amount: Option<i64>,
    pub from: NaiveDate,
    pub to: Option<NaiveDate>,
}

impl Placement {
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

/// The placement on a day.
pub fn on(placements: &[Placement], day: NaiveDate) -> Option<&Placement> {
    placements.iter().find(|placement| placement.covers(day))
}

/// What happened last in a career, and can be a mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LastChange {
    /// A placement began on this day.
    Placement(NaiveDate),
    /// They left.
    Departure,
}

/// The last change of a career. That somebody was placed for the first time is none: who was never
/// placed is nobody's.
pub fn last_change(placements: &[Placement]) -> Option<LastChange> {
    let (last, before) = placements.split_last()?;
    match last.to {
        Some(_) => Some(LastChange::Departure),
        None => (!before.is_empty()).then_some(LastChange::Placement(last.from)),
    }
}

/// A career without its last change, and from when on it differs: who left has stayed, a placement is
/// gone and the one that ended for it on the day before runs on.
pub fn without_last_change(placements: &[Placement]) -> Option<(Vec<Placement>, NaiveDate)> {
    let change = last_change(placements)?;
    let (last, before) = placements.split_last()?;
    let mut career = before.to_vec();
    if change == LastChange::Departure {
        career.push(Placement { to: None, ..last.clone() });
        return Some((career, last.to?.succ_opt()?));
    }
    let previous = career.last_mut()?;
    if previous.to == last.from.pred_opt() {
        previous.to = None;
    }
    Some((career, last.from))
}

/// Whether somebody can leave on a day, their last one (rules.md §3: "nobody owes for the period in
/// which they leave").
pub fn check_departure(placements: &[Placement], on: NaiveDate) -> Result<(), Problem> {
    match placements.last() {
        Some(last) if last.from > on => {
            Err(Problem::new("on", "placement-not-after").with_date(last.from))
        }
        _ if self::on(placements, on).is_none() => Err(Problem::new("on", "not-employed")),
        _ => Ok(()),
    }
}

/// Where somebody is last, of some offices and days, and from which day to which of theirs.
pub fn stay(
    placements: &[Placement],
    offices: &[OfficeId],
    (from, to): (NaiveDate, NaiveDate),
) -> Option<(OfficeId, NaiveDate, NaiveDate)> {
    let touching = placements.iter().filter(|place| {
        offices.contains(&place.office)
            && place.from <= to
            && place.to.is_none_or(|last| from <= last)
    });
    let stays = touching.map(|place| {
        (place.office, place.from.max(from), place.to.map_or(to, |last| last.min(to)))
    });
    stays.reduce(|first, next| (next.0, first.1, next.2))
}

/// The placement that says where somebody belongs today: the one of the day, else the last before
/// it (they have left), else the first to come.
pub fn current(placements: &[Placement], day: NaiveDate) -> Option<&Placement> {
    on(placements, day)
        .or_else(|| placements.iter().filter(|p| p.from <= day).max_by_key(|p| p.from))
        .or_else(|| placements.iter().min_by_key(|p| p.from))
}

/// Whether the last placement of somebody has ended. Who has none, as the first administrator, stays.
pub fn has_left(placements: &[Placement], today: NaiveDate) -> bool {
    placements.last().is_some_and(|last| last.to.is_some_and(|to| to < today))
}

/// Whether some placement holds on every day of the period (rules.md §3).
pub fn throughout(placements: &[Placement], period: &Period) -> bool {
    let mut day = period.start;
    while day <= period.end {
        match on(placements, day).map(|placement| placement.to) {
            None => return false,
            Some(None) => return true,
            Some(Some(to)) => day = to + Days::new(1),
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placement(from: &str, to: Option<&str>) -> Placement {
        Placement {
            office: OfficeId(1),
            position_level: "staff".into(),
            position_title: None,
            grade: None,
            employment_type: EmploymentType::Pns,
            reference_amount: None,
            from: from.parse().unwrap(),
            to: to.map(|to| to.parse().unwrap()),
        }
    }

    #[test]
    fn a_transfer_leaves_no_gap_and_a_lost_day_does() {
        let week = Period::parse("2026-W47").unwrap();
        let without_gap =
            [placement("2020-01-01", Some("2026-11-17")), placement("2026-11-18", None)];
        let with_gap = [placement("2020-01-01", Some("2026-11-17")), placement("2026-11-19", None)];
        assert!(throughout(&without_gap, &week));
        assert!(!throughout(&with_gap, &week));
        assert!(!throughout(&[], &week));
    }

    #[test]
    fn whoever_has_left_belongs_to_the_last_office() {
        let rows = [placement("2020-01-01", Some("2021-01-01"))];
        assert_eq!(current(&rows, "2026-01-01".parse().unwrap()), Some(&rows[0]));
        assert_eq!(on(&rows, "2026-01-01".parse().unwrap()), None);
    }

    #[test]
    fn who_has_left_is_said_by_the_last_placement() {
        let day = |text: &str| text.parse().unwrap();
        let left = [placement("2020-01-01", Some("2026-11-20"))];
        let back = [placement("2020-01-01", Some("2026-11-20")), placement("2026-12-01", None)];
        assert!(!has_left(&left, day("2026-11-20")) && has_left(&left, day("2026-11-21")));
        assert!(!has_left(&back, day("2026-11-25")), "between two placements");
        assert!(!has_left(&[], day("2026-11-25")), "who was never placed");
    }

    #[test]
    fn position_levels_are_read_as_written() {
        for (text, level) in [
            ("Eselon III.a", Some("echelon_3a")),
            ("Eselon III.b", Some("echelon_3b")),
            ("eselon 3", Some("echelon_3")),
            ("Eselon II.b", Some("echelon_2")),
            ("ESELON IV/a", Some("echelon_4")),
            ("echelon_2", Some("echelon_2")),
            ("Pelaksana", Some("staff")),
            ("CAMAT", Some("camat")),
            ("lurah", None),
            ("", None),
        ] {
            assert_eq!(position_level(text), level, "{text}");
        }
    }

    #[test]
    fn employment_types_are_read_as_written() {
        use EmploymentType::{Cpns, NonAsn, Pns, Pppk, PppkPartTime};
        for (text, kind) in [
            ("PNS", Pns),
            ("Pegawai Negeri Sipil", Pns),
            ("PNS Daerah", Pns),
            ("PNSD", Pns),
            ("PNS Daerah Kab/Kota Bekerja Pada Kab/Kota", Pns),
            ("CPNS", Cpns),
            ("P3K", Pppk),
            ("PPPK Penuh Waktu", Pppk),
            ("Pegawai Pemerintah dengan Perjanjian Kerja", Pppk),
            ("PPPK Paruh Waktu", PppkPartTime),
            ("PPPK PARUH-WAKTU", PppkPartTime),
            ("P3K Paruh Waktu", PppkPartTime),
            ("non-ASN", NonAsn),
            ("Non PNS", NonAsn),
            ("honorer", NonAsn),
            ("THL", NonAsn),
            ("Tenaga Kontrak", NonAsn),
            ("PTT", NonAsn),
        ] {
            assert_eq!(EmploymentType::parse(text), Some(kind), "{text}");
        }
        for text in ["ASN", "", "magang", "PNS?x"] {
            assert_eq!(EmploymentType::parse(text), None, "{text}");
        }
    }
}
