using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.ContactUs;

namespace OrchardCore.Portal.BackOffice.Inbox;

/// <summary>A pile of the inbox: what is in it, and what is said when it is empty.</summary>
internal sealed record InboxView(string Key, string Label, string Empty, Func<IQueryable<ContactLog>, InboxView.Now, IQueryable<ContactLog>> Keep)
{
    internal readonly record struct Now(string Me, DateOnly Today, DateTime Moment);

    public static readonly IReadOnlyList<InboxView> All =
    [
        new("", "Open", "Nothing is open. New messages appear here as they come.", (logs, _) => logs.StillOpen()),
        new("mine", "Mine", "You have no open tickets. Take one from Unassigned.", (logs, now) => logs.StillOpen().Where(log => log.AssignedTo == now.Me)),
        new("unassigned", "Unassigned", "Somebody has each of them.", (logs, _) => logs.StillOpen().Where(log => log.AssignedTo == "" && log.Status != ContactStatus.Resolved)),
        new("late", "Late", "No promise is broken.", (logs, now) => logs.AtWork().Where(log => log.PromisedOn < now.Today || log.PromisedAt < now.Moment)),
        new("today", "Due today", "Nothing more is promised for today.", (logs, now) => logs.AtWork().Where(log => log.PromisedOn == now.Today && !(log.PromisedAt < now.Moment))),
        new("waiting", "Waiting", "No customer is being waited for.", (logs, _) => logs.Where(log => log.Status == ContactStatus.WaitingForCustomer || log.Status == ContactStatus.WaitingForThirdParty)),
        new("complaints", "Complaints", "There is no open complaint.", (logs, _) => logs.StillOpen().Where(log => log.IsComplaint)),
        new("done", "Closed", "Nothing has been closed yet.", (logs, _) => logs.Over()),
    ];

    public static InboxView Of(string? key) => All.FirstOrDefault(view => view.Key == key) ?? All[0];

    public Task<int> CountAsync(IQueryable<ContactLog> logs, Now now, CancellationToken stop) => Keep(logs, now).CountAsync(stop);
}

internal static class InboxQueries
{
    /// <summary>The retailer has something to do, and its clock runs.</summary>
    public static IQueryable<ContactLog> AtWork(this IQueryable<ContactLog> logs) =>
        logs.StillOpen().Where(log => log.Status != ContactStatus.WaitingForCustomer && log.Status != ContactStatus.Resolved);
}
