//! Actions and their keys in one table, the session, the loop.
