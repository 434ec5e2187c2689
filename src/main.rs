use std::process::ExitCode;

fn main() -> ExitCode {
    pekan::cli::run()
}
