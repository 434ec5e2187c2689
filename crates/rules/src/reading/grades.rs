//! Grades, as they stand by themselves or beside the rank: `III/c`, `IIIc`, `Penata (III/c)`,
//! `Golongan IX`.

use super::writing::key;

const ROMAN: [&str; 17] = [
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv",
    "xvi", "xvii",
];

/// The ranks of PNS, by which a list may name the grade.
const RANKS: [(&str, &str); 17] = [
    ("jurumuda", "I/a"),
    ("jurumudatki", "I/b"),
    ("juru", "I/c"),
    ("jurutki", "I/d"),
    ("pengaturmuda", "II/a"),
    ("pengaturmudatki", "II/b"),
    ("pengatur", "II/c"),
    ("pengaturtki", "II/d"),
    ("penatamuda", "III/a"),
    ("penatamudatki", "III/b"),
    ("penata", "III/c"),
    ("penatatki", "III/d"),
    ("pembina", "IV/a"),
    ("pembinatki", "IV/b"),
    ("pembinautamamuda", "IV/c"),
    ("pembinautamamadya", "IV/d"),
    ("pembinautama", "IV/e"),
];

/// The grade that a text names, in the one spelling that is stored; `None` if it is none of those
/// that PNS and PPPK have.
pub fn read(text: &str) -> Option<String> {
    let words = text.to_lowercase();
    let tokens: Vec<&str> =
        words.split(|c: char| !c.is_alphanumeric()).filter(|token| !token.is_empty()).collect();
    // The grade stands last, or in brackets: `Penata Tk. I (III/d)`, `III/d - Penata Tk. I`.
    let pairs = tokens.windows(2).filter_map(|pair| of_pns(pair[0], pair[1]));
    let joined = tokens.iter().filter_map(|token| joined(token));
    if let Some(grade) = pairs.chain(joined).next() {
        return Some(grade);
    }
    if let Some(grade) = of_rank(&words) {
        return Some(grade);
    }
    let plain = |token: &&str| !matches!(*token, "gol" | "golongan" | "golru" | "ruang" | "pppk");
    let rest: Vec<&str> = tokens.into_iter().filter(plain).collect();
    match rest[..] {
        [one] => of_pppk(one),
        _ => None,
    }
}

/// `iii` and `c`, `3` and `c`.
fn of_pns(group: &str, room: &str) -> Option<String> {
    let at = place(group).filter(|at| *at < 4)?;
    let last = if at == 3 { 'e' } else { 'd' };
    let room = room.chars().next().filter(|c| room.len() == 1 && ('a'..=last).contains(c))?;
    Some(format!("{}/{room}", ROMAN[at].to_uppercase()))
}

/// `iiic`, `3c`.
fn joined(token: &str) -> Option<String> {
    let (at, _) = token.char_indices().next_back().filter(|(at, _)| *at > 0)?;
    of_pns(&token[..at], &token[at..])
}

fn of_pppk(token: &str) -> Option<String> {
    place(token).map(|at| ROMAN[at].to_uppercase())
}

fn place(token: &str) -> Option<usize> {
    let number = token.parse::<usize>().ok().filter(|_| !token.starts_with('0'));
    let counted = number.and_then(|number| number.checked_sub(1)).filter(|at| *at < ROMAN.len());
    counted.or_else(|| ROMAN.iter().position(|roman| *roman == token))
}

fn of_rank(words: &str) -> Option<String> {
    let rank =
        key(words).replace("tingkati", "tki").replace("tk1", "tki").replace("tingkat1", "tki");
    RANKS.iter().find(|(name, _)| *name == rank).map(|(_, grade)| (*grade).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grade_is_taken_out_of_its_spellings() {
        for text in [
            "III/c",
            "III.c",
            "IIIc",
            "III-C",
            "III / c",
            "3c",
            "3/c",
            "Penata (III/c)",
            "Penata, III/c",
            "Penata - III/c",
            "PENATA III/C",
            "III/c - Penata",
            "Gol. III/c",
            "Golongan III/c",
            "Penata  (III.c)",
            "Penata",
            "(III/c)",
            "Penata/III/c",
        ] {
            assert_eq!(read(text).as_deref(), Some("III/c"), "{text}");
        }
        for (text, grade) in [
            ("Penata Tk. I (III/d)", "III/d"),
            ("Penata Tk.I", "III/d"),
            ("Penata Muda Tingkat I", "III/b"),
            ("Pembina Utama Muda / IV/c", "IV/c"),
            ("Pembina Tk.I/IVb", "IV/b"),
            ("IX", "IX"),
            ("Golongan IX", "IX"),
            ("9", "IX"),
            ("xvii", "XVII"),
            ("IV/e", "IV/e"),
        ] {
            assert_eq!(read(text).as_deref(), Some(grade), "{text}");
        }
        for text in ["III/e", "V/a", "18", "Ahli Muda", "", "-", "III", "ABC", "Tk. I"] {
            let grade = read(text);
            // A group without its room is a grade of PPPK.
            assert_eq!(grade.as_deref(), (text == "III").then_some("III"), "{text}");
        }
    }
}
