//! The arguments, and what `--help` says of them.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// The customer book on the command line.
#[derive(Debug, Parser)]
#[command(
    name = "rounds-cli",
    version,
    max_term_width = 100,
    after_help = "CUSTOMER is an id (42), uid:… or an exact name.\n\
                  Exit codes: 0 done, 1 error, 2 imported but for some rows or cells, 3 several customers fit.\n\n\
                  Example:\n  rounds-cli find book.rounds 王记"
)]
pub struct Args {
    /// Print one JSON value for programs; errors as {"error":{"code","message","where"}}
    #[arg(long, global = true)]
    pub json: bool,
    /// Language of the output, and of a new book [default: by LANG]
    #[arg(long, global = true, value_name = "LANGUAGE", value_parser = ["zh-CN", "en"])]
    pub lang: Option<String>,
    /// Folder of the app's settings and key slots [default: the window's]
    #[arg(long, global = true, value_name = "FOLDER")]
    pub config_dir: Option<PathBuf>,
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a new, empty book
    #[command(after_help = "Example:\n  rounds-cli new book.rounds --lang zh-CN --country CN")]
    New {
        /// The file to make; it must not be there yet
        book: PathBuf,
        /// Country whose phones are written without a country code, as ISO 3166 [default: by the language]
        #[arg(long)]
        country: Option<String>,
    },
    /// Take a CSV or Excel file into the book
    #[command(after_help = "M.json says what columns are: a target by heading.\n  \
                            {\"手机\": \"phone\", \"备用\": \"skip\", \"区域\": {\"to\": \"new_field\", \"label\": \"区域\", \"field_type\": \"choice\"}}\n\n\
                            Example:\n  rounds-cli import book.rounds customers.xlsx --sheet 客户 --dry-run")]
    Import(Import),
    /// Find customers by name, pinyin, initials, digits of a phone, tags, notes
    #[command(after_help = "Example:\n  rounds-cli find book.rounds wjwj --limit 5")]
    Find {
        /// The book
        book: PathBuf,
        /// What to look for
        #[arg(required = true)]
        text: Vec<String>,
        /// At most so many, up to 200
        #[arg(long, default_value_t = 50)]
        limit: u32,
    },
    /// List customers
    #[command(after_help = "Example:\n  rounds-cli list book.rounds --tag 重点 --sort last_visit-desc --limit 20\n  \
                            rounds-cli list book.rounds --where '{\"next_followup\":{\"to\":{\"today\":0}}}'")]
    List(List),
    /// List the segments with how many are in each
    #[command(after_help = "Example:\n  rounds-cli segments book.rounds")]
    Segments(Whole),
    /// Show a customer with everything that is theirs
    #[command(after_help = "Example:\n  rounds-cli show book.rounds 王记五金")]
    Show(One),
    /// Log a visit; with - as CUSTOMER, one line that tells the customer, the day and the next step, too
    #[command(
        after_help = "Example:\n  rounds-cli log book.rounds 王记五金 \"送 5 箱螺丝\" --kind on_site --next 2026-12-01\n  \
                      rounds-cli log book.rounds - \"昨天拜访王记五金 谈了水泵 下周三下午3点带样品再去\""
    )]
    Log(Log),
    /// Show the day: what is overdue, due today and in the next seven days, birthdays
    #[command(after_help = "Example:\n  rounds-cli today book.rounds")]
    Today(Whole),
    /// Look back at some days as text for a report
    #[command(after_help = "Example:\n  rounds-cli review book.rounds --from 2026-11-16 --to 2026-11-22")]
    Review {
        /// The book
        book: PathBuf,
        /// The first day [default: the first of this week]
        #[arg(long, value_name = "DATE")]
        from: Option<String>,
        /// The last day [default: today]
        #[arg(long, value_name = "DATE")]
        to: Option<String>,
    },
    /// Print the parts of one line as JSON
    #[command(
        after_help = "Example:\n  rounds-cli parse book.rounds \"called Lin re prices, back Wed 3pm\" --now 2026-11-20T10:00"
    )]
    Parse {
        /// The book
        book: PathBuf,
        /// The line
        line: String,
        /// The moment that days count from: RFC 3339 or YYYY-MM-DDTHH:MM [default: now]
        #[arg(long, value_name = "TIME")]
        now: Option<String>,
        /// The customer on the screen: id, uid:… or exact name
        #[arg(long)]
        customer: Option<String>,
    },
    /// Give a customer tags; new ones are made
    #[command(after_help = "Example:\n  rounds-cli tag book.rounds 王记五金 重点 批发 --remove 新客户")]
    Tag {
        /// The book
        book: PathBuf,
        /// Id, uid:… or exact name
        customer: String,
        /// Tags to give
        #[arg(required_unless_present = "remove")]
        tags: Vec<String>,
        /// A tag to take off; may be repeated
        #[arg(long, value_name = "TAG")]
        remove: Vec<String>,
    },
    /// Put a customer into the trash
    #[command(after_help = "Example:\n  rounds-cli trash book.rounds 42")]
    Trash(One),
    /// Take a customer out of the trash
    #[command(after_help = "Example:\n  rounds-cli untrash book.rounds 42")]
    Untrash(One),
    /// List customers who may be one, each pair with its reasons
    #[command(after_help = "Example:\n  rounds-cli duplicates book.rounds --least 0.9 --limit 20\n  \
                            rounds-cli duplicates book.rounds 王记五金")]
    Duplicates(Duplicates),
    /// Make one customer of several; nothing is lost, and it can be taken apart again
    #[command(after_help = "Example:\n  rounds-cli merge book.rounds 42 57 --take name=57\n  \
                            rounds-cli merge book.rounds --all --least 0.99")]
    Merge(Merge),
    /// List the merges that can be taken apart, the latest first
    #[command(after_help = "Example:\n  rounds-cli merges book.rounds 王记五金")]
    Merges {
        /// The book
        book: PathBuf,
        /// Only those of this customer: id, uid:… or exact name
        customer: Option<String>,
    },
    /// Take a merge apart: both customers are there again, and what came since stays
    #[command(after_help = "Example:\n  rounds-cli unmerge book.rounds 3")]
    Unmerge {
        /// The book
        book: PathBuf,
        /// The merge, as `merges` numbers it
        merge: i64,
    },
    /// Remember that two customers are not the same
    #[command(after_help = "Example:\n  rounds-cli not-same book.rounds 42 57")]
    NotSame {
        /// The book
        book: PathBuf,
        /// The one: id, uid:… or exact name
        customer: String,
        /// The other
        other: String,
        /// Forget it: they may be the same after all
        #[arg(long)]
        forget: bool,
    },
    /// Take the latest step back, or an older one
    #[command(after_help = "Example:\n  rounds-cli undo book.rounds --step 12")]
    Undo {
        /// The book
        book: PathBuf,
        /// This step, as `history` numbers it; what was done after it stays
        #[arg(long)]
        step: Option<i64>,
    },
    /// Do the step again that was undone last
    #[command(after_help = "Example:\n  rounds-cli redo book.rounds")]
    Redo(Whole),
    /// List the steps, newest first
    #[command(after_help = "Example:\n  rounds-cli history book.rounds 王记五金 --limit 10")]
    History {
        /// The book
        book: PathBuf,
        /// Only steps that touched this customer: id, uid:… or exact name
        customer: Option<String>,
        /// At most so many, up to 1,000
        #[arg(long, default_value_t = 100)]
        limit: u32,
    },
    /// List the sets of fields, tags, stages and kinds of visits that come with the program
    #[command(after_help = "Example:\n  rounds-cli packs --lang zh-CN")]
    Packs,
    /// Take such a set into the book: one that comes with the program, or a file
    #[command(
        after_help = "Example:\n  rounds-cli take book.rounds decoration\n  rounds-cli take book.rounds ours.json"
    )]
    Take {
        /// The book
        book: PathBuf,
        /// The id of a set, or a .json file
        pack: String,
    },
    /// Save the book's own set as a file that others can take
    #[command(after_help = "Example:\n  rounds-cli save-pack book.rounds ours.json --name \"Our trade\"")]
    SavePack {
        /// The book
        book: PathBuf,
        /// The file; replaced if it is there
        file: PathBuf,
        /// What the set is called
        #[arg(long)]
        name: String,
    },
    /// Write customers, or the whole book, into a file; or a star schema for BI tools
    #[command(
        after_help = "Example:\n  rounds-cli export book.rounds customers.xlsx --segment 大户 --column name --column phone\n  \
                            rounds-cli export book.rounds book.json\n  \
                            rounds-cli export book.rounds --bi warehouse --personal hash"
    )]
    Export(Export),
    /// Ask a question in SQL, over the views of docs/SCHEMA.md
    #[command(
        after_help = "Example:\n  rounds-cli query book.rounds \"select stage, count(*) from v_customers group by stage\"\n  \
                            rounds-cli query book.rounds --format csv \"select * from v_visits where visited_on >= '2026-01-01'\" > visits.csv"
    )]
    Query(Query),
    /// Print committed changes as JSON, one a line, for hooks
    #[command(after_help = "Example:\n  rounds-cli changes book.rounds --since 41 --follow")]
    Changes {
        /// The book
        book: PathBuf,
        /// Only those with a larger number
        #[arg(long, default_value_t = 0, value_name = "NUMBER")]
        since: i64,
        /// Go on, and print each change as it comes
        #[arg(long)]
        follow: bool,
    },
    /// Print what completes this command line in a shell
    #[command(after_help = "Example:\n  rounds-cli completions bash > /etc/bash_completion.d/rounds-cli")]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Write the manual pages into a folder
    #[command(after_help = "Example:\n  rounds-cli man /usr/local/share/man/man1")]
    Man {
        /// The folder; made if it is not there
        folder: PathBuf,
    },
    /// Check the file and what is in it
    #[command(after_help = "Example:\n  rounds-cli check book.rounds --json")]
    Check {
        /// The book
        book: PathBuf,
        /// First work out anew what is derived: totals, sort keys, the search indexes
        #[arg(long)]
        rebuild: bool,
    },
    /// Add made-up customers; the book is made if it is not there
    #[command(after_help = "Example:\n  rounds-cli sample sample.rounds --customers 300 --seed 1")]
    Sample {
        /// The book
        book: PathBuf,
        /// How many customers
        #[arg(long, default_value_t = 300)]
        customers: u32,
        /// The same seed gives the same customers
        #[arg(long, default_value_t = 1)]
        seed: u32,
    },
    /// Carry out any command of the door
    #[command(
        after_help = "With - as COMMAND the book stays open: lines {\"command\",\"args\"} come in, lines {\"ok\",\"us\"} or\n\
                            {\"error\",\"us\"} go out.\n\n\
                            Example:\n  rounds-cli call book.rounds customers_show '{\"id\":42}'\n  \
                            echo '{\"command\":\"tags_list\"}' | rounds-cli call book.rounds -"
    )]
    Call {
        /// The book
        book: PathBuf,
        /// A command such as customers_show, or -
        command: String,
        /// Its arguments
        #[arg(value_name = "JSON")]
        arguments: Option<String>,
        /// Open for reading only, beside an open window
        #[arg(long)]
        read: bool,
    },
}

