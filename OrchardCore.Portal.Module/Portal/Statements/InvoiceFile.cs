using OrchardCore.Portal.Charges;
using OrchardCore.Portal.Importing;
using OrchardCore.Portal.Transactions;

namespace OrchardCore.Portal.Statements;

/// <summary>UBL 2.1 invoices and credit notes: one document is a statement with its charges, and the ledger's entry of it.</summary>
internal sealed class InvoiceFile() : XmlKind("invoices", 40)
{
    public static readonly InvoiceFile Kind = new()
    {
        Keys = StatementFile.Numbers,
        KeyWords = "the document's ID",
        Standard = "UBL 2.1",
        Roots = [("Invoice", UblDocument.Invoice), ("CreditNote", UblDocument.CreditNote)],
    };

    private static readonly Upsert<LedgerEntry> Ledger = new(nameof(LedgerEntry.Source), nameof(LedgerEntry.SourceId))
    {
        // The billing system reported this bill already, in transactions.csv: the same fact.
        KnownElsewhere = [new("ledger", """x."StatementNumber" = i."SourceId" and x."StatementNumber" <> '' and x."Kind" = 'Bill' and x."Source" = 'import' """) { Kind = """x."Source" = 'import'""" }],
    };

    // A document says all its lines: those of an earlier version that it does not name are gone.
    private const string DropOldLines = """
        t."StatementNumber" in (select i."StatementNumber" from {0} as i)
        and not exists (select 1 from {0} as i where i."StatementNumber" = t."StatementNumber" and i."LineNumber" = t."LineNumber")
        """;

    public override IEnumerable<Parsed> Read(ContentFile file, Stream content, ReadContext context)
    {
        var document = UblDocument.Read(file, content, context);
        var parsed = new Parsed(1, document.Head.Line) { Weight = document.Lines.Count + 2 };
        parsed.Row = UblBill.Of(document, context, parsed);
        yield return parsed;
    }

    public override string KeyOf(object row) => ((UblBill)row).Number;

    public override KnownKey? Offers(object row) => new(((UblBill)row).Number, ((UblBill)row).AccountNumber);

    public override async Task LookUpAsync(IReadOnlyList<Parsed> chunk, Lookups lookups, CancellationToken stop)
    {
        var bills = chunk.Where(parsed => parsed.IsGood).ToList();
        var known = await lookups.FindAsync("account", bills.SelectMany(parsed => ((UblBill)parsed.Row!).Buyers.Select(buyer => buyer.Value)), stop);
        foreach (var parsed in bills)
        {
            var bill = (UblBill)parsed.Row!;
            if (bill.Buyers.FirstOrDefault(buyer => known.ContainsKey(buyer.Value)) is { } buyer) bill.AccountNumber = buyer.Value;
            else parsed.Refuse($"/{bill.Root}", bill.Buyers.Count == 0 ? "no reference to the customer" : string.Join(", ", bill.Buyers.Select(one => $"{one.Where} \"{one.Value}\"")), "the number of a known account in one of: " + string.Join(", ", UblBill.WhereBuyersStand));
        }
    }

    public override async Task WriteAsync(IReadOnlyList<Parsed> chunk, ChunkWriter writer, CancellationToken stop)
    {
        var bills = chunk.Select(parsed => (UblBill)parsed.Row!).ToList();
        await writer.WriteAsync(Name, StatementFile.Store, bills.ConvertAll(bill => bill.ToStatement()), stop);
        await writer.WriteAsync(ChargeFile.Kind.Name, ChargeFile.Store, bills.SelectMany(bill => bill.ToCharges()).ToList(), stop, DropOldLines, countsRead: true);
        await writer.WriteAsync(TransactionFile.Kind.Name, Ledger, bills.ConvertAll(bill => bill.ToLedgerEntry()), stop, countsRead: true);
    }
}
