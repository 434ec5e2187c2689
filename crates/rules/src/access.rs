//! Who may see and do what.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, Utc};

use super::names::named;
use super::{EmployeeId, OfficeId, OfficeTree, Zone};

named! {
    pub enum RoleKind {
        Head = "head",
        Reviewer = "reviewer",
        /// Looks after the people of an office: records, accounts, leave.
        Operator = "operator",
        SellerOfficer = "seller_officer",
        Auditor = "auditor",
        Administrator = "administrator",
    }
}

impl RoleKind {
    /// Whether the role is one over an office.
    pub fn needs_office(self) -> bool {
        matches!(self, Self::Head | Self::Reviewer | Self::Operator)
    }

    /// Whether the role may be narrowed to an office; without one it serves the whole installation.
    pub fn may_have_office(self) -> bool {
        self.needs_office() || self == Self::Auditor
    }
}

/// A role over an office and all below it; both days included. Roles without an office
/// ([`OfficeId::NONE`]) serve the whole installation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    pub kind: RoleKind,
    pub office: OfficeId,
    pub from: NaiveDate,
    pub to: Option<NaiveDate>,
    /// A deputy (Plt) for a time. It widens what is seen and changes no duty.
    pub acting: bool,
}

impl Role {
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

/// Somebody who has signed in, with the roles in force today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Viewer {
    pub employee: EmployeeId,
    pub roles: Vec<Role>,
}

/// Why somebody may not do something to a record that they see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denial {
    /// It is not theirs to do.
    NotTheirs,
    /// The state of the record does not allow it any more.
    Settled,
    /// The deadline has passed.
    Locked,
}

/// Whose records somebody may reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    Everyone,
    Within { me: EmployeeId, offices: HashSet<OfficeId> },
}

impl Scope {
    /// Whether an employee who belongs to the office is in it.
    pub fn holds(&self, employee: EmployeeId, office: Option<OfficeId>) -> bool {
        match self {
            Self::Everyone => true,
            Self::Within { me, offices } => {
                *me == employee || office.is_some_and(|office| offices.contains(&office))
            }
        }
    }

    /// Whether an office is shown at all: one's own is, without its figures.
    pub fn shows_office(&self, office: OfficeId, own: Option<OfficeId>) -> bool {
        self.holds_office(office) || own == Some(office)
    }

    /// Whether the figures of an office, and the names in it, are in it.
    pub fn holds_office(&self, office: OfficeId) -> bool {
        match self {
            Self::Everyone => true,
            Self::Within { offices, .. } => offices.contains(&office),
        }
    }
}

/// Whose records somebody may reach, and the day by which it is decided where people belong: never
/// the one without the other.
#[derive(Clone, Debug)]
pub struct Sight {
    pub scope: Scope,
    pub day: NaiveDate,
}

impl Sight {
    pub fn of_everyone(day: NaiveDate) -> Self {
        Self { scope: Scope::Everyone, day }
    }
}

/// The day by which sight is decided. Scopes change at midnight in the west; an hour or two of
/// difference in the east does not matter to who heads what.
pub fn scope_day(now: DateTime<Utc>) -> NaiveDate {
    Zone::Wib.date(now)
}

/// Some offices, or all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Offices {
    All,
    These(HashSet<OfficeId>),
}

impl Offices {
    pub fn holds(&self, office: OfficeId) -> bool {
        match self {
            Self::All => true,
            Self::These(offices) => offices.contains(&office),
        }
    }

    /// The offices that a query is narrowed to; `None` where it is not.
    pub fn narrowing(self) -> Option<Vec<OfficeId>> {
        match self {
            Self::All => None,
            Self::These(offices) => Some(offices.into_iter().collect()),
        }
    }
}

impl Viewer {
    pub fn has(&self, kind: RoleKind) -> bool {
        self.roles.iter().any(|role| role.kind == kind)
    }

    pub fn is_administrator(&self) -> bool {
        self.has(RoleKind::Administrator)
    }

    /// Whether the viewer looks after the list of sellers.
    pub fn may_keep_sellers(&self) -> bool {
        self.is_administrator() || self.has(RoleKind::SellerOfficer)
    }

    /// Whether they read the whole installation: an auditor of one office does not.
    pub fn may_audit(&self) -> bool {
        let everywhere =
            |role: &Role| role.kind == RoleKind::Auditor && role.office == OfficeId::NONE;
        self.is_administrator() || self.roles.iter().any(everywhere)
    }

    /// What may be seen: one's own, what the offices of one's roles hold, or all.
    pub fn scope(&self, tree: &OfficeTree) -> Scope {
        if self.may_audit() {
            return Scope::Everyone;
        }
        let kinds = [RoleKind::Head, RoleKind::Reviewer, RoleKind::Operator, RoleKind::Auditor];
        self.within(tree, &kinds)
    }

    /// Whether they look after the people of some office.
    pub fn manages_people(&self) -> bool {
        self.is_administrator() || self.has(RoleKind::Operator)
    }

    /// The offices whose people may be added, moved, invited and excused: an operator's, or all.
    pub fn managed_offices(&self, tree: &OfficeTree) -> Offices {
        if self.is_administrator() {
            return Offices::All;
        }
        let roles = self.roles.iter().filter(|role| role.kind == RoleKind::Operator);
        Offices::These(roles.flat_map(|role| tree.subtree(role.office)).collect())
    }

