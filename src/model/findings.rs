//! The wait-for graph, circles in it, the verdict.
