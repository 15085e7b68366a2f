//! The catalogue of codes. Each has a page in `errors/`, compiled in: a code without a page does not build.

/// An entry of the catalogue: what `nas explain N0101` prints.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// `N` and four digits.
    pub id: &'static str,
    /// A few words.
    pub title: &'static str,
    /// The page, in Markdown.
    pub explanation: &'static str,
}

macro_rules! codes {
    ($($(#[$group:meta])* $name:ident = $id:literal: $title:literal;)*) => {
        $(
            #[doc = concat!("`", $id, "`: ", $title, ".")]
            pub static $name: Code = Code {
                id: $id,
                title: $title,
                explanation: include_str!(concat!("../errors/", $id, ".md")),
            };
        )*

        /// Every code, by number.
        pub static ALL: &[&Code] = &[$(&$name),*];
    };
}

codes! {
    UNEXPECTED_TOKEN = "N0001": "unexpected token";
    UNTERMINATED_TEXT = "N0002": "text without end";
    UNBALANCED_BRACKET = "N0003": "bracket without partner";
    TOO_DEEP = "N0004": "nested too deeply";
    BAD_NUMBER = "N0005": "number that cannot be read";
    BAD_ESCAPE = "N0006": "unknown escape in a text";
    TOO_LONG = "N0007": "file that is too long";

    UNKNOWN_NAME = "N0101": "unknown name";
    DUPLICATE_NAME = "N0102": "name defined twice";
    UNKNOWN_MODULE = "N0103": "module that cannot be read";
    UNKNOWN_IMPORT = "N0104": "name that the module lacks";
    IMPORT_CYCLE = "N0105": "modules that use each other";
    UNKNOWN_PARAMETER = "N0106": "unknown parameter";
    UNKNOWN_FIELD = "N0107": "unknown field";
    FORBIDDEN_PATH = "N0108": "path that leaves the project";
    CONST_CYCLE = "N0109": "constants that need each other";

    WRONG_TYPE = "N0201": "wrong type";
    MISSING_ARGUMENT = "N0202": "missing argument";
    TOO_MANY_ARGUMENTS = "N0203": "too many arguments";
    NOT_CALLABLE = "N0204": "not something to call";
    OUT_OF_RANGE = "N0205": "value out of range";
    UNIT_MISMATCH = "N0206": "units that do not agree";
    NOT_A_NUMBER = "N0207": "calculation without a result";
    NO_VALUE = "N0208": "block without a value";
    UNUSED_VALUE = "N0209": "value that nothing uses";
    INDEX_OUT_OF_RANGE = "N0210": "position outside the list";
    MISPLACED_STATEMENT = "N0211": "statement in the wrong place";
    DUPLICATE_ARGUMENT = "N0212": "argument given twice";
    MAY_BE_ABSENT = "N0213": "item that is not in every architecture";
    BAD_PATTERN = "N0214": "pattern that does not fit";

    SHAPES_DISAGREE = "N0301": "shapes that do not agree";
    EMPTY_RESULT = "N0302": "result without elements";
    WRONG_KIND = "N0303": "wrong kind of tensor";
    NOT_DIVISIBLE = "N0304": "size that does not divide";
    NOTHING_TO_MERGE = "N0305": "merge without inputs";
    TIED_DIFFER = "N0306": "tied weights that differ";

    EMPTY_CHOICE = "N0401": "choice without alternatives";
    DUPLICATE_ALTERNATIVE = "N0402": "alternative given twice";
    BAD_PICK = "N0403": "pick that cannot be made";
    UNSATISFIABLE = "N0404": "constraint that nothing meets";
    CONFLICTING_CONSTRAINTS = "N0405": "constraints that exclude each other";
    UNKNOWN_LABEL = "N0406": "label that no alternative has";
    DIFFERING_INSTANCE = "N0407": "cell instance that differs between uses";
    NOT_A_DECISION = "N0408": "not a decision";
    TOO_LARGE = "N0409": "space too large to elaborate";
    ENDLESS_RECURSION = "N0410": "recursion without bound";
    TOO_ENTANGLED = "N0411": "decisions too entangled to analyse";
    MISPLACED_COST = "N0412": "cost outside a constraint";
    ARCHITECTURE_MISMATCH = "N0413": "architecture that is not in the space";
    UNTIMED_OPERATION = "N0414": "operation without a measured time";

    UNKNOWN_ENTRY = "N0501": "unknown entry";
    MISSING_ENTRY = "N0502": "missing entry";
    UNKNOWN_COMPONENT = "N0503": "unknown component";
    UNKNOWN_REFERENCE = "N0504": "reference to nothing";
    BAD_SPLIT = "N0505": "split that does not add up";
    UNKNOWN_METRIC = "N0506": "metric that is not produced";
    TASK_MISMATCH = "N0507": "space that does not fit the task";
    NOT_RELAXABLE = "N0508": "decision that the strategy cannot relax";
    DUPLICATE_ENTRY = "N0509": "entry given twice";

    DATA_UNREADABLE = "N0601": "data that cannot be read";
    TABLE_MISMATCH = "N0602": "table that does not fit the space";
    TRAINING_FAILED = "N0603": "training that failed";
    RUN_UNREADABLE = "N0604": "run folder that cannot be used";
    INTERNAL = "N0699": "a bug in nas";

    UNUSED_NAME = "N0901": "name that nothing uses";
    SINGLE_ALTERNATIVE = "N0902": "choice with one alternative";
    UNTAKEN_CHOICE = "N0903": "choice that no feasible architecture takes";
    SETTLED_DECISION = "N0904": "decision that the constraints settle";
    IDLE_CONSTRAINT = "N0905": "constraint that always holds";
    IGNORED_INPUT = "N0906": "input that an architecture may ignore";
    IDLE_STRATEGY = "N0907": "strategy that the budget does not let begin";
    EXCEEDS_MEMORY = "N0910": "search that exceeds the machine's memory";
}

/// Finds a code by its id, in either case.
pub fn find(id: &str) -> Option<&'static Code> {
    ALL.iter().copied().find(|it| it.id.eq_ignore_ascii_case(id))
}
