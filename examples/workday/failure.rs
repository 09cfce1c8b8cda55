//! What can go wrong, in words for whoever started the program.

use std::{io, path::PathBuf};

use calliyo_core::{Diagnostic, PolicyFaults, lead::Rejection};

use crate::rows::FileFault;

/// Why the program ends without having done its work.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The arguments make no sense.
    #[error("{0}\ntry `--help`")]
    Usage(String),
    /// A file is not what it should be.
    #[error(transparent)]
    File(#[from] FileFault),
    /// The company's policy has faults.
    #[error(transparent)]
    Policy(#[from] PolicyFaults),
    /// The library refuses something that is not up to the user.
    #[error("{0}")]
    Library(#[from] Diagnostic),
    /// The library rejects a command that the story takes for granted.
    #[error("{0}")]
    Rejected(#[from] Rejection),
    /// A day that the story needs lies outside the supported time.
    #[error("the story leaves the time that the library supports, 1970 to 2099")]
    OutOfTime,
    /// There are more leads than memory for them.
    #[error("there is no memory for {leads} leads: they need {} GB", bytes.div_ceil(1_000_000_000))]
    Memory {
        /// The leads.
        leads: usize,
        /// What they need.
        bytes: usize,
    },
    /// A file cannot be written.
    #[error("{}: cannot be written: {fault}", file.display())]
    Write {
        /// The file or folder.
        file: PathBuf,
        /// What the system says.
        fault: io::Error,
    },
    /// The output cannot be written.
    #[error("cannot write the output: {0}")]
    Output(#[from] io::Error),
}

impl Failure {
    /// 2 for wrong arguments, 1 for anything else.
    pub(crate) const fn exit_code(&self) -> u8 {
        match self {
            Self::Usage(_) => 2,
            _ => 1,
        }
    }
}
