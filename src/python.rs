//! Source text to syntax tree to compact code; values and what can be done with them; the known modules.
