//! Why somebody stands in a period as they do, in sentences (rules.md §§2 to 6).

use super::policy_words::{classes, days, percent};
use crate::rules::compliance::Arithmetic;
use crate::rules::purchase::{State, Uncounted};
use crate::rules::seller_class::carried;
use crate::rules::{Assessment, Mode, NotObliged, Period, PeriodKind, Policy, Status};
use crate::store::purchases::Purchase;
use crate::text::{Arg, Language, formats, text_with};

/// What was assessed, and for whom.
pub struct Explained<'a> {
    pub period: &'a Period,
    pub assessment: &'a Assessment<'a>,
    /// Those of the period, in any order.
    pub purchases: &'a [&'a Purchase],
    /// Whether the period is closed, and the last amendment of it.
    pub closed: Option<Option<u32>>,
}

impl Explained<'_> {
    /// Whether a purchase was recorded after the deadline (rules.md §6).
    fn is_late(&self, purchase: &Purchase) -> bool {
        let deadline = self.assessment.deadline_instant();
        deadline.is_some_and(|passes| purchase.row.recorded_at >= passes)
    }
}

/// The sentences, from the policy to the deadline.
pub fn sentences(language: Language, explained: &Explained<'_>) -> Vec<String> {
    let mut described = Explainer { language, sentences: Vec::new() };
    let assessment = explained.assessment;
    described.policy(explained);
    if let Some(arithmetic) = &assessment.arithmetic {
        described.minimum(assessment, arithmetic);
    }
    described.purchases(explained);
    described.counted(assessment);
    described.deadline(explained);
    described.closed(explained);
    described.sentences
}

struct Explainer {
    language: Language,
    sentences: Vec<String>,
}

