//! Whose names stand on the pages of offices. Above an office there are totals; names are opened, and that is noted
//! (decision 128).

use super::access::{RoleKind, Scope, Viewer};
use super::{OfficeId, OfficeTree};

impl Viewer {
    /// The people whose names an office's page shows without being asked: of a head those of the offices
    /// themselves that they head, of every other role all whom it reaches.
    pub fn named(&self, tree: &OfficeTree) -> Scope {
        if self.may_audit() {
            return Scope::Everyone;
        }
        let kinds = [RoleKind::Reviewer, RoleKind::Operator, RoleKind::Auditor];
        let mut scope = self.within(tree, &kinds);
        if let Scope::Within { offices, .. } = &mut scope {
            let heads = self.roles.iter().filter(|role| role.kind == RoleKind::Head);
            offices.extend(heads.map(|role| role.office).filter(|id| *id != OfficeId::NONE));
        }
        scope
    }

    /// Whether they read the figures of the whole installation side by side: those whose roles reach its
    /// topmost office.
    pub fn leads(&self, tree: &OfficeTree) -> bool {
        let scope = self.scope(tree);
        tree.roots().any(|root| scope.holds_office(root.id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::Role;
    use crate::{EmployeeId, Office, Zone};
    use chrono::NaiveDate;

    fn tree() -> OfficeTree {
        let office = |id, parent| Office {
            id: OfficeId(id),
            code: format!("U{id}"),
            name: format!("Unit {id}"),
            kind: "dinas".into(),
            parent,
            zone: Zone::Wib,
        };
        OfficeTree::new(vec![office(1, None), office(2, Some(OfficeId(1)))])
    }

    fn viewer(kind: RoleKind, office: OfficeId) -> Viewer {
        let role = Role { kind, office, from: NaiveDate::MIN, to: None, acting: false };
        Viewer { employee: EmployeeId(1), roles: vec![role] }
    }

    #[test]
    fn a_head_of_a_parent_has_names_of_their_own_office_only() {
        let (root, below) = (OfficeId(1), OfficeId(2));
        let tree = tree();
        let head = viewer(RoleKind::Head, root);
        assert!(head.scope(&tree).holds_office(below), "its figures are seen");
        assert!(head.named(&tree).holds_office(root) && !head.named(&tree).holds_office(below));
        for kind in [RoleKind::Reviewer, RoleKind::Operator, RoleKind::Auditor] {
            assert!(viewer(kind, root).named(&tree).holds_office(below), "{kind:?}");
        }
        let everywhere = viewer(RoleKind::Administrator, OfficeId::NONE);
        assert_eq!(everywhere.named(&tree), Scope::Everyone);
    }

    #[test]
    fn those_whose_roles_reach_the_top_lead() {
        let tree = tree();
        assert!(viewer(RoleKind::Head, OfficeId(1)).leads(&tree));
        assert!(viewer(RoleKind::Auditor, OfficeId::NONE).leads(&tree));
        assert!(!viewer(RoleKind::Head, OfficeId(2)).leads(&tree));
        assert!(!viewer(RoleKind::SellerOfficer, OfficeId::NONE).leads(&tree));
    }
}
