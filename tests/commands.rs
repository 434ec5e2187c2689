//! What the binary says before it serves, and when somebody asks whether all is well.

use std::net::TcpListener;
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::support::database::Database;
use crate::support::provider::Provider;

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
fn a_check_asks_the_identity_provider() {
    let provider = Provider::start("199003122015022001");
    let of = |issuer: &str| {
        let set = [("PEKAN_OIDC_ISSUER", issuer), ("PEKAN_OIDC_CLIENT_ID", "pekan")];
        let (output, _dir) = run(&["check"], &set);
        let told = said(&output.stdout);
        let line = told.lines().find(|line| line.contains(" identity provider: "));
        line.unwrap_or_else(|| panic!("{told}")).to_owned()
    };
    let sound = of(&provider.url);
    assert!(sound.starts_with("ok ") && sound.contains("/masuk/penyedia/kembali"), "{sound}");
    // It calls itself otherwise.
    let other = of(&format!("{}/", provider.url));
    assert!(other.starts_with("WRONG ") && other.contains("unexpected issuer"), "{other}");
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let silent = of(&format!("http://{closed}"));
    assert!(silent.starts_with("WRONG ") && silent.contains("PEKAN_OIDC_ISSUER"), "{silent}");
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

#[test]
fn what_is_written_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;

    let dir = TempDir::new().unwrap();
    // As a shell begins that cares about nothing.
    let mut command = Command::new("sh");
    command.args(["-c", "umask 000; \"$1\" migrate && \"$1\" backup \"$2\"", "sh"]);
    command.arg(env!("CARGO_BIN_EXE_pekan")).arg(dir.path().join("backups"));
    let output = command
        .env("PEKAN_DATA_DIR", dir.path().join("data"))
        .env_remove("PEKAN_DATABASE_URL")
        .output();
    let output = output.unwrap();
    assert!(output.status.success(), "{}", said(&output.stderr));
    let (mut folders, mut seen) = (vec![dir.path().join("data"), dir.path().join("backups")], 0);
    while let Some(folder) = folders.pop() {
        assert_eq!(folder.metadata().unwrap().permissions().mode() & 0o077, 0, "{folder:?}");
        for entry in std::fs::read_dir(folder).unwrap() {
            let (path, kind) =
                entry.map(|entry| (entry.path(), entry.file_type().unwrap())).unwrap();
            if kind.is_dir() {
                folders.push(path);
            } else {
                seen += 1;
                let mode = path.metadata().unwrap().permissions().mode();
                assert_eq!(mode & 0o077, 0, "{path:?}: {mode:o}");
            }
        }
    }
    assert!(seen >= 2, "the database and its copy");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_check_names_what_others_can_read_on_its_way() {
    // Not loopback by its name, and nobody leaves this machine.
    let db = Database::postgres().await;
    let server = db.url.replace("127.0.0.1", "0.0.0.0");
    let (output, _dir) = run(&["check"], &[("PEKAN_DATABASE_URL", &server)]);
    let told = said(&output.stdout);
    assert!(told.lines().any(|line| line.starts_with("WRONG  database")), "{told}");
    let weak = format!("{server}?sslmode=disable");
    let (output, _dir) = run(&["check"], &[("PEKAN_DATABASE_URL", &weak)]);
    let told = said(&output.stdout);
    assert!(told.contains("WARN   database: sslmode=disable"), "{told}");

    let open = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = open.local_addr().unwrap().port();
    let address = format!("smtp://pekan:rahasia@0.0.0.0:{port}?tls=none");
    let (output, _dir) = run(&["check"], &[("PEKAN_SMTP_URL", &address)]);
    let told = said(&output.stdout);
    assert!(told.lines().any(|line| line.starts_with("WRONG  mail: PEKAN_SMTP_URL")), "{told}");
    assert!(!told.contains("rahasia"), "{told}");
}
