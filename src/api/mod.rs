//! What browsers may call: server functions, and the only error on that wire.
