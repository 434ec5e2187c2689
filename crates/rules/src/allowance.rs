//! What was decided about somebody in a closed period, as it is handed over to the system that reckons
//! allowances. Pekan imposes nothing (rules.md §11): it says what was decided.

use chrono::{DateTime, SecondsFormat, Utc};

use super::{Period, Status};

/// The columns of the file, in their order.
pub const COLUMNS: [&str; 10] = [
    "nip",
    "period",
    "period_start",
    "period_end",
    "obliged",
    "met",
    "counted",
    "status",
    "decided_at",
    "amendment",
];

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub number: String,
    pub status: Status,
    /// Rupiah.
    pub counted: i64,
    /// When the period was closed, or amended last for this person.
    pub at: DateTime<Utc>,
    /// The number of that amendment.
    pub amendment: Option<u32>,
}

impl Decision {
    /// Whether the number can be a NIP: digits and nothing else. Who has none has no line in the file.
    pub fn has_nip(&self) -> bool {
        !self.number.is_empty() && self.number.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// A line of the file, in the order of [`COLUMNS`]. No cell begins with a sign, so that there is nothing
    /// that a spreadsheet would run.
    pub fn cells(&self, period: &Period) -> [String; 10] {
        let flag = |is: bool| if is { "1" } else { "0" }.to_owned();
        let obliged = self.status.obliged();
        let met = matches!(self.status, Status::Met | Status::MetLate);
        [
            self.number.clone(),
            period.label(),
            period.start.to_string(),
            period.end.to_string(),
            flag(obliged),
            // Who was asked for nothing has neither met it nor failed to.
            if obliged { flag(met) } else { String::new() },
            self.counted.to_string(),
            self.status.name().to_owned(),
            self.at.to_rfc3339_opts(SecondsFormat::Secs, true),
            self.amendment.map(|number| number.to_string()).unwrap_or_default(),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decision(number: &str, status: Status) -> Decision {
        let at = "2026-11-25T17:00:00.123Z".parse().unwrap();
        Decision { number: number.into(), status, counted: 125_000, at, amendment: None }
    }

    #[test]
    fn a_line_says_who_was_asked_and_who_has_met_it() {
        let period = Period::parse("2026-W47").unwrap();
        for (status, obliged, met) in [
            (Status::Met, "1", "1"),
            (Status::MetLate, "1", "1"),
            (Status::Short, "1", "0"),
            (Status::Exempt, "0", ""),
            (Status::NotObliged, "0", ""),
            (Status::Participating, "0", ""),
            (Status::NotParticipating, "0", ""),
        ] {
            let cells = decision("198503122010012007", status).cells(&period);
            let expected = [
                "198503122010012007",
                "2026-W47",
                "2026-11-16",
                "2026-11-22",
                obliged,
                met,
                "125000",
                status.name(),
                "2026-11-25T17:00:00Z",
                "",
            ];
            assert_eq!(cells, expected);
        }
        let amended = Decision { amendment: Some(3), ..decision("1", Status::Met) };
        assert_eq!(amended.cells(&period)[9], "3");
    }

    #[test]
    fn what_is_no_nip_is_not_handed_over() {
        for (number, has) in [
            ("198503122010012007", true),
            ("12", true),
            ("", false),
            ("HONORER-12", false),
            ("=1+1", false),
            ("19850312 2010", false),
            ("١٢", false),
        ] {
            assert_eq!(decision(number, Status::Met).has_nip(), has, "{number}");
        }
    }
}
