//! A recap is issued: under its number and a code, with its totals as they stand.

use serde_json::json;

use super::office_to_issue;
use crate::rules::audit::AuditAction;
use crate::rules::recap::{self, CODE_LENGTH, Letterhead, Recap, Totals};
use crate::rules::{EmployeeId, Office, Period, Problem, RecapId, Summary};
use crate::secret;
use crate::standing;
use crate::store::recaps::{self, RecapRow};
use crate::store::{Error, Store, letterheads};
use crate::txn_job;
use crate::workflows::{Acting, Right, Warrant, WorkflowError};

/// Issues the recap of a closed period. Returns its code.
///
/// # Errors
/// `Conflict` where the period is not closed, nobody has said who signs, some people are out of the
/// signer's sight, or one of this number was issued.
pub async fn issue(
    store: &Store,
    warrant: &Warrant,
    (office_code, period): (&str, Period),
    number: &str,
) -> Result<String, WorkflowError> {
    let office_code = office_code.to_owned();
    let by = warrant.by().clone();
    office_to_issue(&by, &*store.rulebook().await?, &office_code)?;
    let number = recap::reference(number).map_err(WorkflowError::invalid)?;
    let code = random_code();
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let (txn, rulebook) = (acting.txn(), acting.rulebook());
            let office = office_to_issue(acting.by(), rulebook, &office_code)?;
            let letterhead = letterheads::of(txn, office.id).await?;
            let letterhead = letterhead.ok_or_else(|| conflict("recap-without-letterhead"))?;
            let scope = acting.viewer()?.scope(&rulebook.offices);
            let about = (office, &period);
            let sheet = standing::recap::recap(txn, rulebook, about, &scope, acting.now()).await?;
            must_be_final(&sheet)?;
            let row = row(acting, office, (sheet, letterhead), (number, code.clone()))?;
            let details = json!({ "office": office.code, "period": period.label(),
                "number": row.number, "code": code });
            let taken = Problem::new("number", "recap-number-taken");
            let id = recaps::insert(txn, row).await.map_err(|error| match error {
                Error::Unique(_) => WorkflowError::Conflict(taken),
                other => other.into(),
            })?;
            acting.note(AuditAction::RecapIssue, format!("recaps/{id}"), details).await?;
            Ok(code)
        }))
        .await
}

fn conflict(code: &'static str) -> WorkflowError {
    WorkflowError::Conflict(Problem::new("", code))
}

fn must_be_final(sheet: &Recap) -> Result<(), WorkflowError> {
    match sheet {
        Recap { closed: false, .. } => Err(conflict("recap-not-closed")),
        Recap { unseen: 1.., .. } => Err(conflict("recap-out-of-sight")),
        _ => Ok(()),
    }
}

fn row(
    acting: &Acting<'_>,
    office: &Office,
    (sheet, letterhead): (Recap, Letterhead),
    (number, code): (String, String),
) -> Result<RecapRow, WorkflowError> {
    let issued_by: EmployeeId = acting.viewer()?.employee;
    let Letterhead { address, contact, place, position, signer, rank, signer_number } = letterhead;
    let Totals { summary, minimum, count } = sheet.totals;
    let Summary { headcount, obliged, exempt, met, met_late, short, .. } = summary;
    Ok(RecapRow {
        id: RecapId::NONE,
        code,
        office_id: office.id,
        period_kind: sheet.period.kind,
        period_start: sheet.period.start,
        number,
        sheet_sha256: secret::sha256(sheet.canonical()),
        institution: sheet.institution,
        office_name: sheet.office,
        address,
        contact,
        place,
        position,
        signer,
        signer_rank: rank,
        signer_number,
        headcount: headcount.into(),
        obliged: obliged.into(),
        exempt: exempt.into(),
        met: met.into(),
        met_late: met_late.into(),
        short: short.into(),
        counted_amount: summary.counted_amount,
        shortfall_amount: summary.shortfall_amount,
        minimum_amount: minimum,
        purchase_count: count,
        amendment: sheet.amendment.and_then(|number| i32::try_from(number).ok()),
        issued_by,
        issued_at: acting.now(),
        issued_on: office.zone.date(acting.now()),
        scan_sha256: None,
        scan_type: None,
        scan_bytes: None,
        scanned_by: None,
        scanned_at: None,
    })
}

fn random_code() -> String {
    let mut random = [0; CODE_LENGTH - 1];
    getrandom::fill(&mut random).expect("without the system's randomness nothing is safe");
    recap::code_of(random)
}
