//! From node to node. In: a declaration's nodes. Out: each node is shown to whoever may change
//! something of its kind. Never: a node of a test, a source, a label, a citation.

use super::Maker;
use super::literal::Literal;
use crate::syntax::concrete::Concrete;
use alloc::vec::Vec;

/// What stands around a node.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around<'n> {
    /// What it is a part of.
    pub(super) node: &'n Concrete,
    /// Which of the parts it is.
    pub(super) position: usize,
}

/// Declarations that are no rules, or whose words are no rules.
const NO_RULES: [&str; 7] =
    ["pack", "source", "unit", "test_case", "case_file", "document", "bad_statement"];

/// Clauses that say where a rule comes from, how to ask, or when it is law.
const NO_RULE_CLAUSES: [&str; 21] = [
    "label",
    "basis_clause",
    "effective_clause",
    "question_clause",
    "advise_clause",
    "send_to_clause",
    "group_clause",
    "unit_clause",
    "format_clause",
    "number_clause",
    "issuer_clause",
    "jurisdiction_clause",
    "with_clause",
    "with_profile_clause",
    "dated_clause",
    "lenient_clause",
    "against_clause",
    "later_clause",
    "fact_type",
    "parameter_type",
    "deviation",
];

/// Makes the mutants of one declaration.
pub(super) fn declaration(maker: &mut Maker<'_>, node: &Concrete) {
    if NO_RULES.contains(&node.rule.as_str()) {
        return;
    }
    maker.whole(node);
    let mut literals: Vec<Literal> = Vec::new();
    inside(maker, node, &mut literals);
    maker.neighbours(&literals);
}

fn inside(maker: &mut Maker<'_>, node: &Concrete, literals: &mut Vec<Literal>) {
    maker.node(node);
    for (position, part) in node.inside.iter().enumerate() {
        if NO_RULE_CLAUSES.contains(&part.rule.as_str()) {
            continue;
        }
        let around = Around { node, position };
        maker.token(part, around, literals);
        inside(maker, part, literals);
    }
}

impl Maker<'_> {
    /// Changes what a node is made of.
    fn node(&mut self, node: &Concrete) {
        match node.rule.as_str() {
            "lower" | "worded_upper" | "upper" => self.bound(node),
            "range" | "value_or_range" | "amount" => self.tailed_bound(node),
            "arithmetic" => self.arithmetic(node),
            "condition_list" | "value_list" => self.list(node),
            "table" => self.table(node),
            "deadline" | "suspension" => self.deadline(node),
            "circumstance" => self.circumstance(node),
            "penalty" | "tier" | "override_tier" => self.permission(node),
            "impose" => self.impose(node),
            "imposed" => self.imposed(node),
            "penalty_amount" => self.less_part(node),
            "review" => self.review(node),
            _ if node.rule.ends_with("_body") || is_rows(&node.rule) => self.rows(node),
            _ => {}
        }
    }

    /// Changes one thing by what it stands in.
    fn token(
        &mut self,
        node: &Concrete,
        around: Around<'_>,
        literals: &mut Vec<Literal>,
    ) {
        if let Some(literal) = self.literal(node) {
            literals.push(literal);
            return;
        }
        match node.rule.as_str() {
            "expression" => self.expression(node, around),
            "cell" => self.cell(node),
            _ => self.word(node, around),
        }
    }
}

/// Rows in braces that belong to one value or one penalty.
pub(super) fn is_rows(rule: &str) -> bool {
    matches!(rule, "case_rows" | "subject_rows" | "fine_rows")
}
