//! Sample books.
