//! What happens, and when.

use std::fmt::Write;

use chrono::Days;
use pekan::rules::RoleKind;
use pekan::rules::amendment::Decision as Verdict;
use pekan::rules::employee::{Draft as Newcomer, PlaceDraft};
use pekan::rules::money::AmountInput;
use pekan::rules::policy_draft::{Draft as PolicyDraft, TierDraft};
use pekan::workflows::change_purchase::{self, Decision};
use pekan::workflows::decide_amendment::{self, Which};
use pekan::workflows::import::{self, TableOf};
use pekan::workflows::{
    add_employee, add_policy, depart_employee, place_employee, put_holiday, request_exemption,
    withdraw_exemption,
};

use super::ledger::TierFact;
use super::{Agus, Dewi, PersonFact, Place, PolicyFact, Year};
use crate::support::district::day;

const OFFICES: [&str; 5] = ["LMJ", "DKP", "DKP-UPT1", "KEC-TEMPEH", "BALI"];
const GRADES: [&str; 5] = ["II/c", "III/a", "III/d", "IV/a", "IX"];
const LEVELS: [&str; 5] = ["staff", "functional", "echelon_4", "echelon_3b", "camat"];
const KINDS: [&str; 3] = ["PNS", "PPPK", "PPPK_PW"];
/// Nyepi, Lebaran, and the rest of the year's holidays that fall on working days.
const HOLIDAYS: [&str; 12] = [
    "2026-01-01",
    "2026-01-16",
    "2026-02-17",
    "2026-03-18",
    "2026-03-19",
    "2026-03-20",
    "2026-04-03",
    "2026-05-01",
    "2026-05-14",
    "2026-06-01",
    "2026-08-17",
    "2026-12-25",
];
/// Two days of joint leave that are announced when they are over.
const ANNOUNCED_LATE: [&str; 2] = ["2026-03-23", "2026-03-24"];

impl Year {
    /// The district before its first week: twenty people more, the first policy, the holidays.
    pub async fn settle(&mut self) {
        for n in 0..20 {
            let place = self.place("2021-03-01", n);
            self.hire(n, place).await;
        }
        for date in HOLIDAYS {
            self.holiday(date, None).await;
        }
        self.holiday("2026-03-13", Some("DKP")).await;
        let lumajang = PolicyFact {
            title: "Lumajang",
            office: "LMJ",
            monthly: false,
            from: day("2025-12-29"),
            amount: 100_000,
            count: 0,
            tiers: Vec::new(),
            prorated: (false, false),
            grace: 3,
        };
        self.announce(lumajang).await;
        self.told.policies = 0;
    }

    /// All of a morning.
    pub async fn happen(&mut self) {
        match self.today.to_string().as_str() {
            "2026-02-18" => self.announce(by_rank()).await,
            "2026-03-30" => {
                for date in ANNOUNCED_LATE {
                    self.holiday(date, None).await;
                }
            }
            "2026-04-01" | "2026-09-01" => self.move_many().await,
            "2026-06-24" => self.announce(monthly()).await,
            "2026-09-25" => self.announce(one_trip()).await,
            "2026-02-11" | "2026-05-04" | "2026-08-19" | "2026-10-01" => {
                let (n, from) = (self.ids.len(), self.today - Days::new(2));
                let place = self.place(&from.to_string(), n);
                self.hire(n, place).await;
            }
            "2026-05-20" | "2026-07-15" | "2026-11-11" => self.leave_for_good().await,
            "2026-09-14" => self.come_back().await,
            _ => {}
        }
        let n = (self.today - day(super::FIRST)).num_days();
        if n % 9 == 4 && self.told.transfers < 60 {
            self.transfer().await;
        }
        if n % 8 == 2 {
            self.take_leave().await;
        }
        if n % 30 == 11 {
            self.take_back().await;
        }
        if n % 3 == 1 && !self.recorded.is_empty() {
            self.review().await;
        }
        if n % 7 == 0 {
            self.decide().await;
        }
    }

    fn place(&mut self, from: &str, n: usize) -> Place {
        Place {
            from: day(from),
            office: Some(OFFICES[n % 5]),
            level: LEVELS[n % 4],
            grade: self.dice.one_of(&GRADES),
            kind: self.dice.one_of(&KINDS),
        }
    }