impl Explainer {
    fn say(&mut self, key: &str, args: &[(&str, Arg<'_>)]) {
        self.sentences.push(text_with(self.language, key, args));
    }

    fn rupiah(&self, amount: i64) -> String {
        formats::rupiah(self.language, amount)
    }

    fn policy(&mut self, explained: &Explained<'_>) {
        let period = match explained.period.kind {
            PeriodKind::Week => formats::week_range(self.language, explained.period.start),
            PeriodKind::Month => formats::month_year(self.language, explained.period.start),
        };
        let period = [("period", Arg::from(&period))];
        let Some(policy) = explained.assessment.policy else {
            let key = match explained.assessment.not_obliged {
                Some(NotObliged::NotPlaced) => "explanation-not-placed",
                Some(NotObliged::NothingAsked) => "explanation-nothing-asked",
                Some(NotObliged::NoDayCounts) => "explanation-no-day",
                Some(NotObliged::NoPolicy) | None => "explanation-no-policy",
            };
            return self.say(key, &period);
        };
        let key = match policy.mode {
            Mode::Mandatory => "explanation-mandatory",
            Mode::Appeal => "explanation-appeal",
        };
        let [period] = period;
        self.say(key, &[period, ("title", (&policy.title).into())]);
        if !policy.legal_basis.is_empty() {
            self.say("explanation-basis", &[("basis", (&policy.legal_basis).into())]);
        }
        if let Some(days) = days(self.language, policy) {
            self.say("explanation-counts-on", &[("days", (&days).into())]);
        }
        if let Some(classes) = classes(self.language, policy) {
            self.say("explanation-seller-classes", &[("classes", (&classes).into())]);
        }
    }

    /// The share of a reference amount that is asked, or why the amount is asked in its place.
    fn share(&mut self, policy: &Policy, arithmetic: &Arithmetic) {
        let (_, asked, _) = policy.asked_by(arithmetic.tier);
        let Some(asked) = asked else { return };
        let share = percent(self.language, asked);
        let amount = self.rupiah(arithmetic.full_amount);
        let key = match (arithmetic.percent, policy.period) {
            (None, _) => "explanation-percent-unknown",
            (Some(_), PeriodKind::Month) => "explanation-percent-month",
            (Some(_), PeriodKind::Week) => "explanation-percent-week",
        };
        self.say(key, &[("percent", (&share).into()), ("amount", (&amount).into())]);
    }

    /// Tier, working days, holidays, leave, and what they leave of the minimum.
    fn minimum(&mut self, assessment: &Assessment<'_>, arithmetic: &Arithmetic) {
        let amount = self.rupiah(arithmetic.full_amount);
        match arithmetic.tier {
            Some(index) => self.say(
                "explanation-tier",
                &[("tier", (index + 1).into()), ("amount", (&amount).into())],
            ),
            None => self.say("explanation-minimum", &[("amount", (&amount).into())]),
        }
        if let Some(policy) = assessment.policy {
            self.share(policy, arithmetic);
        }
        if arithmetic.full_count > 0 {
            self.say("explanation-count", &[("count", arithmetic.full_count.into())]);
        }
        let days = &arithmetic.days;
        self.say(
            "explanation-days",
            &[
                ("weekdays", days.weekdays.into()),
                ("holidays", days.holidays.into()),
                ("leave", days.leave.into()),
            ],
        );
        if assessment.status == Status::Exempt {
            self.say("explanation-exempt", &[]);
        } else if arithmetic.asked != days.weekdays {
            let minimum = self.rupiah(assessment.minimum.unwrap_or_default());
            self.say(
                "explanation-prorated",
                &[
                    ("asked", arithmetic.asked.into()),
                    ("weekdays", days.weekdays.into()),
                    ("minimum", (&minimum).into()),
                ],
            );
            if arithmetic.full_count > 0 {
                let count = assessment.minimum_count.unwrap_or_default();
                self.say("explanation-prorated-count", &[("count", count.into())]);
            }
        }
    }

    /// Each purchase, and whether it counts.
    fn purchases(&mut self, explained: &Explained<'_>) {
        let mut purchases = explained.purchases.to_vec();
        purchases.sort_by_key(|purchase| (purchase.row.purchased_on, purchase.row.id));
        for purchase in purchases {
            let row = &purchase.row;
            let on_day = carried(&purchase.classes, row.purchased_on);
            let for_policy =
                |policy: &Policy| policy.keeps_from_counting(row.purchased_on, &on_day);
            let why =
                purchase.uncounted().or_else(|| explained.assessment.policy.and_then(for_policy));
            let key = match why {
                Some(Uncounted::Voided) => "explanation-purchase-voided",
                Some(Uncounted::Rejected) => "explanation-purchase-rejected",
                Some(Uncounted::OfficeFunds) => "explanation-purchase-office",
                Some(Uncounted::IneligibleSeller) => "explanation-purchase-ineligible",
                Some(Uncounted::Day) => "explanation-purchase-day",
                Some(Uncounted::SellerClass) => "explanation-purchase-class",
                None if explained.is_late(purchase) => "explanation-purchase-late",
                None if purchase.row.state == State::Recorded => "explanation-purchase-recorded",
                None => "explanation-purchase-verified",
            };
            let (day, amount) =
                (formats::date_long(self.language, row.purchased_on), self.rupiah(row.amount));
            let arguments = [
                ("day", Arg::from(&day)),
                ("seller", (&purchase.seller.name).into()),
                ("amount", (&amount).into()),
                ("reason", row.reason.as_deref().unwrap_or("–").into()),
            ];
            self.say(key, &arguments);
        }
    }

    fn counted(&mut self, assessment: &Assessment<'_>) {
        let counted = self.rupiah(assessment.counted);
        self.say(
            "explanation-counted",
            &[("counted", (&counted).into()), ("count", assessment.count.into())],
        );
        match assessment.status {
            Status::Met => self.say("explanation-met", &[]),
            Status::MetLate => self.say("explanation-met-late", &[]),
            Status::Open | Status::Short => {
                let shortfall = assessment.shortfall.unwrap_or_default();
                if shortfall > 0 {
                    let amount = self.rupiah(shortfall);
                    self.say("explanation-shortfall", &[("amount", (&amount).into())]);
                }
                if assessment.missing_count() > 0 {
                    let missing = assessment.missing_count();
                    self.say("explanation-missing-count", &[("count", missing.into())]);
                }
            }
            _ => {}
        }
    }

    fn deadline(&mut self, explained: &Explained<'_>) {
        let Some(date) = explained.assessment.deadline else { return };
        let date = formats::date_long(self.language, date);
        let zone = explained.assessment.zone.label();
        self.say("explanation-deadline", &[("date", (&date).into()), ("zone", zone.into())]);
    }

    fn closed(&mut self, explained: &Explained<'_>) {
        match explained.closed {
            None => {}
            Some(None) => self.say("explanation-closed", &[]),
            Some(Some(number)) => {
                self.say("explanation-closed-amended", &[("number", number.into())]);
            }
        }
    }
}
