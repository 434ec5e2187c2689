//! Which groups of a public table may stand by themselves, so that nobody can work out a figure of fewer than
//! five (decision 132).
//!
//! Two tables over the same people (or sellers) are a graph: the groups of both are its vertices, and whoever is in
//! a group of the one and a group of the other lies on the edge between them. What can be worked out by adding and
//! subtracting figures of the two tables is about the edges between vertices that were given different weights: a
//! cut of that graph, or several. So nothing is about fewer than five as long as no cut is lighter than five. That
//! holds a group (the cut around its vertex), a total less all other groups, the difference of two axes, and the
//! difference of two periods.

/// Nothing that can be worked out is about fewer.
pub const LEAST: u64 = 5;

/// How many are in one category of the one table and one of the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    pub row: usize,
    pub column: usize,
    pub weight: u64,
}

/// Whether each category stands by itself; the others are one group together.
pub type Shown = Vec<bool>;

/// Groups two axes of one table: rows and columns. None where all together are fewer than five.
pub fn two_axes(rows: usize, columns: usize, cells: &[Cell]) -> Option<(Shown, Shown)> {
    let mut shown = vec![true; rows + columns];
    let weights = weights(
        rows + columns,
        cells.iter().flat_map(|cell| [(cell.row, cell.weight), (rows + cell.column, cell.weight)]),
    );
    loop {
        // Behind all categories come the two groups of those that do not stand by themselves.
        let vertex =
            |at: usize| if shown[at] { at } else { rows + columns + usize::from(at >= rows) };
        let edges =
            cells.iter().map(|cell| (vertex(cell.row), vertex(rows + cell.column), cell.weight));
        let Some(side) = thin_cut(rows + columns + 2, edges) else {
            break;
        };
        if !hide(&mut shown, &weights, &side) {
            return None;
        }
    }
    let of_columns = shown.split_off(rows);
    (!cells.is_empty()).then_some((shown, of_columns))
}

/// Groups the categories of a table of a period, which is published beside the tables of earlier ones. Each of
/// these is given as the cells between the categories of now and its groups; what is in none has [`OUTSIDE`] for
/// its row or column. None where even the total would reveal fewer than five who came or went.
pub fn over_time(rows: usize, sizes: &[u64], earlier: &[Vec<Cell>]) -> Option<Shown> {
    let mut shown = vec![true; rows];
    let own: Vec<Cell> = (0..rows)
        .map(|row| Cell { row, column: OUTSIDE, weight: sizes[row] })
        .filter(|cell| cell.weight > 0)
        .collect();
    if own.is_empty() {
        return None;
    }
    let tables = || std::iter::once(&own).chain(earlier);
    while let Some(side) = tables().find_map(|cells| thin_between(&shown, cells)) {
        if !hide(&mut shown, sizes, &side) {
            return None;
        }
    }
    Some(shown)
}

/// In no group of that table.
pub const OUTSIDE: usize = usize::MAX;

fn thin_between(shown: &[bool], cells: &[Cell]) -> Option<Vec<bool>> {
    let rows = shown.len();
    // All rows, the group of the others, what is outside, then the groups of the earlier table.
    let (others, outside, first) = (rows, rows + 1, rows + 2);
    let row = |at: usize| match at {
        OUTSIDE => outside,
        at if shown[at] => at,
        _ => others,
    };
    let column = |at: usize| if at == OUTSIDE { outside } else { first + at };
    let groups = cells.iter().filter(|cell| cell.column != OUTSIDE).map(|cell| cell.column + 1);
    let vertices = first + groups.max().unwrap_or(0);
    thin_cut(vertices, cells.iter().map(|cell| (row(cell.row), column(cell.column), cell.weight)))
}

fn weights(count: usize, all: impl Iterator<Item = (usize, u64)>) -> Vec<u64> {
    let mut weights = vec![0; count];
    all.for_each(|(at, weight)| weights[at] += weight);
    weights
}

/// Puts one more category to the others: the lightest on the thin side, else the lightest of all. False where
/// none stands by itself any more.
fn hide(shown: &mut [bool], weights: &[u64], side: &[bool]) -> bool {
    let standing = || (0..shown.len()).filter(|at| shown[*at]);
    let lightest =
        |such: &dyn Fn(&usize) -> bool| standing().filter(such).min_by_key(|at| weights[*at]);
    let found = lightest(&|at| side[*at]).or_else(|| lightest(&|_| true));
    if let Some(at) = found {
        shown[at] = false;
    }
    found.is_some()
}

/// One side of a cut that is lighter than [`LEAST`], and not empty; none where there is none.
fn thin_cut(
    vertices: usize,
    edges: impl Iterator<Item = (usize, usize, u64)>,
) -> Option<Vec<bool>> {
    let mut between = vec![vec![0_u64; vertices]; vertices];
    for (one, other, weight) in edges.filter(|(one, other, _)| one != other) {
        between[one][other] += weight;
        between[other][one] += weight;
    }
    let mut seen = vec![false; vertices];
    for start in 0..vertices {
        if !seen[start] {
            let part = reached(&between, start);
            for at in &part {
                seen[*at] = true;
            }
            if let Some(side) = thinnest(&between, part) {
                return Some(side);
            }
        }
    }
    None
}

/// All vertices that hang together with one.
fn reached(between: &[Vec<u64>], start: usize) -> Vec<usize> {
    let (mut found, mut at) = (vec![start], 0);
    while at < found.len() {
        let from = found[at];
        let next: Vec<usize> =
            (0..between.len()).filter(|to| between[from][*to] > 0 && !found.contains(to)).collect();
        found.extend(next);
        at += 1;
    }
    found
}

/// The lightest cut of vertices that hang together, where it is too light (Stoer and Wagner 1997).
fn thinnest(between: &[Vec<u64>], part: Vec<usize>) -> Option<Vec<bool>> {
    let mut between = between.to_vec();
    let mut merged: Vec<Vec<usize>> = (0..between.len()).map(|at| vec![at]).collect();
    let mut part = part;
    while part.len() > 1 {
        // Vertices are taken in by how heavily they hang on those that are in; the last one is cut off.
        let mut hangs = vec![0_u64; between.len()];
        let (mut rest, mut last, mut before) = (part.clone(), part[0], part[0]);
        while !rest.is_empty() {
            let heaviest = (0..rest.len()).max_by_key(|at| hangs[rest[*at]]).unwrap_or(0);
            (before, last) = (last, rest.swap_remove(heaviest));
            for at in &rest {
                hangs[*at] += between[last][*at];
            }
        }
        if hangs[last] < LEAST {
            let mut side = vec![false; between.len()];
            merged[last].iter().for_each(|at| side[*at] = true);
            return Some(side);
        }
        let moved = std::mem::take(&mut merged[last]);
        merged[before].extend(moved);
        for at in part.iter().copied().filter(|at| *at != last && *at != before) {
            between[before][at] += between[last][at];
            between[at][before] = between[before][at];
        }
        part.retain(|at| *at != last);
    }
    None
}