    async fn hire(&mut self, n: usize, place: Place) {
        let number = format!("ASN-{n:03}");
        let newcomer = Newcomer {
            number: number.clone(),
            name: format!("Pegawai {n}"),
            email: format!("asn{n}@contoh.go.id"),
            phone: None,
            place: place.draft(),
        };
        let (store, by) = (&self.town.store, self.by(Dewi));
        let added = add_employee::add(store, &by, newcomer, self.noon()).await.unwrap();
        self.ids.push(added.id);
        self.numbers.push(number);
        self.ledger.people.push(PersonFact { places: vec![place], ..PersonFact::default() });
    }

    /// Of one office and those below it, or of all.
    async fn holiday(&mut self, date: &str, office: Option<&'static str>) {
        let draft = put_holiday::Draft {
            date: date.into(),
            name: "Libur".into(),
            kind: "public".into(),
            office: office.map(Into::into),
        };
        put_holiday::put(&self.town.store, &self.by(Dewi), draft, self.noon()).await.unwrap();
        self.ledger.holidays.push((day(date), office));
    }

    async fn announce(&mut self, policy: PolicyFact) {
        let rule = |yes: bool| Some(if yes { "prorated" } else { "full" }.to_owned());
        let owned = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect();
        let tiers = policy.tiers.iter().map(|tier| TierDraft {
            position_levels: owned(tier.levels),
            grades: owned(tier.grades),
            employment_types: owned(tier.kinds),
            minimum_amount: Some(AmountInput::Rupiah(tier.amount)),
            minimum_count: None,
        });
        let draft = PolicyDraft {
            title: policy.title.into(),
            legal_basis: "SE".into(),
            mode: "mandatory".into(),
            period: if policy.monthly { "month" } else { "week" }.into(),
            office: policy.office.into(),
            effective_from: policy.from.to_string(),
            minimum_amount: Some(AmountInput::Rupiah(policy.amount)),
            minimum_count: Some(policy.count.to_string()),
            tiers: tiers.collect(),
            holiday_rule: rule(policy.prorated.0),
            leave_rule: rule(policy.prorated.1),
            grace_days: Some(policy.grace.to_string()),
            ..PolicyDraft::default()
        };
        add_policy::add(&self.town.store, &self.by(Dewi), draft, self.noon()).await.unwrap();
        self.ledger.policies.push(policy);
        self.told.policies += 1;
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

    async fn transfer(&mut self) {
        let (who, next) = self.mover();
        let (store, by) = (&self.town.store, self.by(Dewi));
        let done =
            place_employee::place(store, &by, &self.numbers[who], next.draft(), self.noon()).await;
        done.unwrap();
        self.ledger.people[who].places.push(next);
        self.told.transfers += 1;
    }

    /// Ten at once, from a list.
    async fn move_many(&mut self) {
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
        let table = TableOf::Placements;
        let report = import::import(store, &by, table, list.as_bytes(), false, now).await.unwrap();
        assert_eq!((report.changed, report.errors.len()), (10, 0), "{:?}", report.errors);
        self.told.transfers += 10;
    }

    /// Told five days later.
    async fn leave_for_good(&mut self) {
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
        depart_employee::depart(store, &by, number, &on.to_string(), self.noon()).await.unwrap();
        let places = &mut self.ledger.people[who].places;
        let gone =
            Place { from: on + Days::new(1), office: None, ..places.last().unwrap().clone() };
        places.push(gone);
    }

    async fn come_back(&mut self) {
        let gone = |person: &PersonFact| person.places.last().unwrap().office.is_none();
        let who = self.ledger.people.iter().position(gone).unwrap();
        let next = self.place(&self.today.to_string(), who);
        let (store, by) = (&self.town.store, self.by(Dewi));
        let number = &self.numbers[who];
        place_employee::place(store, &by, number, next.draft(), self.noon()).await.unwrap();
        self.ledger.people[who].places.push(next);
    }

    /// Leave, before it begins or up to thirty days after.
    async fn take_leave(&mut self) {
        let who = self.somebody();
        let number = self.numbers[who].clone();
        let from = self.today + Days::new(8) - Days::new(self.dice.below(38) as u64);
        let to = from + Days::new(self.dice.below(9) as u64);
        let draft = request_exemption::Draft {
            from: from.to_string(),
            to: to.to_string(),
            reason: "annual_leave".into(),
        };
        // Nobody approves their own.
        let by = if self.ids[who] == self.town.id(Dewi) { Agus } else { Dewi };
        let by = self.by(by);
        let done = request_exemption::request(&self.town.store, &by, &number, draft, self.noon());
        let id = done.await.unwrap().id;
        self.ledger.people[who].leave.push((from, to));
        self.told.backdated_leave += usize::from(to < self.today);
        self.granted.push((who, (from, to), id));
    }

    /// Some leave was not taken after all.
    async fn take_back(&mut self) {
        let (who, days, id) = self.granted.swap_remove(self.dice.below(self.granted.len()));
        let by = if self.ids[who] == self.town.id(Dewi) { Agus } else { Dewi };
        let (by, reason) = (self.by(by), Some("tidak jadi cuti"));
        let done =
            withdraw_exemption::withdraw(&self.town.store, &by, id, reason, self.noon()).await;
        done.unwrap();
        let leave = &mut self.ledger.people[who].leave;
        let index = leave.iter().position(|other| *other == days).unwrap();
        leave.remove(index);
        self.told.withdrawn += 1;
    }

    /// One of the newest purchases is rejected or voided; what was rejected may be found good again.
    async fn review(&mut self) {
        let last = self.recorded.len().min(60);
        let (who, index, id) = self.recorded[self.recorded.len() - 1 - self.dice.below(last)];
        let judge = if self.ids[who] == self.town.id(Agus) { Dewi } else { Agus };
        let judge = self.role(judge, RoleKind::Reviewer);
        let (store, now) = (&self.town.store, self.noon());
        let counts = self.ledger.people[who].bought[index].counts;
        if counts && self.dice.below(4) == 0 {
            change_purchase::void(store, &judge, id, "dobel", now).await.unwrap();
            self.recorded.retain(|(.., other)| *other != id);
        } else {
            let decision = if counts { Decision::Reject } else { Decision::Verify };
            let reason = Some("nota tidak terbaca");
            change_purchase::review(store, &judge, id, decision, reason, now).await.unwrap();
            self.told.rejected += usize::from(counts);
        }
        self.ledger.people[who].bought[index].counts = !counts;
    }

    /// Accepts all that was proposed: Dewi what concerns others, Agus what concerns her.
    pub async fn decide(&mut self) {
        for who in [Dewi, Agus] {
            let (store, by) = (&self.town.store, self.by(who));
            let (all, now) = (Which::Many(None), self.noon());
            let done = decide_amendment::decide(store, &by, all, Verdict::Accept, "sesuai", now);
            self.told.decided += done.await.unwrap();
        }
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
        }
    }
}

