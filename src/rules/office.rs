//! The office tree (rules.md §2, "covers this office and all below it").

use std::collections::HashMap;

use super::{OfficeId, Zone};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    pub id: OfficeId,
    pub code: String,
    pub name: String,
    pub kind: String,
    pub parent: Option<OfficeId>,
    pub zone: Zone,
}

/// All offices, by id. A parent always exists and there is no cycle: the store sees to it.
#[derive(Clone, Debug, Default)]
pub struct OfficeTree {
    offices: HashMap<OfficeId, Office>,
    children: HashMap<Option<OfficeId>, Vec<OfficeId>>,
    by_code: HashMap<String, OfficeId>,
}

impl OfficeTree {
    pub fn new(mut offices: Vec<Office>) -> Self {
        offices.sort_by(|a, b| a.name.cmp(&b.name));
        let mut tree = Self::default();
        for office in offices {
            tree.children.entry(office.parent).or_default().push(office.id);
            tree.by_code.insert(office.code.clone(), office.id);
            tree.offices.insert(office.id, office);
        }
        tree
    }

    pub fn get(&self, id: OfficeId) -> Option<&Office> {
        self.offices.get(&id)
    }

    pub fn by_code(&self, code: &str) -> Option<&Office> {
        self.by_code.get(code).and_then(|id| self.get(*id))
    }

    /// The topmost offices, by name; in an installation there is one.
    pub fn roots(&self) -> impl Iterator<Item = &Office> {
        self.children(None)
    }

    /// The offices right below one (or at the top), by name.
    pub fn children(&self, parent: Option<OfficeId>) -> impl Iterator<Item = &Office> {
        self.children.get(&parent).into_iter().flatten().filter_map(|id| self.get(*id))
    }

    /// The office itself, its parent, and so on up to the root.
    pub fn upwards(&self, id: OfficeId) -> impl Iterator<Item = &Office> {
        // A tree is never deeper than it has offices: a cycle in broken data ends, too.
        std::iter::successors(self.get(id), |office| office.parent.and_then(|id| self.get(id)))
            .take(self.offices.len())
    }

    /// How many steps `id` lies below `above`: 0 for the same office, `None` if it does not.
    pub fn depth_below(&self, id: OfficeId, above: OfficeId) -> Option<usize> {
        self.upwards(id).position(|office| office.id == above)
    }

    /// The office and all below it, parents before children.
    pub fn subtree(&self, id: OfficeId) -> Vec<OfficeId> {
        let mut found: Vec<OfficeId> = self.get(id).map(|office| office.id).into_iter().collect();
        let mut next = 0;
        while next < found.len() && found.len() <= self.offices.len() {
            found.extend(self.children(Some(found[next])).map(|office| office.id));
            next += 1;
        }
        found
    }

    pub fn iter(&self) -> impl Iterator<Item = &Office> {
        self.offices.values()
    }

    pub fn is_empty(&self) -> bool {
        self.offices.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree() -> OfficeTree {
        let office = |id, parent| Office {
            id,
            code: format!("O{id}"),
            name: format!("Office {id}"),
            kind: String::new(),
            parent,
            zone: Zone::Wib,
        };
        OfficeTree::new(vec![
            office(3, Some(2)),
            office(1, None),
            office(2, Some(1)),
            office(4, Some(1)),
        ])
    }

    #[test]
    fn a_subtree_holds_the_office_and_all_below() {
        assert_eq!(tree().subtree(1), [1, 2, 4, 3]);
        assert_eq!(tree().subtree(2), [2, 3]);
        assert_eq!(tree().subtree(9), [] as [i64; 0]);
    }

    #[test]
    fn depth_counts_the_steps_up() {
        assert_eq!(tree().depth_below(3, 1), Some(2));
        assert_eq!(tree().depth_below(3, 3), Some(0));
        assert_eq!(tree().depth_below(1, 3), None);
        assert_eq!(tree().depth_below(4, 2), None);
    }
}
