//! Days: since when somebody works, leave, and the joint decree on holidays.

use pekan::rules::ImportKind;
use pekan::rules::reading::DateOrder;

use super::{asked, district, faults, import, meaning, ordered, people};
use crate::on_both_databases;
use crate::support::database::Database;

on_both_databases!(leave_lists_are_read);

#[tokio::test]
async fn days_are_read_and_those_that_could_be_swapped_are_asked() {
    let name = "t15-dates.csv";
    let db = Database::sqlite();
    let (d, report) = people(&db, name).await;
    assert_eq!((report.created, faults(&report)), (0, vec!["5 3 from: date-order".to_owned()]));
    let order = report.questions.order.clone().unwrap();
    assert_eq!((order.value.as_str(), order.rows), ("01/03/26", 3));
    let said = Some(ordered(DateOrder::DayFirst));
    let report = import(&d, ImportKind::Employees, name, said).await;
    assert_eq!((report.created, faults(&report)), (15, vec![]));
    let days = report.people.iter().map(|one| one.after.as_ref().unwrap().from.to_string());
    let days: Vec<_> = days.collect();
    let other = [(8, "2026-08-01"), (10, "2026-03-02"), (11, "2026-03-13"), (14, "2026-05-01")];
    for (at, day) in days.iter().enumerate() {
        let expected = other.iter().find(|(other, _)| *other == at);
        assert_eq!(day, expected.map_or("2026-03-01", |(_, day)| *day), "{at}");
    }
}

async fn leave_lists_are_read(db: Database) {
    let (d, report) = people(&db, "t01-title-rows.csv").await;
    assert_eq!(report.created, 3);
    let report = import(&d, ImportKind::Exemptions, "c02-cuti-own-headings.csv", None).await;
    assert_eq!((report.created, faults(&report)), (3, vec![]));
    let report = import(&d, ImportKind::Exemptions, "c03-leave-reasons.csv", None).await;
    let unknown = [("Izin", 1), ("Cuti Bersama", 1), ("Umrah", 1), ("MPP", 1)];
    assert_eq!((report.created, asked(&report)), (0, unknown.to_vec()));
    let said = unknown.map(|(reason, _)| (reason, "other"));
    let said = Some(meaning("reason", &said));
    let report = import(&d, ImportKind::Exemptions, "c03-leave-reasons.csv", said).await;
    assert_eq!((report.created, faults(&report)), (20, vec![]));
}

#[tokio::test]
async fn the_joint_decree_on_holidays_is_read() {
    let db = Database::sqlite();
    let d = district(&db).await;
    let report = import(&d, ImportKind::Holidays, "h01-skb.xlsx", None).await;
    assert_eq!((report.created, faults(&report)), (4, vec![]));
    let days = pekan::store::holidays::between(
        d.store.reader(),
        "2027-01-01".parse().unwrap(),
        "2027-12-31".parse().unwrap(),
    );
    let days: Vec<_> = days.await.unwrap().into_iter().map(|one| one.day.to_string()).collect();
    assert_eq!(days, ["2027-01-01", "2027-03-09", "2027-03-10", "2027-08-17"]);
    let report = import(&d, ImportKind::Holidays, "h02-holidays.csv", None).await;
    assert_eq!(faults(&report), ["3 1 date: date-order"]);
    let said = Some(ordered(DateOrder::DayFirst));
    let report = import(&d, ImportKind::Holidays, "h02-holidays.csv", said).await;
    assert_eq!((report.created + report.changed, faults(&report)), (2, vec![]));
}
