//! Router, REST, CORS, limits, files.