/// Announced on a Wednesday, from next Monday: by rank, and holidays and leave lower it.
fn by_rank() -> PolicyFact {
    PolicyFact {
        title: "Menurut pangkat",
        office: "LMJ",
        monthly: false,
        from: day("2026-02-23"),
        amount: 100_000,
        count: 0,
        tiers: vec![
            TierFact { levels: &["camat", "echelon_3b"], amount: 150_000, ..TierFact::default() },
            TierFact { grades: &["IV/a"], kinds: &["PNS"], amount: 125_000, ..TierFact::default() },
            TierFact { kinds: &["PPPK_PW"], amount: 50_000, ..TierFact::default() },
        ],
        prorated: (true, true),
        grace: 3,
    }
}

/// By month from July.
fn monthly() -> PolicyFact {
    PolicyFact {
        title: "Per bulan",
        office: "LMJ",
        monthly: true,
        from: day("2026-07-01"),
        amount: 300_000,
        count: 2,
        tiers: vec![
            TierFact { levels: &["camat"], amount: 500_000, ..TierFact::default() },
            TierFact { grades: &["II/c", "IX"], amount: 200_000, ..TierFact::default() },
        ],
        prorated: (false, true),
        grace: 5,
    }
}

/// In one office a trip to the market a week, whatever is bought there.
fn one_trip() -> PolicyFact {
    PolicyFact {
        title: "Sekali ke pasar",
        office: "KEC-TEMPEH",
        monthly: false,
        from: day("2026-10-05"),
        amount: 0,
        count: 1,
        tiers: Vec::new(),
        prorated: (false, false),
        grace: 2,
    }
}
