//! The table of imports: one row for each kind, with all that differs between the kinds beside what
//! their rows do.

use super::{columns, exemptions, holidays, offices, sellers, transfers};
use crate::reports::sheet::Column;
use crate::rules::ImportKind;
use crate::rules::amendment::Cause;
use crate::rules::audit::AuditAction;

pub struct ImportTable {
    pub kind: ImportKind,
    /// Its segment in the addresses of pages.
    pub path: &'static str,
    /// The page that lists what it changes, and the key of that page's name.
    pub list: (&'static str, &'static str),
    /// What is read.
    pub columns: &'static [Column],
    /// What the file to fill in has.
    pub template: &'static [TemplateColumn],
    /// Whether the table may be pasted into the form, too.
    pub pasted: bool,
    /// Whether an import is taken back as a whole; the days of the others are taken back one by one.
    pub undoable: bool,
    /// Whether the command line may: the database wants to know who approved leave.
    pub by_system: bool,
    /// What closed periods call the change.
    pub(super) cause: Cause,
    /// The action in the audit.
    pub(super) action: AuditAction,
}

/// A column of a file to fill in.
#[derive(Clone, Copy)]
pub struct TemplateColumn {
    /// Its heading is what forms call the field.
    pub field: &'static str,
    pub width: u8,
    /// Whether its digits are no number.
    pub digits: bool,
}

const fn text(field: &'static str, width: u8) -> TemplateColumn {
    TemplateColumn { field, width, digits: false }
}

const fn digits(field: &'static str, width: u8) -> TemplateColumn {
    TemplateColumn { field, width, digits: true }
}

static EMPLOYEES: ImportTable = ImportTable {
    kind: ImportKind::Employees,
    path: "pegawai",
    list: ("/admin/pegawai", "admin-employees"),
    columns: &columns::OF_PEOPLE,
    template: &[
        digits("number", 21),
        text("name", 34),
        text("email", 34),
        digits("phone", 16),
        text("employment_type", 18),
        text("grade", 11),
        text("position_level", 16),
        text("position_title", 34),
        digits("office", 14),
        text("from", 12),
    ],
    pasted: false,
    undoable: true,
    by_system: true,
    cause: Cause::Placement,
    action: AuditAction::EmployeeImport,
};

static OFFICES: ImportTable = ImportTable {
    kind: ImportKind::Offices,
    path: "unit",
    list: ("/admin/unit", "admin-offices"),
    columns: &offices::COLUMNS,
    template: &[
        digits("code", 14),
        text("name", 44),
        text("kind", 16),
        digits("parent", 14),
        text("time_zone", 12),
    ],
    pasted: false,
    undoable: true,
    by_system: true,
    cause: Cause::Placement,
    action: AuditAction::OfficeImport,
};

static PLACEMENTS: ImportTable = ImportTable {
    kind: ImportKind::Placements,
    path: "mutasi",
    list: ("/admin/pegawai", "admin-employees"),
    columns: &transfers::COLUMNS,
    // The name is for people who read it: the import passes it over.
    template: &[
        digits("number", 21),
        text("name", 34),
        digits("office", 14),
        text("grade", 11),
        text("position_level", 16),
        text("position_title", 34),
        text("employment_type", 18),
        text("from", 12),
    ],
    pasted: true,
    undoable: true,
    by_system: true,
    cause: Cause::Placement,
    action: AuditAction::PlacementImport,
};

static EXEMPTIONS: ImportTable = ImportTable {
    kind: ImportKind::Exemptions,
    path: "pengecualian",
    list: ("/admin/pengecualian", "admin-exemptions"),
    columns: &exemptions::COLUMNS,
    template: &[digits("number", 21), text("from", 12), text("to", 12), text("reason", 24)],
    pasted: false,
    undoable: false,
    by_system: false,
    cause: Cause::Exemption,
    action: AuditAction::ExemptionImport,
};

static HOLIDAYS: ImportTable = ImportTable {
    kind: ImportKind::Holidays,
    path: "libur",
    list: ("/admin/libur", "admin-holidays"),
    columns: &holidays::COLUMNS,
    template: &[text("date", 12), text("name", 44), text("kind", 18), digits("office", 14)],
    pasted: false,
    undoable: false,
    by_system: true,
    cause: Cause::Holiday,
    action: AuditAction::HolidayImport,
};

static SELLERS: ImportTable = ImportTable {
    kind: ImportKind::Sellers,
    path: "penjual",
    list: ("/penjual", "nav-sellers"),
    columns: &sellers::COLUMNS,
    template: &[
        text("name", 34),
        text("district", 20),
        text("goods", 18),
        text("class", 20),
        text("from", 12),
        text("market", 20),
        text("stall", 10),
        digits("nib", 16),
        digits("phone", 16),
        digits("whatsapp", 16),
        text("instagram", 20),
        text("youtube", 34),
        text("marketplace", 34),
        text("training", 34),
    ],
    pasted: false,
    undoable: true,
    by_system: true,
    cause: Cause::Recount,
    action: AuditAction::SellerImport,
};

/// The row of a kind.
pub fn of(kind: ImportKind) -> &'static ImportTable {
    match kind {
        ImportKind::Employees => &EMPLOYEES,
        ImportKind::Offices => &OFFICES,
        ImportKind::Placements => &PLACEMENTS,
        ImportKind::Exemptions => &EXEMPTIONS,
        ImportKind::Holidays => &HOLIDAYS,
        ImportKind::Sellers => &SELLERS,
    }
}

pub fn all() -> impl Iterator<Item = &'static ImportTable> {
    ImportKind::ALL.into_iter().map(of)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::reports::sheet::Sheet;
    use crate::text::{self, Language};

    #[test]
    fn every_kind_has_a_row_of_its_own() {
        let paths: HashSet<_> = all().map(|table| table.path).collect();
        let actions: HashSet<_> = all().map(|table| table.action).collect();
        assert_eq!((paths.len(), actions.len()), (ImportKind::ALL.len(), ImportKind::ALL.len()));
        for kind in ImportKind::ALL {
            assert_eq!((of(kind).kind, ImportKind::from_name(kind.name())), (kind, Some(kind)));
        }
        assert_eq!(ImportKind::from_name("pegawai"), None);
    }

    #[test]
    fn headings_of_templates_are_understood_in_either_language() {
        for table in all() {
            for language in Language::ALL {
                let columns = table.template.iter();
                let headings: Vec<_> = columns
                    .map(|column| text::field_name(language, column.field).unwrap())
                    .collect();
                let blank = vec!["x"; headings.len()].join(";");
                let file = format!("{}\n{blank}\n", headings.join(";"));
                let sheet = Sheet::read(file.as_bytes(), table.columns);
                let sheet = sheet.unwrap_or_else(|faults| panic!("{headings:?}: {faults:?}"));
                let passed_over = usize::from(table.kind == ImportKind::Placements);
                assert_eq!(sheet.ignored.len(), passed_over, "{headings:?}");
            }
        }
    }
}