/// A book.
#[derive(Debug, clap::Args)]
pub struct Whole {
    /// The book
    pub book: PathBuf,
}

/// One customer of a book.
#[derive(Debug, clap::Args)]
pub struct One {
    /// The book
    pub book: PathBuf,
    /// Id, uid:… or exact name
    pub customer: String,
}

/// An import.
#[derive(Debug, clap::Args)]
pub struct Import {
    /// The book
    pub book: PathBuf,
    /// The file: CSV, XLSX, XLS, ODS
    pub file: PathBuf,
    /// The sheet of a workbook [default: the first with data]
    #[arg(long)]
    pub sheet: Option<String>,
    /// What columns are, as a JSON file; all others as proposed
    #[arg(long, value_name = "M.json")]
    pub map: Option<PathBuf>,
    /// Encoding of a CSV file [default: found]
    #[arg(long)]
    pub encoding: Option<String>,
    /// Delimiter of a CSV file [default: found]
    #[arg(long)]
    pub delimiter: Option<String>,
    /// Row of the headings, 0 for none [default: found]
    #[arg(long, value_name = "ROW")]
    pub header_row: Option<u32>,
    /// Only tell what would happen
    #[arg(long)]
    pub dry_run: bool,
}

/// An export.
#[derive(Debug, clap::Args)]
pub struct Export {
    /// The book
    pub book: PathBuf,
    /// The file; its ending says how, unless --format does. Replaced if it is there
    #[arg(required_unless_present = "bi")]
    pub file: Option<PathBuf>,
    /// csv (UTF-8 for Excel), csv-gbk, xlsx, jsonl; json for the whole book [default: by the file's ending]
    #[arg(long, value_enum)]
    pub format: Option<ExportFormat>,
    /// Only whom this rule holds for, as JSON; see docs/CLI.md
    #[arg(long = "where", value_name = "JSON")]
    pub rule: Option<String>,
    /// Only with this tag; may be repeated
    #[arg(long)]
    pub tag: Vec<String>,
    /// Only in this stage
    #[arg(long)]
    pub stage: Option<String>,
    /// Only those in this segment
    #[arg(long, value_name = "NAME")]
    pub segment: Option<String>,
    /// As for list; may be repeated
    #[arg(long, value_name = "KEY")]
    pub sort: Vec<Sort>,
    /// name, kind, contact, phone, email, wechat, address, website, tags, stage, owner, last_visit, next_followup, visits,
    /// birthday, note, created, uid or field:LABEL; may be repeated [default: all, and all fields]
    #[arg(long = "column", value_name = "COLUMN")]
    pub columns: Vec<String>,
    /// Write a star schema into this folder: SQLite, CSV and Parquet
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["file", "format", "rule", "tag", "stage", "segment", "sort", "columns"])]
    pub bi: Option<PathBuf>,
    /// With --bi: what becomes of names, phones, notes and the like
    #[arg(long, value_enum, default_value_t = PersonalData::Omit, requires = "bi")]
    pub personal: PersonalData,
    /// With --bi: only customers that were changed after this change number
    #[arg(long, value_name = "NUMBER", requires = "bi")]
    pub since: Option<i64>,
}

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum ExportFormat {
    /// UTF-8 with a mark, for Excel
    Csv,
    /// GBK
    CsvGbk,
    /// A workbook
    Xlsx,
    /// Everything of each customer, one a line
    Jsonl,
    /// The whole book, to be imported into an empty one
    Json,
}

