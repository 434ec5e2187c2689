//! Offices from a table, in any order: new ones are added, known ones changed, all or nothing.

use std::collections::{HashMap, HashSet};

use super::batch::Applied;
use super::columns::column;
use super::report::ImportReport;
use crate::reports::sheet::{Column, Sheet};
use crate::rules::office::{Change, Draft};
use crate::rules::{Office, OfficeId, OfficeTree, Problem, RecordId, office};
use crate::store::{self, ConnectionTrait, Txn, offices};

pub(super) static COLUMNS: [Column; 5] = [
    // Where there is none, it is made from the name.
    column("code", &["kode", "kodeunit", "code"]).optional().or(&[
        "kodeopd",
        "kodeskpd",
        "singkatan",
    ]),
    // In a list of people `nama` is theirs.
    column(
        "name",
        &["namaunit", "unornama", "namaunor", "namaunitkerja", "namaperangkatdaerah", "namaopd"],
    )
    .or(&[
        "unitkerja",
        "perangkatdaerah",
        "opd",
        "skpd",
        "namaskpd",
        "unitorganisasi",
        "namainstansi",
        "nama",
        "name",
    ]),
    column("kind", &["jenis", "jenisunit", "kind"]).optional(),
    column(
        "parent",
        &["induk", "kodeinduk", "unitinduk", "parent", "unitdiatasnya", "officeabove"],
    )
    .optional()
    .or(&["unorinduk", "unorinduknama", "opdinduk"]),
    column("time_zone", &["zonawaktu", "zona", "timezone"]).optional(),
];

/// The tree as it would be. New offices have ids below 0 until they are written.
pub(super) struct Plan {
    pub report: ImportReport,
    tree: OfficeTree,
    /// In the order in which they can be written: parents first.
    created: Vec<(u64, Office)>,
    changed: Vec<(u64, Office)>,
}

impl Plan {
    pub async fn make(db: &impl ConnectionTrait, sheet: &Sheet) -> store::Result<Self> {
        Ok(Self::over(OfficeTree::new(offices::all(db).await?), sheet))
    }

    fn over(before: OfficeTree, sheet: &Sheet) -> Self {
        let report = ImportReport { rows: sheet.len(), ..ImportReport::default() };
        let mut plan = Self { report, tree: before, created: Vec::new(), changed: Vec::new() };
        let drafts = read(&mut plan.report, sheet);
        let codes: HashSet<_> = drafts.iter().map(|(_, draft)| draft.code.as_str()).collect();
        // Each round places what hangs below something that has its place already. What is left
        // when a round places nothing hangs below itself, or below a row that was refused.
        let mut waiting: Vec<_> = drafts.iter().map(|(row, draft)| (*row, draft)).collect();
        let mut before = usize::MAX;
        while waiting.len() < before {
            before = waiting.len();
            waiting.retain(|(row, draft)| !plan.place(&codes, *row, draft));
        }
        let left: HashSet<_> = waiting.iter().map(|(_, draft)| draft.code.as_str()).collect();
        for (row, draft) in &waiting {
            let circle = draft.parent.as_deref().is_some_and(|parent| left.contains(parent));
            let known = plan.tree.by_code(draft.parent.as_deref().unwrap_or_default()).is_some();
            let code = if circle || known { "parent-below" } else { "parent-row-refused" };
            plan.report.refuse(*row, [Problem::new("parent", code)]);
        }
        plan
    }

    /// Returns whether the row is done with; if not, its parent has to come first.
    fn place(&mut self, codes: &HashSet<&str>, row: u64, draft: &Draft) -> bool {
        let parent = draft.parent.as_deref().unwrap_or_default();
        if codes.contains(parent) && self.tree.by_code(parent).is_none() {
            return false;
        }
        let known = self.tree.by_code(&draft.code).cloned();
        let outcome = match &known {
            None => draft.check(&self.tree),
            Some(known) => change(draft).check(&self.tree, known),
        };
        match (known, outcome) {
            (Some(_), Err(problems)) if problems.iter().all(|p| p.code == "parent-below") => {
                return false;
            }
            (_, Err(problems)) => self.report.refuse(row, problems),
            (None, Ok(mut office)) => {
                self.report.created += 1;
                office.id = OfficeId(-i64::try_from(self.report.created).unwrap_or(i64::MAX));
                self.created.push((row, office.clone()));
                self.tree.put(office);
            }
            (Some(known), Ok(office)) if office == known => self.report.unchanged += 1,
            (Some(_), Ok(office)) => {
                self.report.changed += 1;
                self.changed.push((row, office.clone()));
                self.tree.put(office);
            }
        }
        true
    }

    /// Which offices change, and in which row.
    pub fn touched(&self) -> Vec<(u64, RecordId)> {
        self.changed.iter().map(|(row, office)| (*row, office.id.into())).collect()
    }

    pub async fn apply(self, txn: &Txn) -> store::Result<Applied> {
        let mut applied = Applied::default();
        let mut ids: HashMap<OfficeId, OfficeId> = HashMap::new();
        let real = |ids: &HashMap<OfficeId, OfficeId>, parent: Option<OfficeId>| {
            parent.map(|parent| ids.get(&parent).copied().unwrap_or(parent))
        };
        for (row, mut office) in self.created {
            office.parent = real(&ids, office.parent);
            let id = offices::insert(txn, &office).await?;
            ids.insert(office.id, id);
            applied.created.push((row, id.into()));
        }
        for (_, mut office) in self.changed {
            office.parent = real(&ids, office.parent);
            offices::update(txn, &office).await?;
        }
        Ok(applied)
    }
}

/// The rows with their numbers; a code that comes twice is refused.
fn read(report: &mut ImportReport, sheet: &Sheet) -> Vec<(u64, Draft)> {
    let mut first: HashMap<String, u64> = HashMap::new();
    let mut drafts = Vec::new();
    for row in sheet.rows() {
        if let Err(problems) = row.must_hold_values() {
            report.refuse(row.number, problems);
            continue;
        }
        if let Ok(code) = office::code(&row.text("code"))
            && let Some(first) = first.insert(code, row.number)
        {
            let twice = Problem::new("code", "twice-in-file").with("row", first);
            report.refuse(row.number, [twice]);
            continue;
        }
        let draft = Draft {
            code: row.text("code"),
            name: row.text("name"),
            kind: row.text("kind"),
            parent: row.optional("parent"),
            time_zone: row.optional("time_zone"),
        };
        drafts.push((row.number, draft));
    }
    drafts
}

/// A known office's empty zone stays as it was; an empty parent makes it the root.
fn change(draft: &Draft) -> Change {
    Change {
        name: Some(draft.name.clone()),
        kind: Some(draft.kind.clone()),
        parent: Some(draft.parent.clone().unwrap_or_default()),
        time_zone: draft.time_zone.clone(),
    }
}
