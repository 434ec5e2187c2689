//! Holidays of a year from a table: new days are added, known ones changed, all or nothing.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::columns::column;
use super::report::ImportReport;
use crate::reports::sheet::{Column, Row, Sheet};
use crate::rules::{OfficeId, OfficeTree, Problem};
use crate::store::holidays::{self, Holiday};
use crate::store::{self, ConnectionTrait, FactsLock, offices};
use crate::workflows::WorkflowError;
use crate::workflows::closing::amend::Span;
use crate::workflows::holidays::put::{Draft, changed};

pub(super) static COLUMNS: [Column; 4] = [
    column("date", &["tanggal", "date"]).or(&["tgl", "haritanggal", "tanggallibur"]),
    column("name", &["nama", "keterangan", "namaharilibur", "harilibur", "name"]).or(&[
        "peringatan",
        "uraian",
        "hari",
    ]),
    // The decree says it by the title above the rows.
    column("kind", &["jenis", "kind"]).optional().or(&["jenislibur"]),
    column("office", &["unit", "kodeunit", "unitkerja", "office"]).optional(),
];

/// The lists that Pekan brings along, as tables. That of 2026 is the decree of the three ministers
/// 1497/2025, 2/2025 and 5/2025.
const BUILT_IN: [(i32, &str); 1] = [(2026, include_str!("holidays-2026.csv"))];

/// The list of a year, if Pekan has it.
pub fn built_in(year: i32) -> Option<&'static str> {
    BUILT_IN.into_iter().find(|(of, _)| *of == year).map(|(_, table)| table)
}

type Key = (NaiveDate, Option<OfficeId>);

#[derive(Default)]
pub(super) struct Plan {
    pub report: ImportReport,
    /// Days that were no holidays.
    new: Vec<NaiveDate>,
    puts: Vec<Holiday>,
    /// The row in which a day of an office came first.
    seen: HashMap<Key, u64>,
}

impl Plan {
    pub async fn make(db: &impl ConnectionTrait, sheet: &Sheet) -> store::Result<Self> {
        let tree = OfficeTree::new(offices::all(db).await?);
        let mut drafts = Vec::with_capacity(sheet.len());
        for row in sheet.rows() {
            drafts.push((row.number, read(&row, &tree)));
        }
        let days = || drafts.iter().filter_map(|(_, draft)| draft.as_ref().ok()).map(|one| one.day);
        let known = match (days().min(), days().max()) {
            (Some(first), Some(last)) => holidays::between(db, first, last).await?,
            _ => Vec::new(),
        };
        let known = known.into_iter().map(|one| ((one.day, one.office), one)).collect();
        let mut plan = Self::default();
        plan.report.rows = sheet.len();
        for (row, draft) in drafts {
            if let Err(problems) = draft.and_then(|holiday| plan.add(&known, row, holiday)) {
                plan.report.refuse(row, problems);
            }
        }
        Ok(plan)
    }

    fn add(
        &mut self,
        known: &HashMap<Key, Holiday>,
        row: u64,
        holiday: Holiday,
    ) -> Result<(), Vec<Problem>> {
        let key = (holiday.day, holiday.office);
        if let Some(first) = self.seen.insert(key, row) {
            return Err(vec![Problem::new("date", "twice-in-file").with("row", first)]);
        }
        match known.get(&key) {
            Some(before) if *before == holiday => {
                self.report.unchanged += 1;
                return Ok(());
            }
            Some(_) => self.report.changed += 1,
            None => {
                self.report.created += 1;
                self.new.push(holiday.day);
            }
        }
        self.puts.push(holiday);
        Ok(())
    }

    /// Returns the days that become holidays.
    pub async fn apply(self, facts: &FactsLock<'_>) -> Result<Vec<Span>, WorkflowError> {
        for holiday in self.puts {
            holidays::put(facts, holiday).await?;
        }
        self.new.into_iter().map(|day| changed(facts, day)).collect()
    }
}

fn read(row: &Row<'_>, tree: &OfficeTree) -> Result<Holiday, Vec<Problem>> {
    row.must_hold_values()?;
    let draft = Draft {
        date: row.text("date"),
        name: row.text("name"),
        kind: row.text("kind"),
        office: row.optional("office"),
    };
    row.judged(draft.check(tree))
}