/// What becomes of personal data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum PersonalData {
    /// Left out
    Omit,
    /// Told apart, but not what it is
    Hash,
    /// There
    Include,
}

/// A question in SQL.
#[derive(Debug, clap::Args)]
pub struct Query {
    /// The book
    pub book: PathBuf,
    /// One SELECT
    pub sql: String,
    /// How the answer is written; --json is the same as json
    #[arg(long, value_enum, default_value_t = QueryFormat::Table)]
    pub format: QueryFormat,
    /// At most so many rows [default: 1,000 of a table, else all]
    #[arg(long, value_name = "ROWS")]
    pub limit: Option<u32>,
    /// So long it may take
    #[arg(long, default_value_t = 30, value_name = "SECONDS")]
    pub timeout: u64,
    /// Let it read the tables themselves, which change with every version
    #[arg(long)]
    pub tables: bool,
}

/// How an answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum QueryFormat {
    /// Columns side by side
    Table,
    /// CSV with a heading, UTF-8
    Csv,
    /// One array of objects
    Json,
    /// An object a line
    Jsonl,
}

/// A look for duplicates.
#[derive(Debug, clap::Args)]
pub struct Duplicates {
    /// The book
    pub book: PathBuf,
    /// Only those who may be the same as this customer: id, uid:… or exact name
    pub customer: Option<String>,
    /// Only pairs with this probability and more, from 0 to 1 [default: 0.5]
    #[arg(long, value_name = "SCORE")]
    pub least: Option<f64>,
    /// At most so many pairs, the likeliest first
    #[arg(long, default_value_t = 1_000)]
    pub limit: u32,
    /// A field whose value belongs to one customer only, such as a tax number; may be repeated
    #[arg(long = "field", value_name = "LABEL")]
    pub fields: Vec<String>,
}

