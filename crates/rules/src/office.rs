//! The office tree (rules.md §2, "covers this office and all below it").

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::problem::{self, Problem, Problems};
use super::{OfficeId, Zone};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

    /// Adds an office, or puts it in the place of the one with its id.
    pub fn put(&mut self, office: Office) {
        if let Some(before) = self.offices.get(&office.id)
            && let Some(siblings) = self.children.get_mut(&before.parent)
        {
            siblings.retain(|id| *id != office.id);
        }
        self.by_code.insert(office.code.clone(), office.id);
        let siblings = self.children.entry(office.parent).or_default();
        let place = siblings.partition_point(|id| self.offices[id].name <= office.name);
        siblings.insert(place, office.id);
        self.offices.insert(office.id, office);
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

    /// The offices that are not seen by a head of their own or of an office above them, but for the root:
    /// its head sees everybody, and knows nobody of theirs.
    pub fn headless(&self, heads: &HashSet<OfficeId>) -> HashSet<OfficeId> {
        let is_seen = |office: &Office| {
            let mut above =
                self.upwards(office.id).filter(|it| it.id == office.id || it.parent.is_some());
            above.any(|it| heads.contains(&it.id))
        };
        self.iter().filter(|office| !is_seen(office)).map(|office| office.id).collect()
    }

    pub fn iter(&self) -> impl Iterator<Item = &Office> {
        self.offices.values()
    }

    pub fn is_empty(&self) -> bool {
        self.offices.is_empty()
    }
}

/// A new office as it came in: plain text, nothing believed yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    pub code: String,
    pub name: String,
    pub kind: String,
    /// The code of the office above; none for the root.
    pub parent: Option<String>,
    /// IANA name or `WIB`, `WITA`, `WIT`; that of the office above if it is left out.
    pub time_zone: Option<String>,
}

/// What of an office changes; `None` stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    pub name: Option<String>,
    pub kind: Option<String>,
    /// Empty for the root.
    pub parent: Option<String>,
    pub time_zone: Option<String>,
}

pub const LONGEST_CODE: usize = 40;
const LONGEST_NAME: usize = 120;
const LONGEST_KIND: usize = 40;

impl Draft {
    /// Every fault at once; whether the code is free is another question.
    pub fn check(&self, tree: &OfficeTree) -> Result<Office, Vec<Problem>> {
        let mut problems = Problems::default();
        let code = problems.take(code(&self.code));
        let name = problems.take(problem::line("name", &self.name, LONGEST_NAME));
        let kind = problems.take(problem::line("kind", &self.kind, LONGEST_KIND));
        let parent = self.parent.as_deref().unwrap_or_default();
        let parent = problems.take(tree.place_for(None, parent));
        let zone = match self.time_zone.as_deref().map(str::trim).filter(|zone| !zone.is_empty()) {
            Some(text) => problems.take(zone(text)),
            None => {
                let inherited = parent.flatten().and_then(|id| tree.get(id)).map(|up| up.zone);
                // Without an office above, its own fault is told already, or this is the root.
                let root = parent == Some(None);
                let missing = || Problem::new("time_zone", "missing");
                if root { problems.take(inherited.ok_or_else(missing)) } else { inherited }
            }
        };
        match (code, name, kind, parent, zone) {
            (Some(code), Some(name), Some(kind), Some(parent), Some(zone)) => {
                Ok(Office { id: OfficeId::NONE, code, name, kind, parent, zone })
            }
            _ => Err(problems.into_vec()),
        }
    }
}

impl Change {
    /// The office as it would be; every fault at once.
    pub fn check(&self, tree: &OfficeTree, office: &Office) -> Result<Office, Vec<Problem>> {
        let Self { name, kind, parent, time_zone } = self;
        let mut problems = Problems::default();
        let mut changed = office.clone();
        if let Some(name) = name {
            changed.name =
                problems.take(problem::line("name", name, LONGEST_NAME)).unwrap_or_default();
        }
        if let Some(kind) = kind {
            changed.kind =
                problems.take(problem::line("kind", kind, LONGEST_KIND)).unwrap_or_default();
        }
        if let Some(parent) = parent {
            changed.parent =
                problems.take(tree.place_for(Some(office.id), parent)).unwrap_or_default();
        }
        if let Some(text) = time_zone {
            changed.zone = problems.take(zone(text.trim())).unwrap_or(office.zone);
        }
        if problems.is_empty() { Ok(changed) } else { Err(problems.into_vec()) }
    }
}

