//! What the binary says before it serves, and when somebody asks whether all is well.

use std::net::TcpListener;
use std::process::{Command, Output};

use tempfile::TempDir;

fn run(arguments: &[&str], set: &[(&str, &str)]) -> (Output, TempDir) {
    let dir = TempDir::new().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_pekan"));
    command.args(arguments).current_dir(dir.path()).env("PEKAN_DATA_DIR", dir.path());
    for name in ["PEKAN_SMTP_URL", "PEKAN_DATABASE_URL", "PEKAN_BASE_URL"] {
        command.env_remove(name);
    }
    let output = command.envs(set.iter().copied()).output().unwrap();
    (output, dir)
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn a_port_that_is_taken_is_said_and_nothing_else() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    for command in ["serve", "demo"] {
        let (output, dir) = run(&[command], &[("ROCKET_PORT", &port)]);
        let told = said(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{command}: {told}");
        let wanted = format!("pekan: cannot listen on 127.0.0.1:{port}: ");
        assert!(told.starts_with(&wanted) && told.lines().count() == 1, "{command}: {told}");
        assert_eq!(said(&output.stdout), "", "{command}");
        // Nor is anything filled for it.
        assert!(!dir.path().join("demo/receipts").exists() || empty(&dir, "demo/receipts"));
    }
}

fn empty(dir: &TempDir, folder: &str) -> bool {
    std::fs::read_dir(dir.path().join(folder)).unwrap().next().is_none()
}

#[test]
fn a_check_warns_where_mail_reaches_nobody() {
    let (output, dir) = run(&["check"], &[]);
    let told = said(&output.stdout);
    let mail =
        told.lines().find(|line| line.contains(" mail: ")).unwrap_or_else(|| panic!("{told}"));
    assert!(mail.starts_with("WARN ") && mail.contains("PEKAN_SMTP_URL is not set"), "{mail}");
    assert!(mail.contains(&dir.path().join("mail").display().to_string()), "{mail}");
    assert_eq!(output.status.code(), Some(0), "a warning is nothing wrong: {told}");

    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let server = format!("smtp://{closed}");
    let (output, _dir) = run(&["check"], &[("PEKAN_SMTP_URL", &server)]);
    let told = said(&output.stdout);
    assert!(told.lines().any(|line| line.starts_with("WRONG  mail: ")), "{told}");
    assert_eq!(output.status.code(), Some(1), "{told}");
}
