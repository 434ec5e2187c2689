//! Position levels: by the echelon, by the kind of position, and what a job title suggests.

use super::writing::key;
use crate::placement::{POSITION_LEVELS, position_level};

/// What a column of echelons or of kinds of positions says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrittenLevel {
    Known(&'static str),
    /// A position of structure, of which the echelon is not told.
    Structural,
    Unknown,
}

/// Reads an echelon (`II.b`, `III/a`, `Eselon III.a`), a kind of position (`Fungsional Umum`), or the
/// name of a level.
pub fn read(text: &str) -> WrittenLevel {
    let word = key(text);
    let bare = word.strip_prefix("eselon").or_else(|| word.strip_prefix("esl")).unwrap_or(&word);
    if let Some(level) = echelon(bare) {
        return WrittenLevel::Known(level);
    }
    match word.as_str() {
        "struktural" | "jabatanstruktural" => WrittenLevel::Structural,
        _ => position_level(text).map_or(WrittenLevel::Unknown, WrittenLevel::Known),
    }
}

/// `iia`, `2a`, `iii`: the group, and the half of it.
fn echelon(word: &str) -> Option<&'static str> {
    let (group, half) = match word.char_indices().next_back() {
        Some((at, half @ ('a' | 'b'))) if at > 0 => (&word[..at], Some(half)),
        _ => (word, None),
    };
    match (group, half) {
        // The halves of I, II and IV owe the same everywhere; those of III do not.
        ("i" | "1", _) => Some("echelon_1"),
        ("ii" | "2", _) => Some("echelon_2"),
        ("iii" | "3", Some('a')) => Some("echelon_3a"),
        ("iii" | "3", Some(_)) => Some("echelon_3b"),
        ("iii" | "3", None) => Some("echelon_3"),
        ("iv" | "4" | "v" | "5", _) => Some("echelon_4"),
        _ => None,
    }
}

/// The rungs of functional positions, by which their titles end.
const RUNGS: [&str; 9] = [
    "ahlipertama",
    "ahlimuda",
    "ahlimadya",
    "ahliutama",
    "pemula",
    "terampil",
    "mahir",
    "penyelia",
    "pelaksanalanjutan",
];

/// Whether a title is that of a functional position by its last words: `Guru Ahli Muda`.
pub fn is_functional(title: &str) -> bool {
    let word = key(title);
    RUNGS.iter().any(|rung| word.ends_with(rung))
}

/// The level that a title may well mean. It is offered, and never taken by itself.
pub fn suggested(title: &str) -> Option<&'static str> {
    const FUNCTIONAL: [&str; 14] = [
        "guru",
        "bidan",
        "perawat",
        "dokter",
        "apoteker",
        "pengawassekolah",
        "penyuluh",
        "auditor",
        "arsiparis",
        "pustakawan",
        "nutrisionis",
        "sanitarian",
        "analiskebijakan",
        "pranata",
    ];
    const TITLES: [(&str, &str); 16] = [
        ("sekretarisdaerah", "echelon_2"),
        ("asisten", "echelon_2"),
        ("stafahli", "echelon_2"),
        ("inspekturpembantu", "echelon_3a"),
        ("inspektur", "echelon_2"),
        ("kepaladinas", "echelon_2"),
        ("kadis", "echelon_2"),
        ("kepalabadan", "echelon_2"),
        ("kepalabagian", "section_head"),
        ("camat", "camat"),
        ("sekretariscamat", "echelon_3b"),
        ("sekretaris", "echelon_3a"),
        ("kepalabidang", "echelon_3b"),
        ("lurah", "echelon_4"),
        ("kepalasub", "echelon_4"),
        ("kepalaseksi", "echelon_4"),
    ];
    let word = key(title);
    if is_functional(title) || FUNCTIONAL.iter().any(|start| word.starts_with(start)) {
        return Some("functional");
    }
    let found = TITLES.iter().filter(|(start, _)| word.starts_with(start));
    let longest = found.max_by_key(|(start, _)| start.len()).map(|(_, level)| *level);
    let staff = ["analis", "pengadministrasi", "pengelola", "operator", "pengemudi", "penata"];
    let other = staff.iter().any(|start| word.starts_with(start)).then_some("staff");
    longest.or(other).filter(|level| POSITION_LEVELS.contains(level))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn echelons_are_read_as_people_write_them() {
        for (text, level) in [
            ("II.b", "echelon_2"),
            ("IIb", "echelon_2"),
            ("II/a", "echelon_2"),
            ("2b", "echelon_2"),
            ("III.a", "echelon_3a"),
            ("IIIa", "echelon_3a"),
            ("III/b", "echelon_3b"),
            ("III b", "echelon_3b"),
            ("Eselon III.a", "echelon_3a"),
            ("ESELON III", "echelon_3"),
            ("Esl. IV.a", "echelon_4"),
            ("IV/b", "echelon_4"),
            ("V.a", "echelon_4"),
            ("I.a", "echelon_1"),
            ("Non Eselon", "staff"),
            ("Non-Eselon", "staff"),
            ("Fungsional Umum", "staff"),
            ("Fungsional Tertentu", "functional"),
            ("Jabatan Fungsional Tertentu", "functional"),
            ("Pelaksana", "staff"),
            ("Administrator", "echelon_3"),
            ("Pengawas", "echelon_4"),
            ("JPT Pratama", "echelon_2"),
            ("camat", "camat"),
        ] {
            assert_eq!(read(text), WrittenLevel::Known(level), "{text}");
        }
        assert_eq!(read("Struktural"), WrittenLevel::Structural);
        for text in ["Guru", "Lurah", "Sekretaris", "Kadis", "Kepala Bidang Pasar", "III/c", "VI"] {
            assert_eq!(read(text), WrittenLevel::Unknown, "{text}");
        }
    }

    #[test]
    fn titles_suggest_levels_and_decide_none() {
        for (title, level) in [
            ("Guru Ahli Muda", Some("functional")),
            ("Bidan", Some("functional")),
            ("Kepala Bidang Pasar", Some("echelon_3b")),
            ("Camat", Some("camat")),
            ("Sekretaris Camat", Some("echelon_3b")),
            ("Lurah", Some("echelon_4")),
            ("Kadis", Some("echelon_2")),
            ("Analis Perdagangan", Some("staff")),
            ("Analis Perdagangan Ahli Muda", Some("functional")),
            ("Juru Kunci", None),
        ] {
            assert_eq!(suggested(title), level, "{title}");
        }
    }
}
