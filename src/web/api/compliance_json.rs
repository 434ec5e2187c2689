//! How standings and sums look in JSON.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use crate::rules::{Assessment, EmployeeId, Period, Placement, Rulebook, Summary};
use crate::standing::assess;
use crate::store::records::Question;
use crate::text::Language;
use crate::web::views::explanation::{Explained, sentences};
use crate::web::{AppState, HttpError};

/// What does not apply is `null`.
#[derive(Serialize, ToSchema)]
pub struct Standing {
    /// `not_obliged`, `participating`, `not_participating`, `exempt`, `met`, `met_late`, `open` or
    /// `short`.
    status: String,
    /// The title of the policy that governs.
    policy: Option<String>,
    /// Rupiah.
    minimum: Option<i64>,
    minimum_count: Option<u32>,
    /// Rupiah.
    counted: i64,
    count: u32,
    /// Rupiah, never below 0.
    shortfall: Option<i64>,
    /// The last day on which recording is on time, in the zone of the office.
    deadline: Option<NaiveDate>,
}

impl Standing {
    pub fn of(assessment: &Assessment<'_>) -> Self {
        Self {
            status: assessment.status.name().into(),
            policy: assessment.policy.map(|policy| policy.title.clone()),
            minimum: assessment.minimum,
            minimum_count: assessment.minimum_count,
            counted: assessment.counted,
            count: assessment.count,
            shortfall: assessment.shortfall,
            deadline: assessment.deadline,
        }
    }
}

#[derive(Serialize, ToSchema)]
pub struct ComplianceJson {
    /// `2026-W47` or `2026-11`.
    pub period: String,
    #[serde(flatten)]
    standing: Standing,
    /// The number of the circular on which the policy rests.
    legal_basis: Option<String>,
    /// Where that circular is as a PDF.
    document: Option<String>,
    /// `open` or `closed`.
    period_state: String,
    /// The number of the last amendment that changed these figures; `null` when there is none.
    amendment: Option<u32>,
    /// Sentences in the language of the caller.
    explanation: Vec<String>,
}

/// How an employee stands in a period now, explained in a language.
pub async fn standing_of(
    app: &AppState,
    rulebook: &Rulebook,
    employee: (EmployeeId, Vec<Placement>),
    period: Period,
    described: (Language, DateTime<Utc>),
) -> Result<ComplianceJson, HttpError> {
    let ((id, placements), (language, now)) = (employee, described);
    let db = app.store.reader();
    let periods = [period];
    let question =
        Question { purchases: Some((period.start, period.end)), ..Question::of(id, &periods) };
    let (person, records) = assess::person_with_records(db, rulebook, placements, question).await?;
    let assessment = person.assess(rulebook, &period, now);
    let explained = Explained {
        period: &period,
        assessment: &assessment,
        purchases: &records.purchases.iter().collect::<Vec<_>>(),
        closed: person.closed(rulebook, &period),
    };
    let document = assessment.policy.filter(|policy| rulebook.documents.contains(&policy.id));
    Ok(ComplianceJson {
        period: period.label(),
        legal_basis: assessment.policy.map(|policy| policy.legal_basis.clone()),
        document: document.map(|policy| format!("/api/v1/policies/{}/document", policy.id)),
        standing: Standing::of(&assessment),
        period_state: if rulebook.is_closed(&period) { "closed" } else { "open" }.into(),
        amendment: person.closed(rulebook, &period).flatten(),
        explanation: sentences(language, &explained),
    })
}

/// The figures of rules.md §7.
#[derive(Serialize, ToSchema)]
pub struct SummaryJson {
    headcount: u32,
    obliged: u32,
    exempt: u32,
    met: u32,
    met_late: u32,
    open: u32,
    short: u32,
    /// Rupiah.
    counted_amount: i64,
    /// Rupiah.
    shortfall_amount: i64,
    /// `met / obliged` to four decimals; `null` when nobody is obliged.
    rate: Option<f64>,
}

impl From<Summary> for SummaryJson {
    fn from(summary: Summary) -> Self {
        Self {
            headcount: summary.headcount,
            obliged: summary.obliged,
            exempt: summary.exempt,
            met: summary.met,
            met_late: summary.met_late,
            open: summary.open,
            short: summary.short,
            counted_amount: summary.counted_amount,
            shortfall_amount: summary.shortfall_amount,
            rate: summary.rate(),
        }
    }
}
