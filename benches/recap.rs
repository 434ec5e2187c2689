//! What the recap of a district costs: read from SQLite, and made a CSV, a workbook and a PDF; milliseconds
//! of one request, the slowest of three, and by how much the memory of the process grows meanwhile (Linux).
//! `cargo bench --bench recap`; `PEKAN_BENCH_RECAP` sets how many people (5000).

#![expect(clippy::disallowed_methods, reason = "what is measured runs at the machine's time")]

use std::io::{self, Write};
use std::sync::Arc;
use std::time::Instant;

use chrono::{Days, Utc};
use pekan::demo::{self, Plan};
use pekan::documents::recap::pdf;
use pekan::files::Storage;
use pekan::reports::recap::{csv, xlsx};
use pekan::reports::table::Dialect;
use pekan::rules::recap::{Issue, Letterhead, Paper, Recap, Sheet};
use pekan::rules::{Language, Period, Scope};
use pekan::standing::recap;
use pekan::store::Store;

const LANGUAGE: Language = Language::Indonesian;

#[tokio::main]
async fn main() {
    let people = std::env::var("PEKAN_BENCH_RECAP").ok().and_then(|n| n.parse().ok());
    let plan = Plan { people: people.unwrap_or(5_000), weeks: 2, photos: 0 };
    let dir = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", dir.path().join("pekan.db").display());
    let store = Store::open(&url).await.unwrap();
    let storage = Storage::open(dir.path()).unwrap();
    let now = Utc::now();
    demo::fill(&store, &storage, plan, now, Arc::new(|_, _| {})).await.unwrap();

    let mut slowest = [0; 4];
    for _ in 0..3 {
        let reading = Instant::now();
        let recap = read(&store).await;
        let read = reading.elapsed();
        println!("recap of {} people", recap.lines.len());
        let made = [("csv", 0), ("xlsx", 1), ("pdf", 2)].map(|(kind, at)| {
            let before = memory("VmRSS:");
            let making = Instant::now();
            let bytes = make(kind, &recap);
            let took = making.elapsed();
            let grown = memory("VmHWM:").saturating_sub(before) / 1_000;
            println!("  {kind}: {bytes} bytes, {grown} MB more memory at the most");
            (at, read + took)
        });
        for (at, took) in made.into_iter().chain([(3, read)]) {
            slowest[at] = slowest[at].max(took.as_millis());
        }
    }
    let [csv, xlsx, pdf, read] = slowest;
    println!("recap: csv {csv} ms, xlsx {xlsx} ms, pdf {pdf} ms; of each {read} ms reading");
}

/// What the process takes, in kB; asking what it takes now forgets what it took at the most.
fn memory(what: &str) -> u64 {
    if what == "VmRSS:" {
        _ = std::fs::write("/proc/self/clear_refs", "5");
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(what));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}

async fn read(store: &Store) -> Recap {
    let rulebook = store.rulebook().await.unwrap();
    let root = rulebook.offices.roots().next().unwrap();
    let now = Utc::now();
    let period = Period::week_of((now - Days::new(7)).date_naive());
    let about = (root, &period);
    recap::recap(store.reader(), &rulebook, about, &Scope::Everyone, now).await.unwrap()
}

/// How many bytes the file has.
fn make(kind: &str, recap: &Recap) -> usize {
    let issue = Issue {
        number: "800/1/2026".into(),
        code: "0123456789AB".into(),
        link: "https://belanja.example.go.id/rekap/0123456789AB".into(),
    };
    let on = recap.period.end;
    let sheet =
        Sheet { recap: recap.clone(), letterhead: Letterhead::default(), issue: Some(issue), on };
    let mut out = Counted(0);
    match kind {
        "csv" => csv(LANGUAGE, Dialect::Spreadsheet, &sheet.recap, &mut out).unwrap(),
        "xlsx" => xlsx(LANGUAGE, &sheet, Paper::F4, &mut out).unwrap(),
        _ => pdf(LANGUAGE, &sheet, Paper::F4, None, &mut out).unwrap(),
    }
    out.0
}

/// Bytes that went out.
struct Counted(usize);

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
