//! The registry of codes. A code is never reused and never changes its meaning.

/// A stable code, a letter and four digits: `F` of a mistake, `L` of what `fadu lint` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub &'static str);

/// One line of the registry.
#[derive(Debug, Clone, Copy)]
pub struct CodeEntry {
    /// The code.
    pub code: Code,
    /// Its short English name, in snake case.
    pub slug: &'static str,
}

macro_rules! codes {
    ($list:ident, $every:literal; $($name:ident = $code:literal, $slug:literal;)*) => {
        impl Code {
            $(#[doc = concat!("`", $code, "`: ", $slug, ".")] pub const $name: Self = Self($code);)*
        }
        #[doc = $every]
        pub const $list: &[CodeEntry] = &[$(CodeEntry { code: Code::$name, slug: $slug },)*];
    };
}

codes! {
    CODES, "Every code of what checking says, in order.";
    // F01xx: how a file is written.
    UNEXPECTED = "F0101", "unexpected_text";
    STATEMENT_NOT_HERE = "F0102", "statement_not_here";
    RESERVED = "F0103", "reserved_word";
    UNCLOSED_TEXT = "F0104", "unclosed_text";
    UNCLOSED_BRACKET = "F0105", "unclosed_bracket";
    STRAY_BRACKET = "F0106", "stray_bracket";
    FULL_WIDTH = "F0107", "full_width_character";
    CHINESE_NUMERAL = "F0108", "chinese_numeral";
    MISSING_SPACE = "F0109", "missing_space";
    FILE_TOO_LARGE = "F0110", "file_too_large";
    TOO_DEEP = "F0111", "too_deep";
    TOO_SLOW = "F0112", "too_slow_to_read";
    INVALID_DATE = "F0113", "invalid_date";
    HIDDEN_CHARACTER = "F0114", "hidden_character";
    CLAUSE_TWICE = "F0115", "clause_twice";
    CLAUSE_NOT_HERE = "F0116", "clause_not_here";
    CLAUSE_MISSING = "F0117", "clause_missing";
    MALFORMED_NUMBER = "F0118", "malformed_number";
    FOREIGN_WORD = "F0119", "word_of_another_notation";
    UNKNOWN_KEYWORD = "F0120", "unknown_keyword";
    YEAR_AS_PERIOD = "F0121", "year_as_period";
    KEYWORD_AS_NAME = "F0122", "keyword_as_name";
    TABLE_TOO_LARGE = "F0123", "table_too_large";
    WRITTEN_OUT_TOO_LARGE = "F0124", "written_out_too_large";

    // F02xx: names.
    UNKNOWN_NAME = "F0201", "unknown_name";
    DUPLICATE_NAME = "F0202", "duplicate_name";
    UNKNOWN_OPTION = "F0203", "unknown_option";
    UNKNOWN_SOURCE = "F0204", "unknown_source";
    UNKNOWN_MEMBER = "F0205", "unknown_member";
    UNKNOWN_PENALTY = "F0206", "unknown_penalty";
    UNKNOWN_OPINION = "F0207", "unknown_opinion";
    CYCLE = "F0208", "cycle";
    AMBIGUOUS_SOURCE = "F0209", "ambiguous_source";
    UNKNOWN_PROFILE = "F0210", "unknown_profile";
    NOT_A_PARAMETER = "F0211", "not_a_parameter";
    BAD_HOLE = "F0212", "bad_hole";
    NO_VERDICT = "F0213", "document_of_no_verdict";
    UNKNOWN_FORMAT = "F0214", "unknown_format";

    // F03xx: types and units.
    TYPE_MISMATCH = "F0301", "type_mismatch";
    UNIT_MISMATCH = "F0302", "unit_mismatch";
    CONDITION_EXPECTED = "F0303", "condition_expected";
    JUDGEMENT_BARE = "F0304", "judgement_bare";
    HOLDS_NEEDED = "F0305", "holds_needed";
    HOLDS_MISUSED = "F0306", "holds_misused";
    NOT_COMPARABLE = "F0307", "not_comparable";
    CONSTANT_EXPECTED = "F0308", "constant_expected";
    FACT_EXPECTED = "F0309", "fact_expected";
    EMPTY_RANGE = "F0310", "empty_range";
    NUMBER_TOO_LONG = "F0311", "number_too_long";
    TOO_MANY_OPTIONS = "F0312", "too_many_options";
    EFFECT_OUTSIDE = "F0313", "effect_outside_benchmark";
    HOURS_ON_DATES = "F0314", "hours_on_dates";
    EXTREME_OF_NOTHING = "F0315", "extreme_of_nothing";
    PARAMETER_TYPE = "F0316", "type_of_a_parameter";
    PARAMETER_VALUE = "F0317", "value_of_a_parameter";
    PARAMETER_READ = "F0318", "parameter_read_wrongly";
    UNIT_SIZE = "F0319", "unit_size";
    UNIT_LABELS_DIFFER = "F0320", "unit_labels_differ";
    LIST_EXPECTED = "F0321", "list_expected";
    LIST_AS_VALUE = "F0322", "list_as_value";
    LIST_IN_LIST = "F0323", "list_in_list";
    NOT_OF_FORMAT = "F0324", "text_not_of_its_format";

    // F04xx: how a declaration is built.
    OTHERWISE_NOT_LAST = "F0401", "otherwise_not_last";
    NO_CONSEQUENCE = "F0402", "item_without_consequence";
    PASS_NOT_OTHERWISE = "F0403", "pass_not_otherwise";
    NO_CIRCUMSTANCE = "F0404", "no_such_circumstance";
    NO_MAXIMUM = "F0405", "no_maximum";
    NO_MINIMUM = "F0406", "no_minimum";
    VERSIONS_OVERLAP = "F0407", "versions_overlap";
    VERSIONS_DATED_APART = "F0408", "versions_dated_apart";
    VERSION_GAP = "F0409", "version_gap";
    VERSION_WITHOUT_PERIOD = "F0410", "version_without_period";
    EXCEPTION_TARGET = "F0411", "exception_target";
    EXCEPTION_RESULT = "F0412", "exception_result";
    NEVER_SUSPENDED = "F0413", "never_suspended";
    NO_RANGE = "F0414", "no_range";
    NO_TIER = "F0415", "benchmark_without_tier";
    JUDGEMENT_DEFAULT = "F0416", "judgement_with_default";
    EFFECTS_OPPOSED = "F0417", "effects_opposed";
    LENIENT_AND_DATED = "F0418", "lenient_and_dated";
    JUDGED_BY_TWO_LAWS = "F0419", "judged_by_two_laws";
    TABLE_ROW_WIDTH = "F0420", "table_row_width";
    TABLE_ROW_TWICE = "F0421", "table_row_twice";
    TABLE_OUTPUT = "F0422", "table_output_not_possible";
    WEIGHTS_NOT_WHOLE = "F0423", "weights_not_whole";
    BANDS_OVERLAP = "F0424", "bands_overlap";
    EACH_MISUSED = "F0425", "each_misused";

    // F05xx: the law binds discretion.
    OUTSIDE_STATUTE = "F0501", "tier_outside_statute";
    BELOW_STATUTE_WITHOUT_BASIS = "F0502", "below_statute_without_basis";
    BELOW_STATUTE_HOW_FAR = "F0503", "below_statute_how_far";
    BELOW_ZERO = "F0504", "amount_below_zero";
    TIERS_DESCEND = "F0505", "tiers_descend";
    NOTHING_TO_MOVE = "F0506", "nothing_to_move";
    TOO_MANY_MOVES = "F0507", "too_many_moves";

    // F06xx: packs, files, calendars.
    NO_PACK = "F0601", "no_pack";
    SECOND_PACK = "F0602", "second_pack_in_folder";
    SEVERAL_PACKS = "F0603", "several_packs";
    UNKNOWN_PACK = "F0604", "unknown_pack";
    USE_CYCLE = "F0605", "packs_in_a_circle";
    UNKNOWN_CALENDAR = "F0606", "unknown_calendar";
    BAD_CALENDAR = "F0607", "bad_calendar";
    NO_CALENDAR = "F0608", "no_calendar";
    PACK_TWICE = "F0609", "pack_twice_among_files";
    ALIAS_TAKEN = "F0610", "alias_taken";
    SET_TWICE = "F0611", "parameter_set_twice";
    TOO_MANY_PROFILES = "F0612", "too_many_profiles";

    // F07xx: tests.
    NO_AS_OF = "F0701", "test_without_date";
    BAD_GIVEN = "F0702", "bad_given_value";
    BAD_EXPECTATION = "F0703", "bad_expectation";
    TEST_ONLY = "F0704", "only_in_tests";
    UNKNOWN_TABLE = "F0705", "unknown_table";
    BAD_TABLE = "F0706", "bad_line_in_table";
}

codes! {
    PROOF_CODES, "Every code of what `prove` says, in order.";
    // V01xx: what rules leave out, say twice or never come to.
    GAP = "V0101", "gap";
    OVERLAP = "V0102", "overlap";
    DEAD_ROW = "V0103", "dead_row";
    SHADOWED = "V0104", "shadowed_row";
    UNREACHABLE = "V0105", "unreachable_item";
    CONTRADICTION = "V0106", "condition_never_true";
    WRITTEN_TWICE = "V0107", "case_in_two_rows";
    NOTHING_LEFT = "V0108", "otherwise_never_reached";

    // V02xx: amounts.
    PROVED_OUTSIDE_STATUTE = "V0201", "amount_outside_statute";
    SUM_BEYOND = "V0202", "sum_beyond_its_limit";
    FALLS = "V0203", "amount_that_falls";
    MAXIMUM_UNREACHED = "V0204", "maximum_never_reached";
    TURNS_ROUND = "V0205", "worse_is_lighter";
}

codes! {
    LINT_CODES, "Every code of what is no mistake and should be looked at, in order.";
    // L01xx: what `fadu lint` says.
    LINT_NO_CITATION = "L0101", "no_citation";
    LINT_REPEALED = "L0102", "repealed_source";
    LINT_UNUSED = "L0103", "unused";
    LINT_BOUNDS_APART = "L0104", "bounds_read_differently";
    LINT_TEN_THOUSAND = "L0105", "off_by_ten_thousand";
    LINT_LABEL_MISSING = "L0106", "label_in_one_language";
    LINT_BOUNDARY_UNTESTED = "L0107", "boundary_untested";
    LINT_PORTIONS_MIXED = "L0108", "span_and_maximum_mixed";
    LINT_EXPECTS_NOTHING = "L0109", "test_expects_nothing";
    LINT_NO_REASON = "L0110", "allowed_without_reason";
    LINT_ALLOWS_NOTHING = "L0111", "nothing_to_allow";
}