    /// Whether somebody's record and account may be changed, who belongs to the office and has the
    /// roles, those to come among them. An operator changes nothing about themselves, and nothing about
    /// people whose roles reach further than the operator's own: their accounts open more.
    pub fn may_manage(
        &self,
        tree: &OfficeTree,
        owner: EmployeeId,
        office: Option<OfficeId>,
        roles: &[Role],
    ) -> bool {
        let managed = match self.managed_offices(tree) {
            Offices::All => return true,
            these @ Offices::These(_) => these,
        };
        owner != self.employee
            && office.is_some_and(|office| managed.holds(office))
            && roles.iter().all(|role| managed.holds(role.office))
    }

    /// Whether leave may be entered for somebody of the office. Nobody enters their own.
    pub fn may_enter_leave(
        &self,
        tree: &OfficeTree,
        owner: EmployeeId,
        office: Option<OfficeId>,
    ) -> bool {
        let managed = self.managed_offices(tree);
        let is_managed = office.map_or(managed == Offices::All, |office| managed.holds(office));
        owner != self.employee && is_managed
    }

    /// What may be reviewed. One's own purchases never are reviewed.
    pub fn review_scope(&self, tree: &OfficeTree) -> Scope {
        if self.is_administrator() {
            return Scope::Everyone;
        }
        self.within(tree, &[RoleKind::Reviewer])
    }

    /// [`Self::scope`] now.
    pub fn sight(&self, tree: &OfficeTree, now: DateTime<Utc>) -> Sight {
        Sight { scope: self.scope(tree), day: scope_day(now) }
    }

    /// [`Self::review_scope`] now.
    pub fn review_sight(&self, tree: &OfficeTree, now: DateTime<Utc>) -> Sight {
        Sight { scope: self.review_scope(tree), day: scope_day(now) }
    }

    /// Whose receipts an auditor or an administrator takes along.
    pub fn audit_scope(&self, tree: &OfficeTree) -> Scope {
        if self.may_audit() {
            return Scope::Everyone;
        }
        self.within(tree, &[RoleKind::Auditor])
    }

    /// Whether they decide on purchases and exemptions, of whichever offices.
    pub fn reviews(&self) -> bool {
        self.is_administrator() || self.has(RoleKind::Reviewer)
    }

    /// Nobody reviews their own purchase or exemption (rules.md §9).
    pub fn may_review(
        &self,
        tree: &OfficeTree,
        owner: EmployeeId,
        office: Option<OfficeId>,
    ) -> bool {
        owner != self.employee && self.review_scope(tree).holds(owner, office)
    }

    /// Whether purchases may be recorded for this employee by the viewer.
    pub fn may_log_for(
        &self,
        tree: &OfficeTree,
        owner: EmployeeId,
        office: Option<OfficeId>,
    ) -> bool {
        owner == self.employee
            || self.may_review(tree, owner, office)
            || self.may_enter_leave(tree, owner, office)
    }

    /// The offices for whose people purchases may be recorded.
    pub fn offices_to_log_for(&self, tree: &OfficeTree) -> Offices {
        if self.is_administrator() {
            return Offices::All;
        }
        let kinds = [RoleKind::Reviewer, RoleKind::Operator];
        let roles = self.roles.iter().filter(|role| kinds.contains(&role.kind));
        Offices::These(roles.flat_map(|role| tree.subtree(role.office)).collect())
    }

    /// The offices whose own purchases may be read: those for which they are recorded, to auditors all.
    pub fn offices_of_ledger(&self, tree: &OfficeTree) -> Offices {
        if self.may_audit() { Offices::All } else { self.offices_to_log_for(tree) }
    }

    /// Whether they read what offices have bought from their own budget.
    pub fn reads_ledger(&self) -> bool {
        self.logs_for_others() || self.may_audit()
    }

    /// Whether there are people for whom they may record purchases.
    pub fn logs_for_others(&self) -> bool {
        self.manages_people() || self.has(RoleKind::Reviewer)
    }

    /// Whether the reference amounts in somebody's placements are shown to the viewer: their own are,
    /// everybody's to administrators, and those of an office to its operator (rules.md §3).
    pub fn sees_reference_amount(
        &self,
        tree: &OfficeTree,
        owner: EmployeeId,
        office: Option<OfficeId>,
    ) -> bool {
        owner == self.employee || self.may_enter_leave(tree, owner, office)
    }

    /// The topmost offices of the viewer's own roles, as links on their pages.
    pub fn own_offices(&self) -> impl Iterator<Item = OfficeId> {
        self.roles
            .iter()
            .filter(|role| role.kind.may_have_office() && role.office != OfficeId::NONE)
            .map(|role| role.office)
    }

    pub(super) fn within(&self, tree: &OfficeTree, kinds: &[RoleKind]) -> Scope {
        let matching = self.roles.iter().filter(|role| kinds.contains(&role.kind));
        Scope::Within {
            me: self.employee,
            offices: matching.flat_map(|role| tree.subtree(role.office)).collect(),
        }
    }
}

/// Those of some offices that lie below none of the others, so that nobody is counted twice; in the
/// order of their ids.
pub fn topmost(tree: &OfficeTree, offices: &HashSet<OfficeId>) -> Vec<OfficeId> {
    let lies_below =
        |office: OfficeId| tree.upwards(office).skip(1).any(|above| offices.contains(&above.id));
    let mut top: Vec<_> = offices.iter().copied().filter(|office| !lies_below(*office)).collect();
    top.sort_unstable();
    top
}
