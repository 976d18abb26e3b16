//! The server's own pages, over a real socket, on a file of SQLite and a clock that stands still.

mod site;
mod standalone;
