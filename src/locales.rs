//! The files of texts, one per language, built in.
