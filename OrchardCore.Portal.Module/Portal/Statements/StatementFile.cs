using OrchardCore.Portal.Importing;

namespace OrchardCore.Portal.Statements;

/// <summary>statements.csv: the ten figures of each bill, and the name of its PDF in the same zip.</summary>
internal static class StatementFile
{
    public static readonly KeySpace Numbers = new("statement", new StoredKeys(typeof(Statement), nameof(Statement.Number), nameof(Statement.AccountNumber)));

    /// <summary>A statement that comes again without its PDF keeps the one it has.</summary>
    public static readonly Upsert<Statement> Store = new(nameof(Statement.Number)) { KeepWhenEmpty = [nameof(Statement.PdfFile)] };

    private static readonly Column Number = Column.Must("statement_number", 60), Account = Column.Must("account_number", 40), Issued = Column.Must("issue_date", Column.Date), Due = Column.Must("due_date", Column.Date),
        From = Column.May("period_start", Column.Date), To = Column.May("period_end", Column.Date), Previous = Column.Must("previous_balance", Column.Money), Payments = Column.Must("payments", Column.Money), Adjustments = Column.Must("adjustments", Column.Money),
        Carried = Column.Must("carried_forward", Column.Money), Charges = Column.Must("current_charges", Column.Money), Balance = Column.Must("current_balance", Column.Money), Tax = Column.Must("tax", Column.Money), Final = Column.May("is_final", Column.YesNo), Pdf = Column.May("pdf", 300);

    public static readonly CsvKind<Statement> Kind = new("statements", 30)
    {
        Keys = Numbers,
        KeyWords = "statement_number",
        Columns = [Number, Account, Issued, Due, From, To, Previous, Payments, Adjustments, Carried, Charges, Balance, Tax, Final, Pdf],
        ToRow = ToRow,
        Key = statement => statement.Number,
        Offer = statement => new KnownKey(statement.Number, statement.AccountNumber),
        References = [new("account", Account, statement => statement.AccountNumber)],
        Store = Store,
    };

    private static Statement ToRow(CsvLine line)
    {
        var statement = new Statement
        {
            Number = line.Text(Number),
            AccountNumber = line.Text(Account),
            IssuedOn = line.Date(Issued),
            DueOn = line.Date(Due),
            PeriodFrom = line.DateOrNull(From),
            PeriodTo = line.DateOrNull(To),
            PreviousBalance = line.Money(Previous),
            Payments = line.Money(Payments),
            Adjustments = line.Money(Adjustments),
            CarriedForward = line.Money(Carried),
            CurrentCharges = line.Money(Charges),
            CurrentBalance = line.Money(Balance),
            Tax = line.Money(Tax),
            IsFinal = line.YesNo(Final),
            PdfFile = PdfOf(line),
            BatchId = line.Context.BatchId,
        };
        if (statement.PeriodTo < statement.PeriodFrom) line.Refuse(To, "a date that is not before period_start");
        if (!line.Parsed.IsGood) return statement;
        statement.ArithmeticFlag = Arithmetic.FlagOf(statement, line.Context.Retailer);
        if (statement.ArithmeticFlag != "") line.Parsed.Warn("", statement.ArithmeticFlag, "figures that add up; they are taken as they are, and flagged");
        return statement;
    }

    private static string PdfOf(CsvLine line)
    {
        if (line.Text(Pdf) is not { Length: > 0 } name) return "";
        using var pdf = line.Context.Contents.OpenBeside(name);
        if (pdf is null)
        {
            line.Refuse(Pdf, line.Context.Contents.IsZip ? "the name of a file inside the zip" : "nothing: a PDF comes in one zip with statements.csv");
            return "";
        }
        var (stored, fault) = StoredPdfs.Take(buffer => pdf.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false), line.Context.Pdfs, line.Context.Limits.MaxPdfBytes);
        if (fault is not null) line.Refuse(Pdf, fault);
        return stored;
    }
}
