//! The arguments, and what `--help` says of them.

mod assistants;
mod duplicates;
mod files;
mod followups;
mod lists;
mod queries;
mod safety;
#[cfg(test)]
mod tests;
mod visits;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

pub use assistants::{Allow, Assistant};
pub use duplicates::{Duplicates, Merge};
pub use files::{CardPaper, Conflicts, Export, ExportFormat, Import, Labels, Marks, PersonalData};
pub use followups::{FollowUp, Followed, Move};
pub use lists::{FIELD, List, Sort, Which};
pub use queries::{Query, QueryFormat};
pub use safety::Safety;
pub use visits::Log;

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
    /// Read the book's password from the first line of this file; - is standard input [default: ask at the terminal]
    #[arg(long, global = true, value_name = "FILE")]
    pub password_file: Option<PathBuf>,
    /// Read the recovery code from a file, instead of the password
    #[arg(long, global = true, value_name = "FILE")]
    pub recovery_code_file: Option<PathBuf>,
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
    /// Write a customer's card as PDF, to be printed
    #[command(after_help = "Example:\n  rounds-cli card book.rounds 王记五金 card.pdf && lp card.pdf")]
    Card(CardPaper),
    /// Write address labels as PDF; who has no address is left out
    #[command(after_help = "Example:\n  rounds-cli labels book.rounds labels.pdf --tag VIP --sheet a4-21 --skip 3")]
    Labels(Labels),
    /// List the photos and papers of a customer
    #[command(after_help = "Example:\n  rounds-cli files book.rounds 王记五金")]
    Files(One),
    /// Keep photos and papers with a customer, or with one of their visits
    #[command(after_help = "Example:\n  rounds-cli attach book.rounds 王记五金 门头.jpg 合同.pdf")]
    Attach {
        /// The book
        book: PathBuf,
        /// Id, uid:… or exact name
        customer: String,
        /// The files, up to 20 MB each
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// The visit that they are of, by its id
        #[arg(long)]
        visit: Option<i64>,
    },
    /// Save a photo or paper out of the book
    #[command(after_help = "Example:\n  rounds-cli file-save book.rounds 7 合同.pdf")]
    FileSave {
        /// The book
        book: PathBuf,
        /// The file's number, as `files` lists it
        id: i64,
        /// Where to; what is there is replaced
        out: PathBuf,
    },
    /// Plan something for a customer; with --until, an appointment
    #[command(after_help = "Examples:\n  rounds-cli follow-up book.rounds 王记五金 带样品再去 --on +7 --at 15:00\n  \
                            rounds-cli follow-up book.rounds 42 盘点 --on tomorrow --repeat FREQ=MONTHLY")]
    FollowUp(FollowUp),
    /// List what is planned: all that is open, or everything of one customer
    #[command(name = "follow-ups", after_help = "Example:\n  rounds-cli follow-ups book.rounds --by +7")]
    FollowUps {
        /// The book
        book: PathBuf,
        /// Only those of this customer, closed ones too: id, uid:… or exact name
        #[arg(long)]
        customer: Option<String>,
        /// Only those due by this day
        #[arg(long, value_name = "DATE")]
        by: Option<String>,
        /// At most so many
        #[arg(long, default_value_t = 200)]
        limit: u32,
    },
    /// Note a follow-up as done; one that repeats makes the next
    #[command(after_help = "Example:\n  rounds-cli done book.rounds 17")]
    Done(Followed),
    /// Drop a follow-up: it is not going to be done
    #[command(after_help = "Example:\n  rounds-cli drop book.rounds 17")]
    Drop(Followed),
    /// Note that nobody came to an appointment
    #[command(after_help = "Example:\n  rounds-cli no-show book.rounds 17")]
    NoShow(Followed),
    /// Put follow-ups off, or bring them forward
    #[command(after_help = "Example:\n  rounds-cli move book.rounds 17 18 --to tomorrow")]
    Move(Move),
    /// Show the day: what is overdue, due today and in the next seven days, birthdays
    #[command(after_help = "Example:\n  rounds-cli today book.rounds")]
    Today(Whole),
    /// Write what is planned as an iCalendar file, which other calendars read
    #[command(after_help = "Example:\n  rounds-cli export-calendar book.rounds plan.ics")]
    ExportCalendar {
        /// The book
        book: PathBuf,
        /// The file; what is there is replaced
        file: PathBuf,
        /// The first day [default: today]
        #[arg(long, value_name = "DATE")]
        from: Option<String>,
        /// Appointments only, without what is to be done on a day
        #[arg(long)]
        appointments: bool,
    },
    /// Take appointments out of an iCalendar file; taken twice it changes nothing
    #[command(after_help = "Example:\n  rounds-cli import-calendar book.rounds phone.ics")]
    ImportCalendar {
        /// The book
        book: PathBuf,
        /// The file
        file: PathBuf,
        /// Whose those are that begin with no customer's name: id, uid:… or exact name
        #[arg(long)]
        customer: Option<String>,
    },
    /// Show a day's visits in a short order, each with its reasons
    #[command(after_help = "Example:\n  rounds-cli plan book.rounds --on tomorrow")]
    Plan {
        /// The book
        book: PathBuf,
        /// The day: YYYY-MM-DD, tomorrow or +7 [default: today]
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// Show how many visits each of the last weeks had
    #[command(after_help = "Example:\n  rounds-cli weeks book.rounds --weeks 52")]
    Weeks {
        /// The book
        book: PathBuf,
        /// How many weeks, 522 at the most
        #[arg(long, default_value_t = 13, value_name = "COUNT")]
        weeks: u32,
    },
    /// Show how many customers were seen this month, or within some days, by tag, stage, owner or a field of choices
    #[command(
        after_help = "Example:\n  rounds-cli coverage book.rounds --by tag\n  rounds-cli coverage book.rounds --by field:村"
    )]
    Coverage {
        /// The book
        book: PathBuf,
        /// tag, stage, owner, kind or field:LABEL
        #[arg(long, default_value = "tag", value_name = "KEY")]
        by: String,
        /// The first day [default: the first of this month]
        #[arg(long, value_name = "DATE")]
        from: Option<String>,
        /// The last day [default: the last of this month, or today]
        #[arg(long, value_name = "DATE")]
        to: Option<String>,
    },
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
    /// Tell whom of somebody else's list the book has already, without taking anybody in
    #[command(after_help = "Example:\n  rounds-cli conflicts book.rounds prospects.xlsx\n  \
                            rounds-cli conflicts book.rounds theirs.marks --secret 1f2e-…")]
    Conflicts(Conflicts),
    /// Write marks of all customers for somebody who compares their book with them, without showing either. Whoever has the
    /// secret can try any phone against them
    #[command(after_help = "Example:\n  rounds-cli marks book.rounds mine.marks")]
    Marks(Marks),
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
        /// Of that step only what was not edited since
        #[arg(long, requires = "step")]
        rest: bool,
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
    /// What keeps the book safe, and other people's lives private
    #[command(flatten)]
    Safety(Safety),
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
    /// Say what an assistant on this machine may do with the book, and what it is shown
    #[command(
        after_help = "Example:\n  rounds-cli assistant book.rounds --allow read --show name,stage,tags,followups"
    )]
    Assistant(Assistant),
    /// Serve the book to an assistant, by the Model Context Protocol on standard input and output
    #[command(after_help = "It is let in only if the book says so: see rounds-cli assistant.\n\n\
                            Example:\n  rounds-cli mcp book.rounds")]
    Mcp(Whole),
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
