using OrchardCore.Portal.AccountDetails;
using OrchardCore.Portal.Importing.Undo;

namespace OrchardCore.Portal;

/// <summary>Everything that may rest on imported rows, so that a batch that brought them is not undone under it.</summary>
internal static class UndoGuards
{
    private const string OfOthers = """{added} and x."BatchId" <> @batch""";

    // Money that moved since: what was owed then is what was paid.
    private const string PaidSince = """{touched} and x."CreatedAt" >= @since and x."State" not in ('Failed', 'Cancelled')""";

    // A meter that another supply point has too is still known without this one.
    private const string MetersOfOthers = OfOthers + """ and not exists (select 1 from services as s where s."MeterNumber" = t."MeterNumber" and s."BatchId" <> @batch)""";

    public static readonly IReadOnlyList<UndoGuard> All =
    [
        UndoGuard.Rows("accounts", "supply points of other imports are on its accounts", OnAccount("services"), """x."MeterNumber" """, OfOthers),
        UndoGuard.Rows("accounts", "statements of other imports are on its accounts", OnAccount("statements"), """x."Number" """, OfOthers),
        UndoGuard.Rows("accounts", "transactions of other imports or of the portal are on its accounts", OnAccount("ledger"), """x."SourceId" """, OfOthers),
        UndoGuard.Rows("accounts", "sign-ins reach its accounts", OnAccount("account_access"), """x."AccountNumber" """),
        UndoGuard.Rows("accounts", "payments were begun on its accounts", OnAccount("payment_attempts"), """x."Reference" """),
        UndoGuard.Rows("accounts", "requests of customers are about its accounts", OnAccount("contact_logs"), """x."Reference" """),
        new("accounts", "of its accounts were changed by the customer since", CustomerFile.ChangedSinceAsync),

        UndoGuard.Rows("services", "readings of other imports are of its meters", OnMeter("readings"), """x."MeterNumber" """, MetersOfOthers),
        UndoGuard.Rows("services", "days of interval data of other imports are of its meters", OnMeter("interval_days"), """x."MeterNumber" """, MetersOfOthers),
        UndoGuard.Rows("services", "charges of other imports are for its meters", OnMeter("charges"), """x."StatementNumber" """, MetersOfOthers),
        UndoGuard.Rows("services", "final reads were given for its supply points", """final_reads as x on x."ServiceId" = t."Id" """, """x."MeterNumber" """),

        UndoGuard.Rows("statements", "charges of other imports are on its statements", OnStatement("charges"), """x."StatementNumber" """, OfOthers),
        UndoGuard.Rows("statements", "transactions of other imports or of the portal belong to its statements", OnStatement("ledger"), """x."SourceId" """, OfOthers),
        UndoGuard.Rows("statements", "payments were begun for its statements", OnStatement("payment_attempts"), """x."Reference" """),
        UndoGuard.Rows("statements", "debits of AutoPay, which customers may have had a notice of, are for its statements", OnStatement("autopay_debits"), """x."StatementNumber" """),
        UndoGuard.Rows("statements", "requests of customers are about its statements", OnStatement("contact_logs"), """x."Reference" """),
        UndoGuard.Rows("statements", "payments were begun on its accounts since it was applied", OnAccount("payment_attempts"), """x."Reference" """, PaidSince),

        UndoGuard.Rows("ledger", "payments were begun on its accounts since it was applied", OnAccount("payment_attempts"), """x."Reference" """, PaidSince),
    ];

    private static string OnAccount(string table) => $"""{table} as x on x."AccountNumber" = t."AccountNumber" """;
    private static string OnMeter(string table) => $"""{table} as x on x."MeterNumber" = t."MeterNumber" """;
    private static string OnStatement(string table) => $"""{table} as x on x."StatementNumber" = t."Number" """;
}
