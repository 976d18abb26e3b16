//! When is a slot free: one pure function. Knows nothing of databases, HTTP or the present moment.
