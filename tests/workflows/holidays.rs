use pekan::workflows::put_holiday::{Draft, put};
use pekan::workflows::remove_holiday::remove;

use super::{District, invalid, now};
use crate::{assert_refused, on_both_databases};

fn draft(name: &str, kind: &str) -> Draft {
    Draft { date: "2026-12-25".into(), name: name.into(), kind: kind.into() }
}

on_both_databases! {
    async fn a_holiday_is_put_changed_and_removed(db) {
        let d = District::build(&db).await;
        let day = "2026-12-25".parse().unwrap();
        put(&d.store, &d.dewi, draft("Natal", "public"), now()).await.unwrap();
        let changed = put(&d.store, &d.dewi, draft("Hari Natal", "joint_leave"), now()).await.unwrap();
        assert_eq!((changed.name.as_str(), changed.kind.as_str()), ("Hari Natal", "joint_leave"));
        assert!(d.store.rulebook().await.unwrap().holidays.contains(&day));
        remove(&d.store, &d.dewi, day, now()).await.unwrap();
        assert!(d.store.rulebook().await.unwrap().holidays.is_empty());
        assert_refused!(remove(&d.store, &d.dewi, day, now()).await, NotFound);
        assert_eq!(d.audited().await[..3], ["holiday.remove", "holiday.put", "holiday.put"]);

        let broken = Draft { date: "25/12".into(), ..draft("", "party") };
        assert_eq!(invalid(put(&d.store, &d.dewi, broken, now()).await),
            ["date: not-a-date", "kind: unknown-choice", "name: missing"]);
        d.hire("2", "DKP").await;
        let two = d.by("2").await;
        assert_refused!(put(&d.store, &two, draft("x", "public"), now()).await, Forbidden);
        assert_refused!(remove(&d.store, &two, day, now()).await, Forbidden);
    }
}
