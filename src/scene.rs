//! Finds, loads and checks scene folders, embedded ones and the user's own.
