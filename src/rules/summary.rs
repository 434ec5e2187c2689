//! The figures of an office for a period (rules.md §7).

use serde::Serialize;

use super::{Assessment, Status};

/// Sums over people; amounts in rupiah. Every person is counted once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    pub headcount: u32,
    pub obliged: u32,
    pub exempt: u32,
    pub met: u32,
    pub met_late: u32,
    pub open: u32,
    pub short: u32,
    pub counted_amount: i64,
    pub shortfall_amount: i64,
}

impl Summary {
    pub fn count(&mut self, assessment: &Assessment<'_>) {
        self.headcount += 1;
        self.obliged += u32::from(assessment.status.obliged());
        self.counted_amount += assessment.counted;
        self.shortfall_amount += assessment.shortfall.unwrap_or(0);
        match assessment.status {
            Status::Exempt => self.exempt += 1,
            Status::Met => self.met += 1,
            Status::MetLate => self.met_late += 1,
            Status::Open => self.open += 1,
            Status::Short => self.short += 1,
            Status::NotObliged | Status::Participating | Status::NotParticipating => {}
        }
    }

    /// Adds the figures of an office below.
    pub fn add(&mut self, other: &Self) {
        self.headcount += other.headcount;
        self.obliged += other.obliged;
        self.exempt += other.exempt;
        self.met += other.met;
        self.met_late += other.met_late;
        self.open += other.open;
        self.short += other.short;
        self.counted_amount += other.counted_amount;
        self.shortfall_amount += other.shortfall_amount;
    }

    /// `met / obliged` to four decimals; `None` when nobody is obliged.
    pub fn rate(&self) -> Option<f64> {
        (self.obliged > 0).then(|| {
            let ten_thousandths = f64::from(self.met) * 10_000.0 / f64::from(self.obliged);
            ten_thousandths.round() / 10_000.0
        })
    }
}
