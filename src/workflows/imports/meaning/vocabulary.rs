//! The words that a district knows.

use std::collections::{HashMap, HashSet};

use crate::rules::reading::key;
use crate::rules::{Office, OfficeId, OfficeTree, policy_presets};
use crate::store::{self, ConnectionTrait};

/// What the district knows: its offices, and the levels and grades that presets, policies or people
/// have.
pub struct Vocabulary {
    pub offices: OfficeTree,
    office_codes: HashMap<String, Option<String>>,
    /// By their name, which several may have.
    named: HashMap<String, Vec<OfficeId>>,
    pub(super) levels: HashSet<String>,
    pub(super) grades: HashSet<String>,
}

impl Vocabulary {
    pub async fn read(db: &impl ConnectionTrait) -> store::Result<Self> {
        let offices = OfficeTree::new(store::offices::all(db).await?);
        let levels = store::placements::levels(db).await?;
        let grades = store::placements::grades(db).await?;
        let presets = policy_presets::presets().into_iter().flat_map(|preset| preset.tiers);
        let policies = store::policies::all(db).await?.into_iter().flat_map(|one| one.tiers);
        let (mut levels, mut grades): (HashSet<_>, HashSet<_>) =
            (levels.into_iter().collect(), grades.into_iter().collect());
        for tier in presets.chain(policies) {
            levels.extend(tier.position_levels);
            grades.extend(tier.grades);
        }
        let mut office_codes: HashMap<String, Option<String>> = HashMap::new();
        let mut ids: HashMap<String, Vec<OfficeId>> = HashMap::new();
        for office in offices.iter() {
            ids.entry(key(&office.name)).or_default().push(office.id);
            let code = office.code.clone();
            let named = office_codes.entry(key(&office.name));
            // A name that two offices have is nobody's.
            named.and_modify(|one| *one = None).or_insert(Some(code));
        }
        for office in offices.iter() {
            office_codes.insert(key(&office.code), Some(office.code.clone()));
        }
        Ok(Self { offices, office_codes, named: ids, levels, grades })
    }

    /// The code of the office that a text names by its code or its name, however it is written.
    pub(super) fn office(&self, text: &str) -> Option<String> {
        if let Some(office) = self.offices.by_code(text) {
            return Some(office.code.clone());
        }
        self.office_codes.get(&key(text)).cloned().flatten()
    }

    /// The one office of a name that is below the office that another text names: many have a
    /// `Sekretariat`.
    pub(super) fn office_below(&self, text: &str, above: &str) -> Option<String> {
        let wanted = key(above);
        let is_it = |office: &Office| key(&office.name) == wanted || key(&office.code) == wanted;
        let below = |id: &&OfficeId| self.offices.upwards(**id).skip(1).any(is_it);
        let mut found = self.named.get(&key(text))?.iter().filter(below);
        let id = found.next().filter(|_| found.next().is_none())?;
        self.offices.get(*id).map(|office| office.code.clone())
    }

    /// The one office whose name holds the text, or is held by it.
    pub(super) fn similar_office(&self, text: &str) -> Option<String> {
        const SHORTEST: usize = 6;
        let wanted = key(text);
        if wanted.len() < SHORTEST {
            return None;
        }
        let alike = |name: &str| {
            name.len() >= SHORTEST && (name.contains(&wanted) || wanted.contains(name))
        };
        let mut found = self.office_codes.iter().filter(|(name, _)| alike(name));
        let (_, first) = found.next()?;
        if found.next().is_none() { first.clone() } else { None }
    }
}