/// A merge.
#[derive(Debug, clap::Args)]
pub struct Merge {
    /// The book
    pub book: PathBuf,
    /// Who stays and gets everything: id, uid:… or exact name
    #[arg(required_unless_present = "all")]
    pub keep: Option<String>,
    /// Who goes
    #[arg(required_unless_present = "all")]
    pub others: Vec<String>,
    /// Whose name, kind, birthday, stage, owner or field:LABEL to take, where not of who stays; may be repeated
    #[arg(long, value_name = "WHAT=CUSTOMER")]
    pub take: Vec<String>,
    /// All who are one by their score; who was visited most stays
    #[arg(long, conflicts_with_all = ["keep", "take"])]
    pub all: bool,
    /// With --all: only with this probability and more, from 0 to 1 [default: 0.99]
    #[arg(long, value_name = "SCORE", requires = "all")]
    pub least: Option<f64>,
    /// With --all: a field whose value belongs to one customer only; may be repeated
    #[arg(long = "field", value_name = "LABEL", requires = "all")]
    pub fields: Vec<String>,
}

/// A list.
#[derive(Debug, clap::Args)]
pub struct List {
    /// The book
    pub book: PathBuf,
    /// Only whom this rule holds for, as JSON; see docs/CLI.md
    #[arg(long = "where", value_name = "JSON")]
    pub rule: Option<String>,
    /// Only with this tag; may be repeated
    #[arg(long)]
    pub tag: Vec<String>,
    /// Only in this stage
    #[arg(long)]
    pub stage: Option<String>,
    /// Only those in this segment
    #[arg(long, value_name = "NAME")]
    pub segment: Option<String>,
    /// name, kind, stage, owner, last_visit, next_followup, created, updated, tags, phone, contact, visits, birthday or
    /// field:LABEL; KEY-desc for last first; may be repeated: by the first, then by the next [default: name]
    #[arg(long, value_name = "KEY")]
    pub sort: Vec<Sort>,
    /// From this position; 0 is the first
    #[arg(long, default_value_t = 0)]
    pub at: u32,
    /// At most so many
    #[arg(long, default_value_t = 100)]
    pub limit: u32,
    /// With --json: wrap the rows in {"total","rows"}
    #[arg(long)]
    pub total: bool,
}

