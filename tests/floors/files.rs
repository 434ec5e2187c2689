//! Which file defines what a path names, and which files import each other in a circle.

use std::collections::{BTreeSet, HashMap};

use super::source::{Source, Within};

/// How many names that stand for other names are followed.
const PATIENCE: usize = 8;

/// All files of the crate; each is named by its place in the list.
pub struct Files<'a> {
    sources: &'a [Source],
    by_module: HashMap<String, usize>,
}

impl<'a> Files<'a> {
    pub fn new(sources: &'a [Source]) -> Self {
        let names = sources.iter().enumerate().map(|(at, source)| (source.module.join("::"), at));
        Self { sources, by_module: names.collect() }
    }

    /// The file that defines what a path names; what a module only passes on is followed.
    pub fn that_defines(&self, path: &[String]) -> Option<usize> {
        self.follow(path, PATIENCE)
    }

    fn follow(&self, path: &[String], patience: usize) -> Option<usize> {
        let module = |end: &usize| self.by_module.get(&path[..*end].join("::"));
        let known = (0..=path.len()).rev().find(|end| module(end).is_some())?;
        let at = *module(&known)?;
        let Some(name) = path.get(known) else { return Some(at) };
        if patience == 0 || self.sources[at].items.contains(name) {
            return Some(at);
        }
        if known == 0 {
            // An exported macro stands at the root, whatever file it is from.
            let exporter = self.sources.iter().position(|other| other.root_macros.contains(name));
            return exporter.or(Some(at));
        }
        let target = self.passed_on(at, name, patience);
        target.map_or(Some(at), |target| self.follow(&target, patience - 1))
    }

    /// What a name that a file imports stands for.
    fn passed_on(&self, at: usize, name: &str, patience: usize) -> Option<Vec<String>> {
        let exports = &self.sources[at].exports;
        let named = exports.iter().find(|(known, _)| known == name);
        named.map(|(_, target)| target.clone()).or_else(|| {
            let globs = exports.iter().filter(|(known, _)| known == "*");
            let mut targets = globs.map(|(_, target)| [target, &[name.to_owned()][..]].concat());
            targets.find(|target| {
                let file = self.follow(target, patience - 1);
                file.is_some_and(|file| self.sources[file].items.iter().any(|item| item == name))
            })
        })
    }

    /// Every circle of imports, as the modules in it.
    pub fn circles(&self) -> BTreeSet<String> {
        let imports: Vec<_> = self.sources.iter().map(|source| self.imported(source)).collect();
        let reached: Vec<_> = (0..imports.len()).map(|from| reach(&imports, from)).collect();
        let mut circles = BTreeSet::new();
        for (from, near) in reached.iter().enumerate() {
            let circle = near.iter().filter(|to| reached[**to].contains(&from));
            let names: Vec<_> = circle.map(|at| self.sources[*at].module.join("::")).collect();
            if names.len() > 1 {
                circles.insert(names.join(" <-> "));
            }
        }
        circles
    }

    fn imported(&self, source: &Source) -> BTreeSet<usize> {
        let paths = source.paths.iter().filter(|named| named.within == Within::Crate);
        let files = paths.filter_map(|named| self.that_defines(&named.path));
        // A module that puts its parts together is in no circle with them.
        files.filter(|at| !self.sources[*at].module.starts_with(&source.module)).collect()
    }
}

/// All that a file imports from, and all that these import from.
fn reach(imports: &[BTreeSet<usize>], from: usize) -> BTreeSet<usize> {
    let (mut reached, mut next) = (BTreeSet::new(), vec![from]);
    while let Some(at) = next.pop() {
        next.extend(imports[at].iter().copied().filter(|to| reached.insert(*to)));
    }
    reached
}
