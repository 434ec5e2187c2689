//! Where somebody stands in a period, and how it was in those before.

use chrono::{DateTime, Duration, FixedOffset, NaiveDate, Utc};
use serde::Serialize;

use crate::rules::{
    Assessment, Mode, Period, PeriodKind, Placement, Rulebook, Status, Zone, placement,
};
use crate::standing::assess::Person;
use crate::web::documents::policy_document::is_readable;
use crate::web::guards::viewer::SignedIn;
use crate::web::request::local;

/// How many periods a chart shows.
pub const PERIODS: usize = 12;

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct PeriodLabel {
    pub kind: PeriodKind,
    pub start: NaiveDate,
    pub end: NaiveDate,
    /// `2026-W47` or `2026-11`.
    pub label: String,
}

impl PeriodLabel {
    pub fn of(period: &Period) -> Self {
        let Period { kind, start, end } = *period;
        Self { kind, start, end, label: period.label() }
    }
}

/// When figures were worked out that are not of this instant.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct WorkedOut {
    pub at: DateTime<FixedOffset>,
    /// `WIB`, `WITA` or `WIT`.
    pub zone: String,
}

impl WorkedOut {
    pub fn of(at: DateTime<Utc>, now: DateTime<Utc>, zone: Zone) -> Option<Self> {
        let at = (at < now).then(|| at.with_timezone(&zone.offset()))?;
        Some(Self { at, zone: zone.label().to_owned() })
    }
}

/// Amounts in rupiah; what does not apply is none.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct Standing {
    pub status: Status,
    pub minimum: Option<i64>,
    pub minimum_count: Option<u32>,
    pub counted: i64,
    pub count: u32,
    pub shortfall: Option<i64>,
    /// The last minute that is still on time.
    pub deadline: Option<String>,
    /// `WIB`, `WITA` or `WIT`.
    pub zone: String,
}

impl Standing {
    pub fn of(assessment: &Assessment<'_>) -> Self {
        let zone = assessment.zone;
        Self {
            status: assessment.status,
            minimum: assessment.minimum,
            minimum_count: assessment.minimum_count,
            counted: assessment.counted,
            count: assessment.count,
            shortfall: assessment.shortfall,
            deadline: assessment.deadline.map(|day| last_minute(day, zone)),
            zone: zone.label().into(),
        }
    }
}

/// The policy that governs a period.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct PolicyNote {
    pub title: String,
    pub legal_basis: String,
    /// The address of its circular, for those who may read it.
    pub document: Option<String>,
    pub mode: Mode,
}

impl PolicyNote {
    pub fn of(assessment: &Assessment<'_>, user: &SignedIn) -> Option<Self> {
        let policy = assessment.policy?;
        let document =
            is_readable(user, policy.id).then(|| format!("/kebijakan/{}/dokumen", policy.id));
        Some(Self {
            title: policy.title.clone(),
            legal_basis: policy.legal_basis.clone(),
            document,
            mode: policy.mode,
        })
    }
}

/// A column of somebody's chart; amounts in rupiah.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct HistoryColumn {
    pub start: NaiveDate,
    pub counted: i64,
    pub minimum: Option<i64>,
    pub status: Status,
}

/// The columns of somebody's chart, oldest first; none when there is nothing to compare.
pub fn history(
    person: &Person,
    rulebook: &Rulebook,
    periods: &[Period],
    now: DateTime<Utc>,
) -> Vec<HistoryColumn> {
    let assessed: Vec<_> =
        periods.iter().map(|period| (period, person.assess(rulebook, period, now))).collect();
    if assessed.iter().all(|(_, one)| one.counted == 0 && one.policy.is_none()) {
        return Vec::new();
    }
    let columns = assessed.into_iter().map(|(period, one)| HistoryColumn {
        start: period.start,
        counted: one.counted,
        minimum: one.minimum,
        status: one.status,
    });
    columns.collect()
}

/// The zone of somebody's dates and deadlines.
pub fn zone_of(rulebook: &Rulebook, placements: &[Placement], day: NaiveDate) -> Zone {
    placement::current(placements, day).map_or(Zone::Wib, |here| rulebook.zone(here.office))
}

pub fn last_minute(day: NaiveDate, zone: Zone) -> String {
    local(zone.end_of(day) - Duration::minutes(1), zone)
}