/// A visit.
#[derive(Debug, clap::Args)]
pub struct Log {
    /// The book
    pub book: PathBuf,
    /// Id, uid:… or exact name; - if TEXT is a whole line that tells whom
    pub customer: String,
    /// What was said
    pub text: String,
    /// on_site, in_shop, phone, message, email, delivery, other, or a name of your own [default: the first]
    #[arg(long)]
    pub kind: Option<String>,
    /// The day: YYYY-MM-DD, today or yesterday [default: now]
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// The time: HH:MM [default: now, or none on another day]
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// The day of the next step: YYYY-MM-DD, tomorrow or +7 for in a week; makes a follow-up
    #[arg(long, value_name = "DATE")]
    pub next: Option<String>,
    /// What a field of the visit holds; may be repeated
    #[arg(long = "set", value_name = "FIELD=VALUE")]
    pub values: Vec<String>,
    /// With -: the moment that days count from [default: now]
    #[arg(long, value_name = "TIME")]
    pub now: Option<String>,
    /// With -: make a customer of a name that nobody has
    #[arg(long)]
    pub new: bool,
}

/// An order of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sort {
    /// The key, as the door names it, or `field:` and a label.
    pub by: String,
    /// Last first.
    pub desc: bool,
}

const SORT_KEYS: [&str; 13] = [
    "name",
    "kind",
    "stage",
    "owner",
    "last_visit",
    "next_followup",
    "created",
    "updated",
    "tags",
    "phone",
    "contact",
    "visits",
    "birthday",
];
/// Before the label of a field.
pub const FIELD: &str = "field:";

impl std::str::FromStr for Sort {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (key, desc) = text.strip_suffix("-desc").map_or((text, false), |key| (key, true));
        if SORT_KEYS.contains(&key) || key.strip_prefix(FIELD).is_some_and(|label| !label.trim().is_empty()) {
            Ok(Self { by: key.to_owned(), desc })
        } else {
            Err(format!("one of {} or {FIELD}LABEL, with -desc for last first", SORT_KEYS.join(", ")))
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_hold_together() {
        Args::command().debug_assert();
    }

    #[test]
    fn every_command_has_an_example() {
        for command in Args::command().get_subcommands() {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            let example = format!("rounds-cli {} ", command.get_name());
            assert!(help.contains(&example), "{} has none", command.get_name());
        }
    }

    #[test]
    fn an_order_is_a_key_or_a_key_turned_round() {
        assert_eq!("last_visit-desc".parse(), Ok(Sort { by: "last_visit".into(), desc: true }));
        assert_eq!("name".parse(), Ok(Sort { by: "name".into(), desc: false }));
        assert_eq!("field:面积-desc".parse(), Ok(Sort { by: "field:面积".into(), desc: true }));
        assert!("colour".parse::<Sort>().is_err() && "field:".parse::<Sort>().is_err());
    }
}
