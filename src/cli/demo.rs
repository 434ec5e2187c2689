//! `pekan demo`: a fictional district to look at.

use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use indicatif::{ProgressBar, ProgressStyle};

use super::{Result, parts, serve};
use crate::demo::{self, DEMONSTRATION, Login, Progress};

pub async fn demo() -> Result {
    let (config, figment) = parts::config()?;
    let config = config.below("demo");
    let parts = parts::open_with(config, figment).await?;
    // Said before anything is filled: that the port is taken.
    let listener = serve::listen(&parts).await?;
    let mut logins = demo::logins(&parts.store).await?;
    if logins.is_empty() {
        let folder = parts.config.data_dir.display();
        eprintln!("Filling {folder} with a fictional district, once; it takes about 20 seconds");
        let bar = progress_bar();
        let progress: Progress = if std::io::stderr().is_terminal() {
            let visible_bar = bar.clone();
            Arc::new(move |done: usize, all: usize| {
                visible_bar.set_length(all as u64);
                visible_bar.set_position(done as u64);
            })
        } else {
            Arc::new(plain_progress(|line| eprintln!("{line}")))
        };
        let now = parts.clock.now();
        logins = demo::fill(&parts.store, &parts.storage, DEMONSTRATION, now, progress).await?;
        bar.finish_and_clear();
        eprintln!("Filled in {:.1} s", bar.elapsed().as_secs_f32());
    }
    print_logins(&logins);
    serve::serve_parts(parts, listener, true).await
}

/// A bar on a terminal, with how long it will still take.
fn progress_bar() -> ProgressBar {
    let bar =
        if std::io::stderr().is_terminal() { ProgressBar::new(1) } else { ProgressBar::hidden() };
    let style = ProgressStyle::with_template("{bar:40} {percent:>3}%  {eta} left");
    if let Ok(style) = style {
        bar.set_style(style);
    }
    bar
}

/// A line for each quarter, where there is no terminal.
fn plain_progress(say: impl Fn(String) + Send + Sync) -> impl Fn(usize, usize) + Send + Sync {
    let said = AtomicUsize::new(0);
    move |done, all| {
        let quarter = done * 4 / all.max(1);
        if said.fetch_max(quarter, Ordering::Relaxed) < quarter {
            say(format!("{}% filled", quarter * 25));
        }
    }
}

/// One line a role, tabs between, a blank line at the end: easy to read, by programs too.
fn print_logins(logins: &[Login]) {
    println!("Login (role, NIP, password):");
    for Login { role, login, password } in logins {
        println!("{role}\t{login}\t{password}");
    }
    println!();
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    #[test]
    fn each_quarter_is_said_once() {
        let lines = Arc::new(Mutex::new(Vec::new()));
        let said = lines.clone();
        let progress = plain_progress(move |line| said.lock().unwrap().push(line));
        for done in 0..=90 {
            progress(done, 90);
        }
        let lines = lines.lock().unwrap();
        assert_eq!(*lines, ["25% filled", "50% filled", "75% filled", "100% filled"]);
    }
}
