//! The files of a recap carry the figures of the rules, of any district and of any number of people.

use std::io::{self, Write};

use chrono::{DateTime, Utc};
use pekan::documents::recap::pdf;
use pekan::reports::recap::{csv, xlsx};
use pekan::reports::table::Dialect;
use pekan::rules::recap::{Issue, Letterhead, Line, Paper, Recap, Sheet, Totals};
use pekan::rules::{Language, Period, Scope, Status, Summary};
use pekan::standing::recap::recap;
use pekan::standing::report;

use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::dice::Dice;
use crate::support::district::District;
use crate::support::paper::pages;
use crate::support::recap_files::{Sums, of_csv, of_pdf, of_xlsx};

on_both_databases!(all_files_of_a_random_district_carry_the_figures_of_the_rules);

const LANGUAGE: Language = Language::Indonesian;

fn on_paper(recap: Recap) -> Sheet {
    let issue = Issue {
        number: "800/1/2026".into(),
        code: "0123456789AB".into(),
        link: "https://belanja.example.go.id/rekap/0123456789AB".into(),
    };
    let letterhead = Letterhead {
        place: "Lumajang".into(),
        position: "Kepala".into(),
        signer: "Hadi".into(),
        ..Letterhead::default()
    };
    Sheet { recap, letterhead, issue: Some(issue), on: "2026-11-27".parse().unwrap() }
}

fn workbook(sheet: &Sheet) -> Vec<u8> {
    let mut file = Vec::new();
    xlsx(LANGUAGE, sheet, Paper::F4, &mut file).unwrap();
    file
}

fn on_pages(sheet: &Sheet, paper: Paper) -> Vec<u8> {
    let mut file = Vec::new();
    pdf(LANGUAGE, sheet, paper, None, &mut file).unwrap();
    file
}

fn expected(recap: &Recap) -> Sums {
    let Totals { summary, minimum, count } = recap.totals;
    [minimum, count, summary.counted_amount, summary.shortfall_amount]
}

fn all_agree(recap: Recap) {
    let expected = expected(&recap);
    let mut file = Vec::new();
    csv(LANGUAGE, Dialect::Plain, &recap, &mut file).unwrap();
    assert_eq!(of_csv(&String::from_utf8(file).unwrap()), (expected, expected));
    let sheet = on_paper(recap);
    assert_eq!(of_xlsx(workbook(&sheet)), (expected, expected));
    for paper in Paper::ALL {
        assert_eq!(of_pdf(&on_pages(&sheet, paper)), expected);
    }
}

async fn all_files_of_a_random_district_carry_the_figures_of_the_rules(db: Database) {
    let district = District::new(&db).await;
    let mut dice = Dice(2611);
    let office = district.office("PUSKESMAS", district.health, pekan::rules::Zone::Wib).await;
    let boss = district.employee("Kepala", district.root).await;
    for number in 0..40 {
        let place = dice.one_of(&[district.root, district.health, district.senduro, office]);
        let person = district.employee(&format!("Pegawai {number}"), place).await;
        for _ in 0..dice.below(4) {
            let day = format!("2026-11-{}", 16 + dice.below(7));
            let rupiah = i64::try_from(1 + dice.below(150_000)).unwrap();
            district.purchase(person, &day, rupiah).await;
        }
        if dice.below(5) == 0 {
            district.leave(person, "2026-11-16", "2026-11-22", boss).await;
        }
    }
    let now: DateTime<Utc> = "2026-11-26T12:00:00Z".parse().unwrap();
    let (period, rulebook) =
        (Period::parse("2026-W47").unwrap(), district.store.rulebook().await.unwrap());
    let db = district.store.reader();
    let mut people = 0;
    for id in [district.root, district.health, district.senduro, office] {
        let office = rulebook.offices.get(id).unwrap();
        let about = (office, &period);
        let found = recap(db, &rulebook, about, &Scope::Everyone, now).await.unwrap();
        let report = report::of_office(db, &rulebook, id, &period, now).await.unwrap();
        assert_eq!(found.totals.summary, report.summary());
        assert_eq!((found.unseen, found.lines.len()), (0, report.standing.len()));
        people = people.max(found.lines.len());
        all_agree(found);
    }
    assert_eq!(people, 41);
}

