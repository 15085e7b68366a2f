//! The binary `nas`.

use std::process::ExitCode;

fn main() -> ExitCode {
    nas_cli::main()
}
