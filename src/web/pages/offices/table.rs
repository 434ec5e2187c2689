//! The people of an office: the table of people and periods, and those who are short.

use super::Row;
use super::asked::Asked;
use crate::rules::summary::short_in_a_row;
use crate::rules::{EmployeeId, Period, Rulebook};
use crate::standing::glance::Glances;
use crate::store::{self, Store};
use crate::web::input::person_segment::PersonSegment;
use crate::web::views::Pager;
use crate::web::views::offices::{AttentionRow, HeatCell, HeatRow, HeatSort, HeatTable};
use crate::web::views::people::by_id;

const ROWS: usize = 60;
const ATTENTION: usize = 8;

/// The table of people and periods.
pub(super) struct Table<'a> {
    pub rulebook: &'a Rulebook,
    pub asked: Asked<'a>,
    pub periods: Vec<Period>,
    pub page: u64,
}

impl Table<'_> {
    /// Who is in the table, on whichever page.
    pub async fn ordered<'b>(
        &self,
        store: &Store,
        mut standing: Vec<Row<'b>>,
    ) -> store::Result<Vec<Row<'b>>> {
        if let Some(group) = self.asked.group {
            standing.retain(|(_, one)| group.holds(one.status));
        }
        if self.asked.by_name {
            let names = by_id(store, standing.iter().map(|(id, _)| *id)).await?;
            standing.sort_by_key(|(id, _)| names.get(id).map(|one| one.name.to_lowercase()));
        }
        Ok(standing)
    }

    /// Who is on the page, and how many there are in all.
    pub async fn ids(
        &self,
        store: &Store,
        standing: Vec<Row<'_>>,
    ) -> store::Result<(Vec<EmployeeId>, usize)> {
        let standing = self.ordered(store, standing).await?;
        let total = standing.len();
        let before = usize::try_from(self.page - 1).unwrap_or(usize::MAX);
        let first = before.saturating_mul(ROWS).min(total);
        let page = &standing[first..(first + ROWS).min(total)];
        Ok((page.iter().map(|(id, _)| *id).collect(), total))
    }

    /// Those who are short: first who was so for the most periods in a row, then who misses the most,
    /// then by name; the first few of them.
    pub fn attention(&self, short: &[Row<'_>], glances: &Glances<'_>) -> Vec<AttentionRow> {
        let period = self.asked.period;
        let rows = short.iter().filter_map(|(id, one)| {
            let person = glances.of(*id)?;
            let office = one.office.and_then(|id| self.rulebook.offices.get(id));
            let statuses = self.periods.iter().rev().map(|one| person.in_period(one).status);
            Some(AttentionRow {
                segment: PersonSegment(*id),
                number: person.name.number.clone(),
                name: person.name.name.clone(),
                office: office.map(|office| office.name.clone()),
                shortfall: one.shortfall.unwrap_or_default(),
                count: one.count,
                in_a_row: short_in_a_row(statuses),
                status: one.status,
                declared: person.declared(&period),
            })
        });
        let mut rows: Vec<_> = rows.collect();
        rows.sort_by(|a, b| {
            let worst = |row: &AttentionRow| (row.in_a_row, row.shortfall);
            worst(b).cmp(&worst(a)).then_with(|| a.name.cmp(&b.name))
        });
        rows.truncate(ATTENTION);
        rows
    }

    pub fn heat(
        &self,
        ids: &[EmployeeId],
        total: usize,
        glances: &Glances<'_>,
    ) -> Option<HeatTable> {
        let rows = ids.iter().filter_map(|id| {
            let person = glances.of(*id)?;
            let cell = |period| HeatCell::of(person.in_period(period), person.declared(period));
            let cells = self.periods.iter().map(cell);
            Some(HeatRow {
                segment: PersonSegment(*id),
                name: person.name.name.clone(),
                cells: cells.collect(),
            })
        });
        let rows: Vec<HeatRow> = rows.collect();
        if rows.is_empty() {
            return None;
        }
        let by_name = self.asked.by_name;
        let sort = if by_name { HeatSort::Name } else { HeatSort::Shortfall };
        let base = format!("{}&halaman=", self.asked.address());
        let sort_url = Asked { by_name: !by_name, ..self.asked }.address();
        Some(HeatTable {
            kind: self.asked.period.kind,
            starts: self.periods.iter().map(|period| period.start).collect(),
            rows,
            sort,
            sort_url,
            csv_url: self.asked.table_address("pegawai"),
            pager: Pager::new(self.page, total as u64, ROWS as u64, base),
        })
    }
}
