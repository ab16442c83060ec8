using OrchardCore.Portal.Importing;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Transactions;

/// <summary>transactions.csv: what happened on the accounts, debits above zero.</summary>
internal static class TransactionFile
{
    public const string Source = "import";

    private static readonly Dictionary<string, PaymentMethod> Methods = new(StringComparer.OrdinalIgnoreCase)
    {
        ["direct debit"] = PaymentMethod.DirectDebit,
        ["card"] = PaymentMethod.Card,
        ["transfer"] = PaymentMethod.Transfer,
        ["bpay"] = PaymentMethod.Bpay,
        ["cash"] = PaymentMethod.Cash,
        ["cheque"] = PaymentMethod.Cheque,
        ["other"] = PaymentMethod.Other,
    };

    private static readonly Dictionary<string, LedgerKind?> KindWords = Enum.GetValues<LedgerKind>().ToDictionary(kind => kind.ToString().ToLowerInvariant(), kind => (LedgerKind?)kind, StringComparer.OrdinalIgnoreCase);

    private static readonly Column Reference = Column.Must("reference", 100), Account = Column.Must("account_number", 40), Date = Column.Must("date", Column.Date), Description = Column.Must("description", 300),
        Amount = Column.Must("amount", Column.Money), Method = Column.May("payment_method", Column.OneOf(Methods.Keys)), Comments = Column.May("comments", 1000), Kinds = Column.May("kind", Column.OneOf(KindWords.Keys)), Statement = Column.May("statement_number", 60);

    public static readonly CsvKind<LedgerEntry> Kind = new("transactions", 60)
    {
        Keys = new KeySpace("transaction"),
        KeyWords = "reference",
        Columns = [Reference, Account, Date, Description, Amount, Method, Comments, Kinds, Statement],
        ToRow = ToRow,
        Key = entry => entry.SourceId,
        References = [new("account", Account, entry => entry.AccountNumber)],
        Store = new Upsert<LedgerEntry>(nameof(LedgerEntry.Source), nameof(LedgerEntry.SourceId))
        {
            KnownElsewhere =
            [
                // An e-invoice brought its own entry: the bill that the billing system reports of it is the same fact.
                new("ledger", """i."Kind" = 'Bill' and i."StatementNumber" <> '' and x."Source" = 'invoice' and x."SourceId" = i."StatementNumber" """) { Kind = """x."Source" = 'invoice'""" },
                // A payment that the portal took comes back with the portal's reference.
                new("ledger", """x."Source" = 'stripe' and x."SourceId" = i."SourceId" """) { Kind = """x."Source" = 'stripe'""" },
            ],
        },
    };

    private static LedgerEntry ToRow(CsvLine line)
    {
        var amount = line.Money(Amount);
        return new LedgerEntry
        {
            SourceId = line.Text(Reference),
            Source = Source,
            AccountNumber = line.Text(Account),
            On = line.Date(Date),
            Description = line.Text(Description),
            Amount = amount,
            Method = line.Choice(Method, Methods, PaymentMethod.None),
            Comments = CardNumbers.Mask(line.Text(Comments)),   // what clerks type
            StatementNumber = line.Text(Statement),
            Kind = line.Choice(Kinds, KindWords, null) ?? (amount.IsNegative ? LedgerKind.Payment : LedgerKind.Bill),
            BatchId = line.Context.BatchId,
        };
    }
}
