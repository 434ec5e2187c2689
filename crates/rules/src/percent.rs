//! A share of a reference amount (rules.md §2): "two decimals, more than 0, at most 100".

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::PeriodKind;

/// In hundredths of a percent, 1 to 10.000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent(u16);

const WHOLE: u16 = 10_000;

impl Percent {
    pub fn from_hundredths(hundredths: i64) -> Option<Self> {
        let hundredths = u16::try_from(hundredths).ok()?;
        (1..=WHOLE).contains(&hundredths).then_some(Self(hundredths))
    }

    pub fn hundredths(self) -> i32 {
        self.0.into()
    }

    /// Reads `10`, `2,5`, `2.50` and `10 %`.
    pub fn parse(text: &str) -> Option<Self> {
        let number = text.trim().trim_end_matches('%').trim_end();
        let (whole, part) = number.split_once([',', '.']).unwrap_or((number, "0"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || whole.len() > 3 || !digits(part) || part.len() > 2 {
            return None;
        }
        Self::from_hundredths(format!("{whole}{part:0<2}").parse().ok()?)
    }

    /// `10`, `2,5`.
    pub fn written(self, point: char) -> String {
        let (whole, part) = (self.0 / 100, self.0 % 100);
        let text = format!("{whole}{point}{part:02}");
        text.trim_end_matches('0').trim_end_matches(point).to_owned()
    }

    /// Of a reference amount a month the share of a period, in rupiah, up to the next whole Rp1.000: a
    /// week takes 12 of 52 parts, in one computation that is rounded once.
    pub fn of(self, reference: i64, kind: PeriodKind) -> i64 {
        let (months, weeks) = match kind {
            PeriodKind::Month => (1, 1),
            PeriodKind::Week => (12, 52),
        };
        let thousands = i128::from(WHOLE) * weeks * 1000;
        let share = i128::from(reference) * i128::from(self.0) * months;
        // No more than the reference amount and a thousand.
        i64::try_from((share + thousands - 1).div_euclid(thousands) * 1000).unwrap_or(i64::MAX)
    }
}

impl Serialize for Percent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.is_multiple_of(100) {
            serializer.serialize_u16(self.0 / 100)
        } else {
            serializer.serialize_f64(f64::from(self.0) / 100.0)
        }
    }
}

impl<'de> Deserialize<'de> for Percent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = f64::deserialize(deserializer)?;
        let text = number.to_string();
        Self::parse(&text).ok_or_else(|| D::Error::custom(format!("{text} is no percentage")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_has_two_decimals_and_is_above_0_and_at_most_100() {
        for (text, hundredths) in [
            ("10", 1000),
            ("2,5", 250),
            ("2.50", 250),
            ("0,01", 1),
            (" 100 % ", 10_000),
            ("007,5", 750),
        ] {
            assert_eq!(Percent::parse(text).map(Percent::hundredths), Some(hundredths), "{text}");
        }
        for text in
            ["0", "0,00", "100,01", "2,555", "-1", "1e1", "", "%", ",5", "5,x", "٥", "1.000"]
        {
            assert_eq!(Percent::parse(text), None, "{text}");
        }
    }

    #[test]
    fn it_is_written_as_it_is_read() {
        for (text, written) in [("10", "10"), ("2.50", "2,5"), ("0.05", "0,05"), ("100", "100")] {
            assert_eq!(Percent::parse(text).unwrap().written(','), written);
        }
        let json = serde_json::to_string(&[Percent(1000), Percent(250)]).unwrap();
        assert_eq!(json, "[10,2.5]");
        assert_eq!(
            serde_json::from_str::<Vec<Percent>>(&json).unwrap(),
            [Percent(1000), Percent(250)]
        );
        assert!(serde_json::from_str::<Percent>("0.001").is_err());
        assert!(serde_json::from_str::<Percent>("101").is_err());
    }

    #[test]
    fn a_week_is_rounded_once() {
        let ten = Percent(1000);
        assert_eq!(ten.of(4_500_000, PeriodKind::Month), 450_000);
        assert_eq!(ten.of(4_500_001, PeriodKind::Month), 451_000);
        // 4.500.000 x 10 % x 12 / 52 = 103.846,15
        assert_eq!(ten.of(4_500_000, PeriodKind::Week), 104_000);
        assert_eq!(ten.of(0, PeriodKind::Week), 0);
    }
}
