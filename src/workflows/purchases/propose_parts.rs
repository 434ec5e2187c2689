//! Naming colleagues of the office with whom a receipt is shared, and the part of each.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

use crate::rules::audit::AuditAction;
use crate::rules::mail::MailKind;
use crate::rules::money::AmountInput;
use crate::rules::purchase::ceiling;
use crate::rules::purchase_draft;
use crate::rules::shared_part::{self, MOST_COLLEAGUES, PartState};
use crate::rules::{
    EmployeeId, EmployeeRef, Placement, Problem, PurchaseId, Rulebook, SharedPartId, placement,
};
use crate::standing::people::Found;
use crate::store::employees::{self, Employee};
use crate::store::mails::{self, Mail};
use crate::store::shared_parts::{self, PartRow};
use crate::store::{ConnectionTrait, placements};
use crate::workflows::{Acting, WorkflowError};

/// A colleague as a form or a call names them.
#[derive(Clone, Debug)]
pub struct Named {
    pub whom: EmployeeRef,
    /// None for an equal part.
    pub amount: Option<AmountInput>,
    /// What the colleague is called where they were named, and their part.
    pub fields: [String; 2],
}

/// What a colleague is to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NewPart {
    pub employee: EmployeeId,
    /// Rupiah.
    pub amount: i64,
}

/// What everybody gets of a receipt.
#[derive(Clone, Debug)]
pub(super) struct Shared {
    /// Of who records it.
    pub own: i64,
    pub parts: Vec<NewPart>,
}

/// A receipt of somebody, as it is to be divided.
#[derive(Clone, Copy)]
pub(super) struct Receipt<'a> {
    pub owner: &'a Found,
    pub purchased_on: NaiveDate,
    /// What it comes to.
    pub total: i64,
}

/// Who was named, as they are known.
struct Known<'a> {
    named: &'a Named,
    employee: Employee,
    placements: Vec<Placement>,
}

/// Divides a receipt, if everybody who is named may have a part of it. All faults are told at once.
pub(super) async fn divided(
    db: &impl ConnectionTrait,
    rulebook: &Rulebook,
    receipt: Receipt<'_>,
    named: &[Named],
    now: DateTime<Utc>,
) -> Result<Shared, WorkflowError> {
    if named.len() > MOST_COLLEAGUES {
        let most = Problem::new("shared_with", "too-many-colleagues").with("most", MOST_COLLEAGUES);
        return Err(WorkflowError::invalid(most));
    }
    let mut problems = Vec::new();
    let known = known(db, named, &mut problems).await?;
    let mut amounts = Vec::new();
    for (number, one) in known.iter().enumerate() {
        let earlier = &known[..number];
        let is_twice = earlier.iter().any(|other| other.employee.id == one.employee.id);
        let fault = if is_twice {
            Some(Problem::new("", "colleague-twice").with("name", &one.employee.name))
        } else {
            stands_aside(rulebook, receipt, one, now)
        };
        problems.extend(fault.map(|fault| Problem { field: one.named.fields[0].clone(), ..fault }));
        match read(rulebook, receipt, one) {
            Ok(amount) => amounts.push(amount),
            Err(fault) => problems.push(Problem { field: one.named.fields[1].clone(), ..fault }),
        }
    }
    if !problems.is_empty() {
        return Err(WorkflowError::Invalid(problems));
    }
    let above =
        || Problem::new("amount", "parts-above-receipt").with_rupiah("total", receipt.total);
    let division = shared_part::divide(receipt.total, &amounts);
    let division = division.ok_or_else(|| WorkflowError::invalid(above()))?;
    let employees = known.iter().map(|one| one.employee.id);
    let parts =
        employees.zip(division.parts).map(|(employee, amount)| NewPart { employee, amount });
    let (own, parts) = (division.own, parts.collect::<Vec<_>>());
    let too_much = known.iter().zip(&parts).filter_map(|(one, part)| {
        let most = ceiling(rulebook, &one.placements, receipt.purchased_on);
        let fault =
            Problem::new(&one.named.fields[1], "amount-too-large").with_rupiah("most", most);
        (part.amount > most).then_some(fault)
    });
    let too_much: Vec<_> = too_much.collect();
    if too_much.is_empty() {
        Ok(Shared { own, parts })
    } else {
        Err(WorkflowError::Invalid(too_much))
    }
}