/// A recap with some people, without any database.
fn of_people(count: usize, name: &str) -> Recap {
    let line = |at: usize| Line {
        number: format!("1990010120150{at:05}"),
        name: format!("{name} {at}"),
        office: "Puskesmas Senduro".into(),
        status: if at.is_multiple_of(2) { Status::Met } else { Status::Short },
        minimum: Some(100_000),
        count: 2,
        counted: if at.is_multiple_of(2) { 120_000 } else { 65_000 },
        shortfall: Some(if at.is_multiple_of(2) { 0 } else { 35_000 }),
    };
    let lines: Vec<Line> = (0..count).map(line).collect();
    let mut summary = Summary::default();
    for one in &lines {
        summary.count_many(one.status, 1, one.counted, one.shortfall.unwrap());
    }
    let of_all = |amount: i64| amount * i64::try_from(count).unwrap();
    Recap {
        institution: "Pemerintah Kabupaten Lumajang".into(),
        office: "Dinas Kesehatan, Pengendalian Penduduk dan Keluarga Berencana".into(),
        period: Period::parse("2026-W47").unwrap(),
        closed: true,
        amendment: None,
        with_offices: true,
        unseen: 0,
        totals: Totals { summary, minimum: of_all(100_000), count: of_all(2) },
        lines,
    }
}

#[test]
fn nobody_somebody_and_five_hundred_stand_on_as_many_pages_as_they_take() {
    let long = "Raden Ajeng Siti Nurhalizah Kusumaningrum-Wiryodiningrat, S.Sos., M.Si., Ph.D.";
    for (people, name, most) in
        [(0, "", 1), (1, "Sri", 1), (40, "Sri", 3), (500, "Sri", 20), (500, long, 48)]
    {
        let recap = of_people(people, name);
        all_agree(recap.clone());
        let (sheet, count) = (on_paper(recap), |pdf: &[u8]| pages(pdf).len());
        let file = on_pages(&sheet, Paper::F4);
        let found = pages(&file);
        assert!(found.len() <= most && count(&file) == found.len(), "{people}: {}", found.len());
        for (at, page) in (1..).zip(&found) {
            let number = format!("Halaman {at} dari {}", found.len());
            assert!(page.contains(&number), "{number}: {page:?}");
            assert!(people == 0 || page.contains(&"No.".to_owned()), "headings on page {at}");
        }
        let last = found.last().unwrap();
        assert!(last.iter().any(|line| line == "Hadi"), "the signature is on the last page");
        assert!(people == 0 || last.contains(&people.to_string()), "and not without a person");
        assert!(last.iter().any(|line| line == "0123-4567-89AB"));
    }
}

#[test]
fn numbers_are_never_broken() {
    let mut recap = of_people(1_200, "Sri");
    recap.lines[0].counted = 9_876_543_210;
    recap.lines[1].shortfall = Some(1_234_567_890);
    let sheet = on_paper(recap);
    for paper in [Paper::A4, Paper::F4] {
        let lines = pages(&on_pages(&sheet, paper)).concat();
        for number in ["1.200", "1.000", "9.876.543.210", "1.234.567.890", "199001012015000007"] {
            assert!(lines.iter().any(|line| line == number), "{number}");
        }
    }
}

#[test]
fn a_word_without_end_is_broken_and_an_office_may_have_any_name() {
    let mut recap = of_people(1, &"Wiryodiningrat".repeat(9));
    recap.office = "D".repeat(120);
    let sheet = on_paper(recap);
    let file = on_pages(&sheet, Paper::A4);
    let lines = pages(&file).concat();
    assert!(lines.iter().all(|line| line.chars().count() < 100), "{lines:?}");
}

/// Takes a file as it comes, until somebody has enough of it.
struct Reader {
    largest: usize,
    taken: usize,
    enough: usize,
}

impl Write for Reader {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.taken >= self.enough {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        self.largest = self.largest.max(bytes.len());
        self.taken += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn no_file_waits_until_it_is_whole_and_none_goes_on_without_a_reader() {
    let sheet = on_paper(of_people(3_000, "Sri"));
    let reading = |enough: usize, write: fn(&Sheet, &mut Reader) -> bool| {
        let mut reader = Reader { largest: 0, taken: 0, enough };
        let whole = write(&sheet, &mut reader);
        (whole, reader)
    };
    let kinds: [fn(&Sheet, &mut Reader) -> bool; 3] = [
        |sheet, out| csv(LANGUAGE, Dialect::Plain, &sheet.recap, out).is_ok(),
        |sheet, out| xlsx(LANGUAGE, sheet, Paper::F4, out).is_ok(),
        |sheet, out| pdf(LANGUAGE, sheet, Paper::F4, None, out).is_ok(),
    ];
    for write in kinds {
        let (is_whole, whole) = reading(usize::MAX, write);
        assert!(is_whole && whole.largest * 3 < whole.taken, "{} at once", whole.largest);
        let half = whole.taken / 2;
        let (is_whole, left) = reading(half, write);
        assert!(!is_whole && left.taken < half + whole.largest, "{} taken", left.taken);
    }
}
