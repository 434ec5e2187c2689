use super::{WEST, day, placed, policy, under};
use crate::declaration::{Reason, check};
use crate::{Period, Rulebook};

fn judged(rulebook: &Rulebook, label: &str, today: &str) -> Result<(), &'static str> {
    let period = Period::parse(label).unwrap();
    check(rulebook, &placed(WEST), &period, day(today)).map_err(|problem| problem.code)
}

#[test]
fn a_period_is_declared_from_its_first_day_until_nothing_can_be_recorded_any_more() {
    let rulebook = under(policy());
    assert_eq!(judged(&rulebook, "2026-W47", "2026-11-15"), Err("period-not-begun"));
    assert_eq!(judged(&rulebook, "2026-W47", "2026-11-16"), Ok(()));
    assert_eq!(judged(&rulebook, "2026-W47", "2026-12-22"), Ok(()));
    assert_eq!(judged(&rulebook, "2026-W47", "2026-12-23"), Err("date-too-old"));
}

#[test]
fn what_nobody_asks_is_not_declined() {
    let rulebook = under(policy());
    assert_eq!(judged(&rulebook, "2026-11", "2026-11-20"), Err("nothing-asked"));
    assert_eq!(judged(&Rulebook::default(), "2026-W47", "2026-11-20"), Err("nothing-asked"));
}

#[test]
fn a_reason_is_one_of_a_few() {
    for reason in Reason::ALL {
        assert_eq!(Reason::parse("reason", reason.name()), Ok(reason));
    }
    assert_eq!(Reason::parse("reason", " ").unwrap_err().code, "missing");
    assert_eq!(Reason::parse("reason", "sakit gigi").unwrap_err().code, "unknown-choice");
}
