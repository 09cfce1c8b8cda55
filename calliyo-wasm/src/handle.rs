//! The handle of an engine in a module without columns: that of `calliyo-ffi` comes with the functions of the C library, and
//! these with every operation.

use std::cell::OnceCell;

use calliyo_core::{Engine, lead::MoveTable};

/// What a company configures, checked once.
#[derive(Debug)]
pub(crate) struct CalliyoEngine {
    engine: Engine,
    /// What moves require, made when it is first asked for.
    moves: OnceCell<MoveTable>,
}

impl CalliyoEngine {
    /// The handle of an engine.
    pub(crate) fn new(engine: Engine) -> Self {
        Self { engine, moves: OnceCell::new() }
    }

    /// The engine.
    pub(crate) fn engine(&self) -> &Engine {
        &self.engine
    }

    /// What moves require.
    pub(crate) fn moves(&self) -> &MoveTable {
        self.moves.get_or_init(|| self.engine.move_table())
    }
}