/// Who is named, with their placements; who is nobody is a problem.
async fn known<'a>(
    db: &impl ConnectionTrait,
    named: &'a [Named],
    problems: &mut Vec<Problem>,
) -> Result<Vec<Known<'a>>, WorkflowError> {
    let mut found = Vec::new();
    for one in named {
        match employees::find(db, &one.whom).await? {
            Some(employee) if employee.erased_at.is_none() => found.push((one, employee)),
            _ => problems.push(Problem::new(&one.fields[0], "colleague-unknown")),
        }
    }
    let ids = found.iter().map(|(_, employee)| employee.id);
    let mut places: HashMap<_, _> = placements::of_many(db, ids).await?;
    let known = found.into_iter().map(|(named, employee)| Known {
        named,
        placements: places.remove(&employee.id).unwrap_or_default(),
        employee,
    });
    Ok(known.collect())
}

/// Why somebody cannot have a part. Who does not belong to the office of whoever asks is as unknown as nobody.
fn stands_aside(
    rulebook: &Rulebook,
    receipt: Receipt<'_>,
    one: &Known<'_>,
    now: DateTime<Utc>,
) -> Option<Problem> {
    let Known { employee, placements, .. } = one;
    let told = |code| Some(Problem::new("", code).with("name", &employee.name));
    if employee.id == receipt.owner.id {
        return Some(Problem::new("", "colleague-self"));
    }
    let today = rulebook.today(placements, now);
    let office = placement::current(placements, today).map(|here| here.office);
    if office.is_none() || office != receipt.owner.office {
        return Some(Problem::new("", "colleague-unknown"));
    }
    if employee.disabled_at.is_some() || placement::has_left(placements, today) {
        return told("colleague-left");
    }
    // What a part comes to is judged when it is known.
    let refused = shared_part::check(rulebook, placements, (receipt.purchased_on, 0), now).err()?;
    match refused.code {
        "not-placed-that-day" => told("colleague-not-placed"),
        "date-too-old" => told("colleague-too-late"),
        _ => Some(refused),
    }
}

fn read(
    rulebook: &Rulebook,
    receipt: Receipt<'_>,
    one: &Known<'_>,
) -> Result<Option<i64>, Problem> {
    let most = ceiling(rulebook, &one.placements, receipt.purchased_on);
    let input = one.named.amount.as_ref();
    input.map(|input| purchase_draft::amount(input, most)).transpose()
}

/// Asks everybody to confirm their part: a row, an entry in the audit, and a mail to who has an address.
pub(super) async fn propose(
    acting: &Acting<'_>,
    (purchase, purchased_on): (PurchaseId, NaiveDate),
    proposed_by: EmployeeId,
    parts: &[NewPart],
) -> Result<(), WorkflowError> {
    let (txn, now) = (acting.txn(), acting.now());
    let rows = parts.iter().map(|part| PartRow {
        id: SharedPartId::NONE,
        purchase_id: purchase,
        proposed_by,
        employee_id: part.employee,
        amount: part.amount,
        state: PartState::Proposed,
        proposed_at: now,
        settled_at: None,
        recorded_id: None,
    });
    shared_parts::insert_many(txn, rows.collect()).await?;
    let letters = parts.iter().map(|part| Mail {
        purchase_id: Some(purchase),
        ..mails::new(MailKind::PartProposed, part.employee, now)
    });
    mails::insert_many(txn, letters.collect()).await?;
    for part in parts {
        let details = json!({ "employee": part.employee, "amount": part.amount, "purchased_on": purchased_on });
        let subject = format!("purchases/{purchase}");
        acting.note(AuditAction::SharedPartPropose, subject, details).await?;
    }
    Ok(())
}
