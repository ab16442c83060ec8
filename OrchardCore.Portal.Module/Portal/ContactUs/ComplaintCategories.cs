namespace OrchardCore.Portal.ContactUs;

/// <summary>
/// The heads under which complaints are counted: those of the energy and water ombudsman schemes (billing, credit, connection, supply, marketing,
/// transfer, customer service), and metering and privacy, which retailers report beside them.
/// </summary>
internal static class ComplaintCategories
{
    /// <summary>The question that asks for it, and how customers choose.</summary>
    public const string Question = "about";

    public static readonly IReadOnlyList<string> All =
        ["Billing", "Credit or payment", "Connection", "Supply", "Marketing", "Transfer", "Customer service", "Metering", "Privacy", "Something else"];
}

/// <summary>Whether what was promised at first was kept: by the day on which it was settled. While the customer is waited for, the clock stands where it stood.</summary>
internal enum PromiseState { Running, Kept, Broken }

internal static class PromiseQueries
{
    public static IQueryable<ContactLog> Whose(this IQueryable<ContactLog> logs, PromiseState state, DateOnly today) => state switch
    {
        PromiseState.Kept => logs.Where(log => log.SettledOn <= log.FirstPromisedOn),
        PromiseState.Broken => logs.Where(log => log.SettledOn > log.FirstPromisedOn || log.SettledOn == null && log.FirstPromisedOn < (log.PausedOn ?? today)),
        _ => logs.Where(log => log.SettledOn == null && (log.FirstPromisedOn == null || log.FirstPromisedOn >= (log.PausedOn ?? today))),
    };

    /// <summary>The same for one that was read.</summary>
    public static PromiseState Of(DateOnly? promised, DateOnly? settled, DateOnly? paused, DateOnly today) =>
        settled <= promised ? PromiseState.Kept : settled > promised || settled is null && promised < (paused ?? today) ? PromiseState.Broken : PromiseState.Running;
}
