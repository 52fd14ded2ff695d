//! Whether a statement that is being typed goes on in the next line.

use ruff_python_ast::token::TokenKind;

use super::parse::readable;

/// Whether a bracket is open, or a block has begun and has nothing in it yet.
pub fn is_unfinished(source: &str) -> bool {
    let parsed = readable(source);
    let mut open = 0_usize;
    let mut last = None;
    for token in parsed.tokens() {
        match token.kind() {
            TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => open += 1,
            TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => open = open.saturating_sub(1),
            _ => {}
        }
        let space = matches!(
            token.kind(),
            TokenKind::Newline
                | TokenKind::NonLogicalNewline
                | TokenKind::Comment
                | TokenKind::Indent
                | TokenKind::Dedent
                | TokenKind::EndOfFile
        );
        if !space {
            last = Some(token.kind());
        }
    }
    open > 0 || last == Some(TokenKind::Colon)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_without_lines_and_an_open_bracket_go_on() {
        for source in [
            "for i in x:",
            "if a:  # why",
            "go(1,",
            "x = [\n1,",
            "with a:\n    while b:",
            "print(':'",
        ] {
            assert!(is_unfinished(source), "{source}");
        }
        for source in [
            "",
            "go()",
            "x[1:]",
            "if a: go()",
            "for i in x:\n    go(i)",
            "x = ')'",
        ] {
            assert!(!is_unfinished(source), "{source}");
        }
    }
}
