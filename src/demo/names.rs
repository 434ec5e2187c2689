//! Words that names are made of: Javanese, Madurese and Arabic ones, as heard in the east of
//! Java, by the fashion of two generations; and the titles that go with them. Whoever they fit is
//! a coincidence.

use super::ranks::{Field, Level, Schooling};
use super::rng::Rng;

/// What a name with its titles depends on.
pub(super) struct Bearer {
    pub(super) female: bool,
    /// Year.
    pub(super) born: i32,
    pub(super) level: Level,
    pub(super) field: Field,
    pub(super) schooling: Schooling,
}

/// A name without titles.
pub(super) fn plain(rng: &mut Rng, female: bool, born: i32) -> String {
    let old = born < 1982;
    if female {
        let first = rng.pick(if old { &FEMALE_OLD } else { &FEMALE_YOUNG[..] });
        let middle = rng.pick(&FEMALE_MIDDLE);
        let last = rng.pick(&FEMALE_LAST);
        return if middle != first && rng.percent(25) {
            format!("{first} {middle} {last}")
        } else {
            format!("{first} {last}")
        };
    }
    let first = rng.pick(if old { &MALE_OLD } else { &MALE_YOUNG[..] });
    let last = rng.pick(&MALE_LAST);
    match rng.between(1, 100) {
        1..=30 if old => rng.pick(&MALE_ALONE).to_owned(),
        31..=48 => format!("{} {last}", rng.pick(&MALE_PREFIX)),
        49..=60 => format!("{} {first} {last}", rng.pick(&MALE_PREFIX)),
        _ => format!("{first} {last}"),
    }
}

/// The name with academic titles and, for some of the older, the mark of a pilgrim.
pub(super) fn titled(rng: &mut Rng, plain: &str, bearer: &Bearer) -> String {
    let (before, mut after) = studies(rng, bearer);
    if rng.percent(masters(bearer)) {
        after.push(match bearer.field {
            Field::Education => "M.Pd.",
            Field::Health => "M.Kes.",
            Field::General => rng.pick(&["M.Si.", "M.Si.", "M.M.", "M.AP.", "M.H."]),
        });
    }
    let pilgrim = match (bearer.born < 1978 && rng.percent(22), bearer.female) {
        (true, true) => "Hj. ",
        (true, false) => "H. ",
        (false, _) => "",
    };
    let titles = [&[plain], after.as_slice()].concat().join(", ");
    format!("{before}{pilgrim}{titles}")
}

/// What stands before the name and after it.
fn studies(rng: &mut Rng, bearer: &Bearer) -> (&'static str, Vec<&'static str>) {
    let after = match (bearer.schooling, bearer.field) {
        (Schooling::School, _) => return ("", vec![]),
        (Schooling::Diploma, Field::Health) if bearer.female => "A.Md.Keb.",
        (Schooling::Diploma, Field::Health) => "A.Md.Kep.",
        (Schooling::Diploma, _) => "A.Md.",
        (Schooling::Degree, Field::Health) if rng.percent(20) => return ("dr. ", vec![]),
        (Schooling::Degree, Field::Health) => {
            rng.pick(&["S.Kep., Ns.", "S.K.M.", "S.Farm.", "S.Gz.", "S.Tr.Kep."])
        }
        // The older title of the same studies.
        (Schooling::Degree, _) if bearer.born < 1972 && rng.percent(45) => {
            return (if bearer.female { "Dra. " } else { "Drs. " }, vec![]);
        }
        (Schooling::Degree, Field::Education) => {
            rng.pick(&["S.Pd.", "S.Pd.", "S.Pd.SD", "S.Pd.I.", "S.E."])
        }
        (Schooling::Degree, Field::General) => rng.pick(&[
            "S.E.", "S.Sos.", "S.H.", "S.T.", "S.Kom.", "S.AP.", "S.IP.", "S.P.", "S.STP.",
        ]),
    };
    ("", vec![after])
}

