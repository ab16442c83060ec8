using OrchardCore.Portal.Words;

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

/// <summary>Whether what was promised at first was kept: by the day, or the moment, at which it was settled. While the customer is waited for, the clock stands where it stood.</summary>
internal enum PromiseState { Running, Kept, Broken }

internal static class PromiseQueries
{
    public static IQueryable<ContactLog> Whose(this IQueryable<ContactLog> logs, PromiseState state, RetailerCalendar calendar)
    {
        var (today, now) = (calendar.Today, calendar.UtcNow);
        return state switch
        {
            PromiseState.Kept => logs.Where(log => log.FirstPromisedAt == null ? log.SettledOn <= log.FirstPromisedOn : log.SettledAt <= log.FirstPromisedAt),
            PromiseState.Broken => logs.Where(log => log.FirstPromisedAt == null
                ? log.SettledOn > log.FirstPromisedOn || log.SettledOn == null && log.FirstPromisedOn < (log.PausedOn ?? today)
                : log.SettledAt > log.FirstPromisedAt || log.SettledAt == null && log.FirstPromisedAt < (log.PausedAt ?? now)),
            _ => logs.Where(log => log.SettledOn == null && (log.FirstPromisedAt == null ? log.FirstPromisedOn == null || log.FirstPromisedOn >= (log.PausedOn ?? today) : log.FirstPromisedAt >= (log.PausedAt ?? now))),
        };
    }
}

/// <summary>What the promise of one that was read is measured by.</summary>
internal readonly record struct FirstPromise(DateOnly? On, DateOnly? SettledOn, DateOnly? PausedOn, DateTime? At, DateTime? SettledAt, DateTime? PausedAt)
{
    public PromiseState State(RetailerCalendar calendar) => At is { } moment ? Of(moment, SettledAt, PausedAt, calendar.UtcNow) : Of(On, SettledOn, PausedOn, calendar.Today);

    public static FirstPromise Of(ContactLog log) => new(log.FirstPromisedOn, log.SettledOn, log.PausedOn, log.FirstPromisedAt, log.SettledAt, log.PausedAt);

    private static PromiseState Of<T>(T? promised, T? settled, T? paused, T now) where T : struct, IComparable<T>
    {
        if (promised is not { } by) return PromiseState.Running;
        return settled is { } then ? then.CompareTo(by) <= 0 ? PromiseState.Kept : PromiseState.Broken : by.CompareTo(paused ?? now) < 0 ? PromiseState.Broken : PromiseState.Running;
    }
}