impl OfficeTree {
    /// The office above that a code names, for a new office or for one that moves: there is one
    /// root, and nothing hangs below itself.
    fn place_for(
        &self,
        moving: Option<OfficeId>,
        parent: &str,
    ) -> Result<Option<OfficeId>, Problem> {
        let parent = parent.trim();
        if parent.is_empty() {
            return match self.roots().find(|root| Some(root.id) != moving) {
                None => Ok(None),
                Some(root) => Err(Problem::new("parent", "root-exists").with("root", &root.name)),
            };
        }
        let unknown = || problem::problem_with_value("parent", "office-unknown", parent);
        let found = self.by_code(parent).ok_or_else(unknown)?.id;
        if moving.is_some_and(|moving| self.depth_below(found, moving).is_some()) {
            return Err(Problem::new("parent", "parent-below"));
        }
        Ok(Some(found))
    }
}

/// What can stand in an address: letters, digits, dot, underscore, hyphen.
pub fn code(text: &str) -> Result<String, Problem> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Problem::new("code", "missing"));
    }
    if text.len() > LONGEST_CODE || !is_code(text) {
        return Err(Problem::new("code", "code-unusable"));
    }
    Ok(text.into())
}

/// Letters, digits, dot, underscore and hyphen; not only dots, which paths would swallow.
pub fn is_code(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
        && text.bytes().any(|b| b.is_ascii_alphanumeric())
}

fn zone(text: &str) -> Result<Zone, Problem> {
    Zone::parse(text)
        .ok_or_else(|| problem::problem_with_value("time_zone", "unknown-choice", text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree() -> OfficeTree {
        let office = |id, parent: Option<i64>| Office {
            id: OfficeId(id),
            code: format!("O{id}"),
            name: format!("Office {id}"),
            kind: String::new(),
            parent: parent.map(OfficeId),
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
        assert_eq!(tree().subtree(OfficeId(1)), [1, 2, 4, 3].map(OfficeId));
        assert_eq!(tree().subtree(OfficeId(2)), [2, 3].map(OfficeId));
        assert_eq!(tree().subtree(OfficeId(9)), []);
    }

    #[test]
    fn depth_counts_the_steps_up() {
        let depth = |id, above| tree().depth_below(OfficeId(id), OfficeId(above));
        assert_eq!(depth(3, 1), Some(2));
        assert_eq!(depth(3, 3), Some(0));
        assert_eq!(depth(1, 3), None);
        assert_eq!(depth(4, 2), None);
    }

    #[test]
    fn an_office_moves_anywhere_but_below_itself() {
        let tree = tree();
        let with_parent = |id, parent: &str| {
            let change = Change { parent: Some(parent.into()), ..Change::default() };
            change.check(&tree, tree.get(OfficeId(id)).unwrap())
        };
        assert_eq!(with_parent(3, "O4").unwrap().parent, Some(OfficeId(4)));
        for (id, parent, code) in [
            (2, "O2", "parent-below"),
            (2, "O3", "parent-below"),
            (1, "O3", "parent-below"),
            (3, "X", "office-unknown"),
            (3, "", "root-exists"),
        ] {
            assert_eq!(with_parent(id, parent).unwrap_err()[0].code, code, "{id} below {parent}");
        }
        assert_eq!(with_parent(1, "").unwrap().parent, None);
    }

    #[test]
    fn a_new_office_takes_the_zone_of_the_one_above() {
        let draft = |parent: Option<&str>| Draft {
            code: "N".into(),
            name: "New".into(),
            kind: "dinas".into(),
            parent: parent.map(Into::into),
            time_zone: None,
        };
        assert_eq!(draft(Some("O1")).check(&tree()).unwrap().zone, Zone::Wib);
        let faults = draft(None).check(&OfficeTree::default()).unwrap_err();
        assert_eq!((faults[0].field.as_str(), faults[0].code), ("time_zone", "missing"));
        assert_eq!(draft(None).check(&tree()).unwrap_err()[0].code, "root-exists");
    }
}