/// How many of a hundred went on to a master's degree.
fn masters(bearer: &Bearer) -> i64 {
    match bearer.level {
        Level::Echelon2 => 90,
        Level::Echelon3 | Level::Camat => 65,
        Level::Echelon4 | Level::SectionHead => 25,
        Level::Functional if bearer.schooling == Schooling::Degree => 15,
        Level::Functional | Level::Staff => 0,
    }
}

/// Names that older men bear alone.
const MALE_ALONE: [&str; 16] = [
    "Sutrisno",
    "Suwarno",
    "Mulyono",
    "Sugiarto",
    "Supriyadi",
    "Hariyanto",
    "Suprapto",
    "Wagiman",
    "Mulyadi",
    "Sukamto",
    "Suhartono",
    "Ponidi",
    "Sunaryo",
    "Musleh",
    "Buhari",
    "Sanusi",
];
const MALE_OLD: [&str; 16] = [
    "Bambang", "Agus", "Slamet", "Eko", "Djoko", "Heri", "Tri", "Gatot", "Edy", "Imam", "Nanang",
    "Didik", "Hadi", "Abdul", "Samsul", "Yudi",
];
const MALE_YOUNG: [&str; 20] = [
    "Dimas", "Rizky", "Aditya", "Fajar", "Bagus", "Ilham", "Yoga", "Galih", "Andika", "Bayu",
    "Rendra", "Hendra", "Arif", "Taufiq", "Fikri", "Wahyu", "Zainul", "Johan", "Kevin", "Angga",
];
const MALE_PREFIX: [&str; 5] = ["Mohammad", "Moch.", "Ahmad", "Achmad", "Muhammad"];
const MALE_LAST: [&str; 30] = [
    "Prasetyo",
    "Wibowo",
    "Hidayat",
    "Santoso",
    "Kurniawan",
    "Firmansyah",
    "Setiawan",
    "Nugroho",
    "Susanto",
    "Wijaya",
    "Saputra",
    "Ramadhan",
    "Maulana",
    "Arifin",
    "Fauzi",
    "Mahendra",
    "Purnomo",
    "Budiono",
    "Cahyono",
    "Subagyo",
    "Utomo",
    "Rohman",
    "Hakim",
    "Widodo",
    "Prayitno",
    "Efendi",
    "Mubarok",
    "Laksono",
    "Pamungkas",
    "Yulianto",
];
const FEMALE_OLD: [&str; 18] = [
    "Siti", "Sri", "Endang", "Tutik", "Wiwik", "Dwi", "Tri", "Nur", "Lilik", "Anik", "Umi",
    "Mamik", "Yuni", "Erna", "Rini", "Hartini", "Indah", "Titin",
];
const FEMALE_YOUNG: [&str; 20] = [
    "Putri", "Dinda", "Ayu", "Rizka", "Novi", "Intan", "Dewi", "Fitri", "Nadia", "Anisa", "Vina",
    "Wulan", "Laila", "Mega", "Ratna", "Silvi", "Firda", "Nabila", "Risma", "Yesi",
];
const FEMALE_MIDDLE: [&str; 8] = ["Nur", "Dwi", "Ayu", "Eka", "Kartika", "Nurul", "Dian", "Retno"];
const FEMALE_LAST: [&str; 28] = [
    "Wahyuni",
    "Lestari",
    "Rahayu",
    "Handayani",
    "Astuti",
    "Rahmawati",
    "Kusumawati",
    "Puspitasari",
    "Hidayati",
    "Fitriani",
    "Susanti",
    "Maharani",
    "Permatasari",
    "Anggraini",
    "Nuraini",
    "Khasanah",
    "Maghfiroh",
    "Wulandari",
    "Utami",
    "Safitri",
    "Mulyani",
    "Ningsih",
    "Kholifah",
    "Widyastuti",
    "Indrawati",
    "Purwanti",
    "Aminah",
    "Zulaikha",
];
