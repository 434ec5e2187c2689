//! The three zones of Indonesia (rules.md §1). None has daylight saving, so a fixed offset says it all.

use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveDateTime, TimeDelta, TimeZone, Utc};

use super::names::named;

named! {
    /// Named as IANA does.
    pub enum Zone {
        Wib = "Asia/Jakarta",
        Wita = "Asia/Makassar",
        Wit = "Asia/Jayapura",
    }
}

impl Zone {
    /// What people write after a time: `23.59 WIB`.
    pub fn label(self) -> &'static str {
        match self {
            Self::Wib => "WIB",
            Self::Wita => "WITA",
            Self::Wit => "WIT",
        }
    }

    /// Reads the IANA name or the label.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|zone| zone.name() == text || zone.label() == text)
    }

    pub fn offset(self) -> FixedOffset {
        let hours = match self {
            Self::Wib => 7,
            Self::Wita => 8,
            Self::Wit => 9,
        };
        FixedOffset::east_opt(hours * 3600).expect("whole hours below 24 are an offset")
    }

    /// The local date at an instant.
    pub fn date(self, now: DateTime<Utc>) -> NaiveDate {
        now.with_timezone(&self.offset()).date_naive()
    }

    /// The last minute before an instant, as a clock here shows it: what people are told of an end.
    pub fn last_minute(self, end: DateTime<Utc>) -> DateTime<FixedOffset> {
        (end - TimeDelta::minutes(1)).with_timezone(&self.offset())
    }

    /// The instant of a local time.
    pub fn instant(self, local: NaiveDateTime) -> DateTime<Utc> {
        (self.offset().from_utc_datetime(&local) - self.offset_duration()).to_utc()
    }

    /// The first instant of the day after `date`: the moment at which `date` has passed.
    pub fn end_of(self, date: NaiveDate) -> DateTime<Utc> {
        let next = date.checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX);
        self.instant(next.and_time(chrono::NaiveTime::MIN))
    }

    fn offset_duration(self) -> chrono::Duration {
        chrono::Duration::seconds(i64::from(self.offset().local_minus_utc()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_ends_first_in_the_east() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 25).unwrap();
        assert_eq!(Zone::Wib.end_of(day).to_rfc3339(), "2026-11-25T17:00:00+00:00");
        assert_eq!(Zone::Wita.end_of(day).to_rfc3339(), "2026-11-25T16:00:00+00:00");
        assert_eq!(Zone::Wit.end_of(day).to_rfc3339(), "2026-11-25T15:00:00+00:00");
    }

    #[test]
    fn the_local_date_is_that_of_the_zone() {
        let now = "2026-11-25T15:30:00Z".parse().unwrap();
        assert_eq!(Zone::Wib.date(now).to_string(), "2026-11-25");
        assert_eq!(Zone::Wit.date(now).to_string(), "2026-11-26");
    }
}
