using OrchardCore.Portal.AccountDetails;
using OrchardCore.Portal.Charges;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Importing;
using OrchardCore.Portal.Statements;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Usage;
using OrchardCore.Portal.Usage.MarketFiles;

namespace OrchardCore.Portal;

/// <summary>The contents page of imports: what is on this list can be imported, in the order in which the files of a zip are taken.</summary>
internal static class FilesTaken
{
    public static readonly IReadOnlyList<FileKind> All =
    [
        CustomerFile.Kind,
        ServiceFile.Kind,
        StatementFile.Kind,
        InvoiceFile.Kind,
        ChargeFile.Kind,
        TransactionFile.Kind,
        ReadingFile.Kind,
        Nem12File.Kind,
        Nem13File.Kind,
        GreenButtonFile.Kind,
    ];
}
