//! `nas check`

use std::path::{Path, PathBuf};

use anyhow::Result;
use indicatif::ProgressBar;
use nas_compiler::{
    cost::cost_of,
    diagram::TooEntangled,
    feasible::Count,
    ir::{
        CostKind, Scalar, Space,
        spec::{Program, Search},
    },
    number::bytes,
    training::trained,
};
use nas_grammar::Severity;

use crate::{
    changes::Changes,
    exit::Exit,
    failure::Failure,
    lookup,
    machine::{self, amount},
    number::{counted, grouped, magnitude},
    paint::{BOLD, DIM, GOOD, paint},
    progress,
    project::{Project, compile_file},
    report::{self, Format},
    selection::argument,
    survey::{Coverage, Effort, Population, Spread, Survey, population, survey, told},
    table::{Side, Table},
    terminal::Terminal,
};

/// Takes what stands on a terminal away.
const CLEAR: &[u8] = b"\x1b[2J\x1b[H";

const EXAMPLES: &str = "\
Examples:
  nas check tiny.nas                    What is wrong with it, or what is in it
  nas check std::nasbench201            The same for a module of the standard library
  nas check --format short tiny.nas     file:line:column: error[N0301]: message
  nas check --watch tiny.nas            The same again at every save
  nas check --format json tiny.nas      A JSON object per line, for tools

Reports for people go to standard error, `short` and `json` to standard output.";

/// Checks a file: every architecture of its spaces, and its tasks and searches.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Check {
    /// The file, or a standard module such as `std::nasbench201`.
    file: String,
    /// A value for a parameter of the spaces; may be given several times.
    #[arg(long, value_name = "NAME=VALUE", value_parser = argument)]
    set: Vec<(String, Scalar)>,
    /// How mistakes are written.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// The memory of the machine that searches will run on, such as `16GB`; this machine's where it is not given.
    #[arg(long, value_name = "AMOUNT", value_parser = amount)]
    memory: Option<u64>,
    /// Where relative paths of tables start, whose files are checked where they are there [default: the folder of the
    /// file].
    #[arg(long, value_name = "FOLDER")]
    data: Option<PathBuf>,
    /// End with 1 where there are warnings.
    #[arg(long)]
    deny_warnings: bool,
    /// Checks again whenever the file or one that it uses is saved, until Ctrl-C.
    #[arg(long, conflicts_with = "deny_warnings")]
    watch: bool,
}

impl Check {
    pub(super) fn run(&self, terminal: &mut Terminal) -> Result<Exit> {
        if self.watch { self.follow(terminal) } else { self.once(compile_file(&self.file, &self.set)?, terminal) }
    }

    /// Checks at every save. What is wrong with the file is no reason to end.
    fn follow(&self, terminal: &mut Terminal) -> Result<Exit> {
        if self.file.starts_with("std::") {
            return Err(Failure::usage(format!("`{}` is built in and does not change", self.file)).into());
        }
        let mut changes = Changes::new()?;
        changes.watch(Path::new(&self.file))?;
        loop {
            if terminal.watched {
                terminal.err.write_all(CLEAR)?;
            }
            let checked = compile_file(&self.file, &self.set).and_then(|project| {
                project.files().try_for_each(|it| changes.watch(&it))?;
                self.once(project, terminal)
            });
            if let Err(error) = checked {
                terminal.fail(&error);
            }
            terminal.note(&paint(DIM, "\nwaiting for changes; Ctrl-C ends"))?;
            terminal.err.flush()?;
            terminal.out.flush()?;
            changes.wait()?;
        }
    }

    fn once(&self, mut project: Project, terminal: &mut Terminal) -> Result<Exit> {
        let program = &project.compilation.program;
        let mut found = machine::warnings(program, self.memory);
        found.extend(lookup::mistakes(program, self.data.as_deref().unwrap_or(&project.folder)));
        project.compilation.diagnostics.extend(found);
        let report = report::render(self.format, &project.compilation.diagnostics, project.places(), terminal.width);
        let (errors, warnings) = (project.count(Severity::Error), project.count(Severity::Warning));
        let is_denied = self.deny_warnings && warnings > 0;
        if self.format != Format::Human {
            terminal.print(&report)?;
            return Ok(if errors > 0 || is_denied { Exit::Refused } else { Exit::Success });
        }
        terminal.err.write_all(report.as_bytes())?;
        if errors > 0 {
            return Err(project.broken().into());
        }
        summarize(&project, warnings, terminal)?;
        Ok(if is_denied { Exit::Refused } else { Exit::Success })
    }
}

fn summarize(project: &Project, warnings: usize, terminal: &mut Terminal) -> Result<()> {
    let verdict = match warnings {
        0 => "ok".to_owned(),
        some => format!("ok, with {}", counted(some, "warning")),
    };
    terminal.print(&format!("{} {}\n", paint(GOOD, verdict), project.name))?;
    let program = &project.compilation.program;
    for (name, space) in &program.spaces {
        let text = describe(name, space, terminal);
        terminal.print(&text)?;
    }
    for search in program.searches.values() {
        terminal.print(&format!("\n{}", describe_search(program, search)))?;
    }
    if program.spaces.is_empty() {
        terminal.print("there is no space in it that can be built without arguments, such as `--set width=16`\n")?;
    }
    if let Some(search) = program.searches.keys().next()
        && Path::new(&project.name).exists()
    {
        terminal.note(&paint(DIM, format_args!("\nrun it with `nas search {} {search}`", project.name)))?;
    }
    Ok(())
}

