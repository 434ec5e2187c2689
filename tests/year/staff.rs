//! People come, move, go and return.

use std::fmt::Write;

use chrono::Days;
use pekan::rules::ImportKind;
use pekan::rules::employee::Draft as Newcomer;
use pekan::rules::place_draft::PlaceDraft;
use pekan::workflows;
use pekan::workflows::imports::import;

use super::{Dewi, PersonFact, Place, Year};
use crate::support::district::day;
use crate::support::warrant;

const OFFICES: [&str; 5] = ["LMJ", "DKP", "DKP-UPT1", "KEC-TEMPEH", "BALI"];
const GRADES: [&str; 5] = ["II/c", "III/a", "III/d", "IV/a", "IX"];
const LEVELS: [&str; 5] = ["staff", "functional", "echelon_4", "echelon_3b", "camat"];
const KINDS: [&str; 3] = ["PNS", "PPPK", "PPPK_PW"];

impl Year {
    pub fn place(&mut self, from: &str, n: usize) -> Place {
        Place {
            from: day(from),
            office: Some(OFFICES[n % 5]),
            level: LEVELS[n % 4],
            grade: self.dice.one_of(&GRADES),
            kind: self.dice.one_of(&KINDS),
        }
    }

    pub async fn hire(&mut self, n: usize, place: Place) {
        let number = format!("ASN-{n:03}");
        let newcomer = Newcomer {
            number: number.clone(),
            name: format!("Pegawai {n}"),
            email: format!("asn{n}@contoh.go.id"),
            phone: None,
            place: place.draft(),
        };
        let (store, by) = (&self.town.store, self.by(Dewi));
        let added =
            workflows::employees::add(store, &warrant(&by, self.noon()), newcomer).await.unwrap();
        self.ids.push(added.id);
        self.numbers.push(number);
        self.ledger.people.push(PersonFact { places: vec![place], ..PersonFact::default() });
    }

    /// Elsewhere, or of another rank: known in time, on the day, or up to forty days late.
    fn next_place(&mut self, who: usize) -> Option<Place> {
        let last = self.ledger.people[who].places.last()?.clone();
        let days = self.dice.below(40) as u64 + 1;
        let from = match self.dice.below(3) {
            0 => self.today - Days::new(days),
            1 => self.today,
            _ => self.today + Days::new(days.div_ceil(3)),
        };
        let mut next = Place { from, ..last.clone() };
        if self.dice.below(3) == 0 {
            next.grade = self.dice.one_of(&GRADES);
            next.level = self.dice.one_of(&LEVELS);
        } else {
            next.office = Some(self.dice.one_of(&OFFICES));
        }
        let same = (next.office, next.level, next.grade) == (last.office, last.level, last.grade);
        (last.from < from && !same).then_some(next)
    }

    /// Somebody and where they go.
    fn mover(&mut self) -> (usize, Place) {
        loop {
            let who = self.somebody();
            if let Some(next) = self.next_place(who) {
                return (who, next);
            }
        }
    }

    pub async fn transfer(&mut self) {
        let (who, next) = self.mover();
        let (store, by) = (&self.town.store, self.by(Dewi));
        let done = workflows::employees::place(
            store,
            &warrant(&by, self.noon()),
            &self.numbers[who],
            next.draft(),
        )
        .await;
        done.unwrap();
        self.ledger.people[who].places.push(next);
        self.told.transfers += 1;
    }

    /// Ten at once, from a list.
    pub async fn move_many(&mut self) {
        let mut list = "NIP;OPD;Golongan;Jabatan;Status;TMT\n".to_owned();
        let mut moved = Vec::new();
        while moved.len() < 10 {
            let (who, next) = self.mover();
            if moved.contains(&who) {
                continue;
            }
            let (office, from) = (next.office.unwrap(), next.from);
            let (grade, level, kind) = (next.grade, next.level, next.kind);
            let number = &self.numbers[who];
            writeln!(list, "{number};{office};{grade};{level};{kind};{from}").unwrap();
            self.ledger.people[who].places.push(next);
            moved.push(who);
        }
        let (store, by, now) = (&self.town.store, self.by(Dewi), self.noon());
        let table = ImportKind::Placements;
        let report =
            import::import(store, &warrant(&by, now), table, list.as_bytes(), false).await.unwrap();
        assert_eq!((report.changed, report.errors.len()), (10, 0), "{:?}", report.errors);
        self.told.transfers += 10;
    }

    /// Told five days later.
    pub async fn leave_for_good(&mut self) {
        let who = loop {
            let who = self.somebody();
            let last = self.ledger.people[who].places.last().unwrap();
            // The cast stays.
            if who >= 7 && last.from < self.today - Days::new(5) {
                break who;
            }
        };
        let on = self.today - Days::new(5);
        let (store, by) = (&self.town.store, self.by(Dewi));
        let number = &self.numbers[who];
        workflows::employees::depart(store, &warrant(&by, self.noon()), number, &on.to_string())
            .await
            .unwrap();
        let places = &mut self.ledger.people[who].places;
        let gone =
            Place { from: on + Days::new(1), office: None, ..places.last().unwrap().clone() };
        places.push(gone);
    }

    pub async fn come_back(&mut self) {
        let gone = |person: &PersonFact| person.places.last().unwrap().office.is_none();
        let who = self.ledger.people.iter().position(gone).unwrap();
        let next = self.place(&self.today.to_string(), who);
        let (store, by) = (&self.town.store, self.by(Dewi));
        let number = &self.numbers[who];
        workflows::employees::place(store, &warrant(&by, self.noon()), number, next.draft())
            .await
            .unwrap();
        self.ledger.people[who].places.push(next);
    }
}

impl Place {
    fn draft(&self) -> PlaceDraft {
        PlaceDraft {
            office: self.office.map(Into::into),
            position_level: Some(self.level.into()),
            grade: Some(self.grade.into()),
            employment_type: Some(self.kind.into()),
            from: self.from.to_string(),
            ..PlaceDraft::default()
        }
    }
}
