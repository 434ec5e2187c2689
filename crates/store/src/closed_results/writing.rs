//! Results as a close stores them, and as amendments change them.

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{ROWS, is};
use crate::entities::closed_results::{ActiveModel, Column, Entity};
use crate::{Result, Txn};
use pekan_rules::close::Figures;
use pekan_rules::{EmployeeId, Period};

/// Stores results; who has one keeps it.
pub async fn insert(txn: &Txn, period: &Period, results: &[(EmployeeId, Figures)]) -> Result<()> {
    for some in results.chunks(ROWS) {
        let rows = some.iter().map(|(employee, figures)| active(period, *employee, figures, None));
        Entity::insert_many(rows)
            .on_conflict(same().do_nothing().to_owned())
            .exec_without_returning(txn)
            .await?;
    }
    Ok(())
}

/// What an amendment of this number makes of somebody's result; `None` takes it out of all reports.
pub async fn amend(
    txn: &Txn,
    period: &Period,
    employee: EmployeeId,
    after: Option<&Figures>,
    number: u32,
) -> Result<()> {
    let Some(figures) = after else {
        let gone = Entity::delete_many().filter(is(period).add(Column::EmployeeId.eq(employee)));
        gone.exec(txn).await?;
        return Ok(());
    };
    let row = active(period, employee, figures, Some(number));
    let replace = same()
        .update_columns([
            Column::OfficeId,
            Column::TimeZone,
            Column::PolicyId,
            Column::Status,
            Column::NotObliged,
            Column::Minimum,
            Column::MinimumCount,
            Column::Counted,
            Column::Count,
            Column::Shortfall,
            Column::Holidays,
            Column::LeaveDays,
            Column::Tier,
            Column::FullAmount,
            Column::Percent,
            Column::Amendment,
        ])
        .to_owned();
    Entity::insert(row).on_conflict(replace).exec_without_returning(txn).await?;
    Ok(())
}

fn same() -> OnConflict {
    OnConflict::columns([Column::Kind, Column::StartOn, Column::EmployeeId])
}

fn active(
    period: &Period,
    employee: EmployeeId,
    figures: &Figures,
    amendment: Option<u32>,
) -> ActiveModel {
    // Counts of purchases, days and tiers are bounded far below the limit.
    let small = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
    let Figures {
        office,
        zone,
        policy,
        status,
        not_obliged,
        minimum,
        minimum_count,
        counted,
        count,
        shortfall,
        basis,
    } = figures.clone();
    ActiveModel {
        kind: Set(period.kind),
        start_on: Set(period.start),
        employee_id: Set(employee),
        office_id: Set(office),
        time_zone: Set(zone),
        policy_id: Set(policy),
        status: Set(status),
        not_obliged: Set(not_obliged),
        minimum: Set(minimum),
        minimum_count: Set(minimum_count.map(small)),
        counted: Set(counted),
        count: Set(small(count)),
        shortfall: Set(shortfall),
        holidays: Set(basis.map(|basis| small(basis.holidays))),
        leave_days: Set(basis.map(|basis| small(basis.leave))),
        tier: Set(basis.and_then(|basis| i32::try_from(basis.tier?).ok())),
        full_amount: Set(basis.and_then(|basis| basis.full_amount)),
        percent: Set(basis.and_then(|basis| Some(basis.percent?.hundredths()))),
        amendment: Set(amendment.map(small)),
    }
}
