//! What happens, and when.

use chrono::Days;
use pekan::rules::RoleKind;
use pekan::rules::amendment::Decision as Verdict;
use pekan::rules::exemption_draft;
use pekan::workflows;
use pekan::workflows::closing::decide_amendment::{self, Which};
use pekan::workflows::purchases::change::Decision;

use super::policies::{by_rank, lumajang, monthly, one_trip};
use super::{Agus, Dewi, Year};
use crate::support::district::day;
use crate::support::{seen, void_seen, warrant};

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
        self.announce(lumajang()).await;
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

    /// Of one office and those below it, or of all.
    async fn holiday(&mut self, date: &str, office: Option<&'static str>) {
        let draft = workflows::holidays::put::Draft {
            date: date.into(),
            name: "Libur".into(),
            kind: "public".into(),
            office: office.map(Into::into),
        };
        workflows::holidays::put(&self.town.store, &warrant(&self.by(Dewi), self.noon()), draft)
            .await
            .unwrap();
        self.ledger.holidays.push((day(date), office));
    }

    /// Leave, before it begins or up to thirty days after.
    async fn take_leave(&mut self) {
        let who = self.somebody();
        let number = self.numbers[who].clone();
        let from = self.today + Days::new(8) - Days::new(self.dice.below(38) as u64);
        let to = from + Days::new(self.dice.below(9) as u64);
        let draft = exemption_draft::Draft {
            from: from.to_string(),
            to: to.to_string(),
            reason: "annual_leave".into(),
        };
        // Nobody approves their own.
        let by = if self.ids[who] == self.town.id(Dewi) { Agus } else { Dewi };
        let by = warrant(&self.by(by), self.noon());
        let done = workflows::exemptions::request(&self.town.store, &by, &number, draft);
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
        let done = workflows::exemptions::withdraw(
            &self.town.store,
            &warrant(&by, self.noon()),
            id,
            reason,
        )
        .await;
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
            workflows::purchases::change::void(
                store,
                &warrant(&judge, now),
                void_seen(store, id).await,
                "dobel",
            )
            .await
            .unwrap();
            self.recorded.retain(|(.., other)| *other != id);
        } else {
            let decision = if counts { Decision::Reject } else { Decision::Verify };
            let reason = Some("nota tidak terbaca");
            workflows::purchases::change::review(
                store,
                &warrant(&judge, now),
                seen(store, id).await,
                decision,
                reason,
            )
            .await
            .unwrap();
            self.told.rejected += usize::from(counts);
        }
        self.ledger.people[who].bought[index].counts = !counts;
    }

    /// Accepts all that was proposed: Dewi what concerns others, Agus what concerns her.
    pub async fn decide(&mut self) {
        for who in [Dewi, Agus] {
            let (store, all) = (&self.town.store, Which::Many(None));
            let by = warrant(&self.by(who), self.noon());
            let done = decide_amendment::decide(store, &by, all, Verdict::Accept, "sesuai");
            self.told.decided += done.await.unwrap();
        }
    }
}
