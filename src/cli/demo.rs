//! `pekan demo`: a fictional district to look at.

use std::io::IsTerminal;
use std::sync::Arc;

use indicatif::{ProgressBar, ProgressStyle};

use super::{Result, parts, serve};
use crate::demo::{self, DEMONSTRATION, Login, Progress};

pub async fn demo() -> Result {
    let (config, figment) = parts::config()?;
    let config = config.below("demo");
    let parts = parts::open_with(config, figment).await?;
    let mut logins = demo::logins(&parts.store).await?;
    if logins.is_empty() {
        eprintln!("Filling {} with a fictional district", parts.config.data_dir.display());
        let bar = progress_bar();
        let shown = bar.clone();
        let advance = move |done: usize, all: usize| {
            shown.set_length(all as u64);
            shown.set_position(done as u64);
        };
        let progress: Progress = Arc::new(advance);
        let now = parts.clock.now();
        logins = demo::fill(&parts.store, &parts.storage, DEMONSTRATION, now, progress).await?;
        bar.finish_and_clear();
        eprintln!("Filled in {:.1} s", bar.elapsed().as_secs_f32());
    }
    print_logins(&logins);
    serve::serve_parts(parts, true).await
}

/// A bar on a terminal, nothing elsewhere.
fn progress_bar() -> ProgressBar {
    let bar =
        if std::io::stderr().is_terminal() { ProgressBar::new(1) } else { ProgressBar::hidden() };
    let style = ProgressStyle::with_template("{bar:40} {percent}%");
    if let Ok(style) = style {
        bar.set_style(style);
    }
    bar
}

/// One line a role, tabs between, a blank line at the end: easy to read, by programs too.
fn print_logins(logins: &[Login]) {
    println!("Login (role, NIP, password):");
    for Login { role, login, password } in logins {
        println!("{role}\t{login}\t{password}");
    }
    println!();
}
