//! Arguments, the run without a terminal, exit statuses.
