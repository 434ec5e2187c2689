use std::process::ExitCode;

fn main() -> ExitCode {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    bound_memory();
    pekan::cli::run()
}

/// Starts the program again, in its place, with an allocator that gives memory back (decision 32).
///
/// By itself glibc keeps, from the first large block that is freed (a password's 19 MiB), all blocks
/// up to that size. It reads its settings before `main`.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn bound_memory() {
    use std::os::unix::process::CommandExt;

    const TUNABLES: &str = "GLIBC_TUNABLES";
    // Set by us, or by somebody who knows better.
    if std::env::var_os(TUNABLES).is_some() {
        return;
    }
    let mut arguments = std::env::args_os();
    let (Ok(program), Some(name)) = (std::env::current_exe(), arguments.next()) else { return };
    let mut again = std::process::Command::new(program);
    again.arg0(name).args(arguments);
    again.env(TUNABLES, "glibc.malloc.mmap_threshold=131072");
    // Returns only where it cannot: then it runs with more memory.
    let _ = again.exec();
}