/// The costs that a summary shows.
const SHOWN: [CostKind; 2] = [CostKind::Params, CostKind::Macs];

/// What a summary says of the architectures of a space.
struct Summary {
    architectures: String,
    ranges: Vec<(CostKind, [u64; 2])>,
    /// Which architectures the ranges are from.
    from: String,
}

fn describe(name: &str, space: &Space, terminal: &Terminal) -> String {
    let progress = progress::bar(terminal, 0, name);
    let mut table = Table::new(&[("", Side::Left), ("", Side::Left)]);
    table.row(["decisions".to_owned(), grouped(space.decisions.len())]);
    let mut from = String::new();
    match summary(space, &progress) {
        Ok(summary) => {
            table.row(["architectures".to_owned(), summary.architectures]);
            for (kind, ends) in summary.ranges {
                table.row([kind.name().to_owned(), range(ends)]);
            }
            from = summary.from;
        }
        // The compiler has no code for it here: a space that is sound may still be too entangled to count.
        Err(_) => table.row(["architectures", "not counted: the decisions depend on each other in too many ways"]),
    }
    format!("\n{}\n{}{from}", paint(BOLD, format_args!("space {name}")), table.render(2))
}

/// Of few architectures every one is built. Of many some are drawn, unless what they cost is told without.
fn summary(space: &Space, progress: &ProgressBar) -> Result<Summary, TooEntangled> {
    let population = population(space)?;
    let is_large = population.allowed > Effort::QUICK.every.into();
    if is_large && let Some((count, ranges)) = told(space, &SHOWN) {
        let architectures = match &count {
            Count::Exact(count) if *count != population.all => {
                format!("{} of {}", magnitude(count), magnitude(&population.all))
            }
            Count::Exact(count) => magnitude(count),
            Count::Between(..) => at_most(&population),
        };
        let from = format!("  {}\n", paint(DIM, "exact: the least and the greatest of all"));
        return Ok(Summary { architectures, ranges, from });
    }
    let survey = survey(space, Effort::QUICK, progress)?;
    let costs = |kind| Spread::of(survey.feasible.iter().map(|it| cost_of(space, it, kind)).collect());
    let ranges = SHOWN.into_iter().filter_map(|it| costs(it).map(|spread| (it, [spread.least, spread.greatest])));
    Ok(Summary { architectures: architectures(&population, &survey), ranges: ranges.collect(), from: source(&survey) })
}

fn architectures(population: &Population, survey: &Survey) -> String {
    match (population.constrains_cost, survey.coverage) {
        (false, _) => allowed(population),
        (true, Coverage::Every) => format!("{} of {}", grouped(survey.feasible.len()), magnitude(&population.all)),
        (true, Coverage::Sample) => at_most(population),
    }
}

/// How many there are under constraints over decisions.
fn allowed(population: &Population) -> String {
    let allowed = magnitude(&population.allowed);
    if population.allowed == population.all { allowed } else { format!("{allowed} of {}", magnitude(&population.all)) }
}

fn at_most(population: &Population) -> String {
    format!("at most {}; `nas count` says how many meet the constraints over costs", allowed(population))
}

/// Writes a range of costs.
fn range([least, greatest]: [u64; 2]) -> String {
    if least == greatest { grouped(least) } else { format!("{} to {}", grouped(least), grouped(greatest)) }
}

/// Says which architectures a range is from.
fn source(survey: &Survey) -> String {
    let feasible = survey.feasible.len();
    let text = match survey.coverage {
        Coverage::Every if feasible == 1 => return String::new(),
        Coverage::Every => "exact: every architecture was built".to_owned(),
        Coverage::Sample if feasible == 0 => {
            format!("none of {} sampled architectures meets the constraints over costs", grouped(survey.looked_at))
        }
        Coverage::Sample => {
            let seen = counted(feasible, "architecture");
            format!("in a sample of {seen}; there may be smaller and greater ones, see `nas cost`")
        }
    };
    format!("  {}\n", paint(DIM, text))
}

fn describe_search(program: &Program, search: &Search) -> String {
    let budget = [
        search.budget.trials.map(|it| format!("{} trials", grouped(it))),
        search.budget.seconds.map(|it| format!("{} s", grouped(it as u64))),
    ];
    let budget: Vec<String> = budget.into_iter().flatten().collect();
    let mut table = Table::new(&[("", Side::Left), ("", Side::Left)]);
    table.row(["space", &search.space]);
    table.row(["strategy", &search.strategy.name]);
    table.row(["estimator", &search.estimator.name]);
    if let Some(trained) = trained(program, search) {
        let params = grouped(trained.supernet.params);
        table.row(["supernet".to_owned(), format!("{params} params, at least {} to train", bytes(trained.memory()))]);
    }
    if !budget.is_empty() {
        table.row(["budget".to_owned(), budget.join(" or ")]);
    }
    format!("{}\n{}", paint(BOLD, format_args!("search {}", search.name)), table.render(2))
}
